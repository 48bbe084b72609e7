// A store of a thousand symbols: opening and mapping all of them, and a night's bar for each.

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "bench/support/stopwatch.hpp"
#include "bench/support/verify.hpp"
#include "bench/support/workloads.hpp"
#include "engine/bars/store.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/import_files.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/ingest/synth.hpp"

namespace basicbot {

namespace {

namespace fs = std::filesystem;
constexpr int symbol_count = 1000;

std::string symbol_of(int i) { return "S" + std::to_string(1000 + i); }

class ManySymbols {
  public:
    ManySymbols(BenchOptions const& options) : folder_(options.workdir), temporary_(options.workdir.empty()) {
        if (temporary_)
            folder_ = (fs::temp_directory_path() / ("bb_bench_many_" + std::to_string(getpid()))).string();
        fs::create_directories(folder_);
        store_ = folder_ + "/store";
        SynthOptions synth;
        synth.bars = static_cast<std::uint64_t>(options.bars > 0 ? options.bars : 2500);
        std::vector<NewSeries> all;
        for (int i = 0; i < symbol_count; ++i) {
            synth.seed = options.seed + static_cast<std::uint64_t>(i);
            SynthBars made = make_synthetic(synth);
            made.attributes.bars_per_year = 0;
            all.push_back({symbol_of(i), "1d", std::move(made.bars), std::move(made.attributes)});
        }
        last_day_ = all.front().bars.time.back() / day_ns;
        bars_ = all.front().bars.size();
        for (WriteResult const& r : Store::create(store_).write_all(std::move(all), WriteMode::replace))
            if (r.refusal) throw *r.refusal;
    }
    ~ManySymbols() {
        std::error_code ignored;
        if (temporary_) fs::remove_all(folder_, ignored);
    }
    ManySymbols(ManySymbols const&) = delete;
    ManySymbols& operator=(ManySymbols const&) = delete;

    std::string const& store() const { return store_; }
    std::size_t bars() const { return bars_; }

    // Opens the store and maps every series; the sum of all last closes.
    double map_all(std::vector<Series>& mapped) const {
        Store const store = Store::open(store_);
        double sum = 0;
        for (StoreEntry const& entry : store.list()) {
            mapped.push_back(store.load(entry.symbol, entry.timeframe, Verify::none));
            sum += mapped.back().close.back();
        }
        return sum;
    }

    // One file with the next day of every symbol.
    std::string next_night() {
        ++last_day_;
        ++bars_;
        std::string const day = utc_text(last_day_ * day_ns).substr(0, 10), path = folder_ + "/night.csv";
        std::ofstream file(path);
        file << "symbol,date,open,high,low,close,volume\n";
        for (int i = 0; i < symbol_count; ++i)
            file << symbol_of(i) << ',' << day << ",100,103,99," << 100 + i % 3 << ".5,1000\n";
        return path;
    }

  private:
    std::string folder_, store_;
    bool temporary_;
    std::int64_t last_day_ = 0;
    std::size_t bars_ = 0;
};

class OpenWorkload final : public Workload {
  public:
    explicit OpenWorkload(BenchOptions const& options) : many_(options) {
        double want = 0;
        Store const store = Store::open(many_.store());
        for (int i = 0; i < symbol_count; ++i)
            want += store.load(symbol_of(i), "1d", Verify::all).close.back();
        if (many_.map_all(mapped_) != want || mapped_.size() != symbol_count) not_verified("the last closes");
        ready_ = {{"symbols", symbol_count},
                  {"unit", "symbol"},
                  {"units", symbol_count},
                  {"timed", "open the store, read its index, map every series, read the last close of each"},
                  {"verified", {{"last closes", "those of the fully verified series"}}}};
    }
    nlohmann::json ready() override { return ready_; }
    nlohmann::json run() override {
        mapped_.clear();  // the last mappings go outside the time
        Lap const lap = timed([&] { sum_ = many_.map_all(mapped_); });
        nlohmann::json facts = run_facts(lap, symbol_count);
        facts["wall_ms"] = 1e3 * lap.wall_s;
        return facts;
    }
    nlohmann::json result() override { return {{"sum", sum_}}; }

  private:
    ManySymbols many_;
    std::vector<Series> mapped_;
    double sum_ = 0;
    nlohmann::json ready_;
};

class NightWorkload final : public Workload {
  public:
    explicit NightWorkload(BenchOptions const& options) : many_(options) {
        append();
        if (!Store::open(many_.store()).verify().ok()) not_verified("the store after an append");
        ready_ = {{"symbols", symbol_count},
                  {"unit", "symbol"},
                  {"units", symbol_count},
                  {"timed", "import --append of one file with one bar of each symbol, all of it on the disk"},
                  {"verified", {{"store verify", "sound"}, {"bars", "one more in every series"}}}};
    }
    nlohmann::json ready() override { return ready_; }
    nlohmann::json run() override { return append(); }
    nlohmann::json result() override { return {{"bars", many_.bars()}}; }

  private:
    nlohmann::json append() {
        ImportRequest request;
        request.files = {many_.next_night()};
        request.store = many_.store();
        request.options.timezone = "UTC", request.options.stamp = "open", request.options.timeframe = "1d";
        request.mode = WriteMode::append;
        ImportResult imported;
        Lap const lap = timed([&] { imported = import_files(request); });
        if (imported.series.size() != symbol_count) not_verified("the number of series");
        for (ImportedSeries const& s : imported.series)
            if (s.new_bars != 1 || s.entry.bars != many_.bars())
                not_verified("the bars of " + s.entry.symbol);
        return run_facts(lap, symbol_count);
    }

    ManySymbols many_;
    nlohmann::json ready_;
};

}  // namespace

std::unique_ptr<Workload> make_store_open_many(BenchOptions const& options) {
    return std::make_unique<OpenWorkload>(options);
}

std::unique_ptr<Workload> make_store_night(BenchOptions const& options) {
    return std::make_unique<NightWorkload>(options);
}

}  // namespace basicbot
