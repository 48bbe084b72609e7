#include <algorithm>

#include "bench/support/bits.hpp"
#include "bench/support/catalogue_case.hpp"
#include "bench/support/market.hpp"
#include "bench/support/verify.hpp"
#include "bench/support/workloads.hpp"
#include "engine/backend/choose.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/plan/running_series.hpp"
#include "engine/runner/evaluate.hpp"

namespace basicbot {

namespace {

// The peer compares every value with its own before it is timed.
class BatchWorkload final : public Workload {
  public:
    BatchWorkload(char const* name, int sets, BenchOptions const& options)
        : case_(sets, options), ready_(case_.facts()) {
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        case_.write(files, header);
        files.finish(name, std::move(header));
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        Lap all;
        nlohmann::json parts;
        for (auto const& [name, lap] : case_.run()) {
            all = all + lap;
            parts[name] = 1e9 * lap.cpu_s / ready_.at("units").get<double>();
        }
        nlohmann::json facts = run_facts(all, ready_.at("units"));
        facts["parts"] = std::move(parts);  // processor time, ns per unit
        return facts;
    }

    nlohmann::json result() override { return {{"bits", case_.checksum()}}; }

  private:
    CatalogueCase case_;
    nlohmann::json ready_;
};

// Every entry of the catalogue that can be advanced, with its standard parameters, bar by bar for one symbol.
class StreamingWorkload final : public Workload {
  public:
    explicit StreamingWorkload(BenchOptions const& options)
        : bars_(synthetic_series(options.bars > 0 ? options.bars : 5000, options.seed)),
          running_(every_entry()) {
        bars_.extra = {clock_column(bars_, "session")};
        verify(options);
        ready_ = {{"bars", bars_.size()},
                  {"entries", every_entry().size()},
                  {"unit", "bar"},
                  {"units", bars_.size() - skipped},
                  {"timed", "a bar of every entry, after the first " + std::to_string(skipped) + " bars"},
                  {"apart", "nothing"},
                  {"verified", "every value has the bits of the batch"}};
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        running_ = RunningSeries(every_entry());
        advance(0, skipped);
        Lap const lap = timed([&] { advance(skipped, bars_.size()); });
        nlohmann::json facts = run_facts(lap, ready_.at("units"));
        facts["us_per_bar"] = 1e6 * lap.cpu_s / ready_.at("units").get<double>();
        return facts;
    }

    nlohmann::json result() override { return {{"sum", sum_}}; }

  private:
    static constexpr std::size_t skipped = 500;  // warm-ups

    static std::vector<Expression> every_entry() {
        static char const* const inputs[] = {"close", "open", "high", "low"};
        std::vector<Expression> list;
        for (IndicatorEntry const& entry : indicators()) {
            if (entry.repaints) continue;
            std::string text;
            std::size_t free = 0;
            for (char const* input : entry.inputs)
                if (!is_implied(input))
                    text += (text.empty() ? "" : ", ") +
                            std::string(std::string(input) == "event" ? "close > open" : inputs[free++]);
            list.push_back(parse_series(std::string(entry.info->name) + "(" + text + ")"));
        }
        return list;
    }

    std::span<double const> step(std::size_t t) {
        double const bar[] = {bars_.open[t], bars_.high[t], bars_.low[t], bars_.close[t], bars_.volume[t]};
        return running_.step(bar, bars_.extra[0].values.subspan(t, 1));
    }

    void advance(std::size_t from, std::size_t to) {
        for (std::size_t t = from; t < to; ++t) sum_ = step(t)[0];
    }

    void verify(BenchOptions const& options) {
        auto const backend = choose_backend({options.device, options.threads, options.simd, nullptr}).backend;
        LoweredSeries const& made = running_.series();
        auto const set = backend->columns(bars_of(bars_), {}, made.plan.tasks(), made.column_count());
        std::vector<std::vector<double>> want;
        for (SeriesColumns const& one : made.series)
            for (std::int32_t column : one.columns) {
                want.emplace_back(bars_.size());
                set->read(column, want.back().data());
            }
        for (std::size_t t = 0; t < bars_.size(); ++t) {
            auto const got = step(t);
            for (std::size_t k = 0; k < got.size(); ++k)
                if (bits_of(got[k]) != bits_of(want[k][t])) not_verified("value " + std::to_string(k));
        }
    }

    Series bars_;
    RunningSeries running_;
    nlohmann::json ready_;
    double sum_ = 0;
};

}  // namespace

std::unique_ptr<Workload> make_catalogue_batch(BenchOptions const& options) {
    return std::make_unique<BatchWorkload>("catalogue_batch", 16, options);
}
std::unique_ptr<Workload> make_catalogue_single(BenchOptions const& options) {
    return std::make_unique<BatchWorkload>("catalogue_single", 1, options);
}
std::unique_ptr<Workload> make_catalogue_streaming(BenchOptions const& options) {
    return std::make_unique<StreamingWorkload>(options);
}

}  // namespace basicbot
