// A file of Binance's twelve columns to bars that are checked, placed in time and reported on.

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "bench/support/raw_files.hpp"
#include "bench/support/stopwatch.hpp"
#include "bench/support/verify.hpp"
#include "bench/support/workloads.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/synth.hpp"

namespace basicbot {

namespace {

namespace fs = std::filesystem;

// Prices in cents and eight decimals written, as the exchange writes them.
std::string row_of(BarColumns const& b, std::size_t t) {
    double const volume = 1e-3 * b.volume[t], quote = volume * b.close[t], bought = 0.4 * volume;
    char line[320];
    int const length = std::snprintf(
        line, sizeof line, "%lld,%.2f000000,%.2f000000,%.2f000000,%.2f000000,%.8f,%lld,%.8f,%d,%.8f,%.8f,0\n",
        static_cast<long long>(b.time[t] / 1'000'000), b.open[t], b.high[t], b.low[t], b.close[t], volume,
        static_cast<long long>(b.close_time[t] / 1'000'000 - 1), quote,
        100 + static_cast<int>(b.volume[t]) % 1900, bought, bought * b.close[t]);
    return {line, static_cast<std::size_t>(length)};
}

class ImportWorkload final : public Workload {
  public:
    explicit ImportWorkload(BenchOptions const& options)
        : folder_(options.workdir), temporary_(options.workdir.empty()) {
        if (temporary_)
            folder_ = (fs::temp_directory_path() / ("bb_bench_import_" + std::to_string(getpid()))).string();
        fs::create_directories(folder_);
        path_ = folder_ + "/rows.csv";
        SynthOptions synth;
        synth.bars = static_cast<std::uint64_t>(options.bars > 0 ? options.bars : 400'000);
        synth.seed = options.seed, synth.timeframe = "1m", synth.start = "2021-01-01",
        synth.start_price = 29'000;
        BarColumns const bars = make_synthetic(synth).bars;
        {
            std::ofstream file(path_, std::ios::binary);
            for (std::size_t t = 0; t < bars.size(); ++t) file << row_of(bars, t);
        }
        bytes_ = static_cast<double>(fs::file_size(path_));
        ready_ = {{"rows", bars.size()},
                  {"bytes", bytes_},
                  {"unit", "byte"},
                  {"units", bytes_},
                  {"timed",
                   "map and hash the file, read six of twelve columns, place the times, check every bar, "
                   "make the report"},
                  {"verified", verify(bars)}};
        write_expected(options);
    }
    ~ImportWorkload() override {
        std::error_code ignored;
        if (temporary_) fs::remove_all(folder_, ignored);
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        last_ = {};
        Lap const lap = timed([&] { last_ = import_csv(path_, {}); });
        nlohmann::json facts = run_facts(lap, bytes_);
        facts["megabytes_per_s"] = 1e-6 * bytes_ / lap.cpu_s;
        return facts;
    }

    nlohmann::json result() override { return {{"bars", last_.bars.size()}}; }

  private:
    // Against the numbers that were written, and against the careful reader in every bit.
    nlohmann::json verify(BarColumns const& bars) {
        last_ = import_csv(path_, {});
        CsvImportOptions options;
        options.read = CsvRead::carefully;
        BarColumns const careful = import_csv(path_, options).bars, &quick = last_.bars;
        if (quick.time != careful.time || quick.close_time != careful.close_time ||
            quick.open != careful.open || quick.high != careful.high || quick.low != careful.low ||
            quick.close != careful.close || quick.volume != careful.volume)
            not_verified("the careful reader's bars");
        Deviation price("price", 0.0051);
        if (quick.time != bars.time || quick.close_time != bars.close_time) not_verified("the times");
        for (std::size_t t = 0; t < bars.size(); ++t) {
            price.absolute(quick.open[t], bars.open[t], std::to_string(t));
            price.absolute(quick.close[t], bars.close[t], std::to_string(t));
        }
        return {{"careful reader", "equal in every bit"}, {"prices", "those written, rounded to cents"}};
    }

    void write_expected(BenchOptions const& options) {
        RawFiles files(options.workdir);
        if (!files.wanted()) return;
        BarColumns const& b = last_.bars;
        auto const n = static_cast<std::int64_t>(b.size());
        files.write("time", b.time, {n});
        files.write("open", b.open, {n});
        files.write("high", b.high, {n});
        files.write("low", b.low, {n});
        files.write("close", b.close, {n});
        files.write("volume", b.volume, {n});
        nlohmann::json header = ready_;
        header["csv"] = "rows.csv";
        files.finish("csv_import", std::move(header));
    }

    std::string folder_, path_;
    bool temporary_;
    double bytes_ = 0;
    CsvImport last_;
    nlohmann::json ready_;
};

}  // namespace

std::unique_ptr<Workload> make_csv_import(BenchOptions const& options) {
    return std::make_unique<ImportWorkload>(options);
}

}  // namespace basicbot
