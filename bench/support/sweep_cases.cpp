// The studies that are swept.

#include "bench/support/reference_columns.hpp"
#include "bench/support/sweep_case.hpp"

namespace basicbot {

namespace {

ParameterAxis spread_axis(std::string name, int from, int count, double step) {
    ParameterAxis axis{std::move(name), {}, true};
    for (int i = 0; i < count; ++i) axis.values.push_back(from + i * step);
    return axis;
}

class CrossoverCase final : public SweepCase {
  public:
    using SweepCase::SweepCase;

  private:
    std::function<reference_rules(std::int64_t)> rules_of(std::vector<double> const& values) override {
        Column const& a = column("sma", values[0]);
        Column const& b = column("sma", values[1]);
        bool const both = plan().study.execution.side != "long";
        return [&a, &b, both](std::int64_t bar) {
            auto const t = static_cast<std::size_t>(bar);
            bool const up = t > 0 && a[t - 1] <= b[t - 1] && a[t] > b[t];
            bool const down = t > 0 && a[t - 1] >= b[t - 1] && a[t] < b[t];
            return reference_rules{up, down, both && down, both && up};
        };
    }
    std::vector<std::pair<std::string, std::vector<double>>> peer_columns() const override {
        return {{"sma", plan().grid.axes[0].values}, {"sma", plan().grid.axes[1].values}};
    }
    Column reference_column(std::string const&, double n) const override {
        return reference_sma(series().close, static_cast<std::size_t>(n));
    }
};

class RsiCase final : public SweepCase {
  public:
    using SweepCase::SweepCase;

  private:
    std::function<reference_rules(std::int64_t)> rules_of(std::vector<double> const& values) override {
        Column const& x = column("rsi", values[0]);
        return [&x, low = values[1], high = values[2]](std::int64_t bar) {
            double const v = x[static_cast<std::size_t>(bar)];
            return reference_rules{v<low, v> high, false, false};
        };
    }
    std::vector<std::pair<std::string, std::vector<double>>> peer_columns() const override {
        return {{"rsi", plan().grid.axes[0].values}};
    }
    Column reference_column(std::string const&, double n) const override {
        return reference_rsi(series().close, static_cast<std::size_t>(n));
    }
};

}  // namespace

Study sweep_study(std::string const& strategy, std::vector<ParameterAxis> params, std::string const& side,
                  double stop) {
    Study study;
    study.name = "bench";
    study.strategy.use = strategy;
    study.params = std::move(params);
    study.execution.fee_bps = {"fee_bps", {5}, false};
    study.execution.slippage_bps = {"slippage_bps", {2}, false};
    study.execution.stop_loss = {"stop_loss", {stop}, false};
    study.execution.side = side;
    return study;
}

ParameterAxis whole_axis(std::string name, int from, int count) {
    return spread_axis(std::move(name), from, count, 1);
}

std::unique_ptr<SweepCase> crossover_case(BenchOptions const& o, std::string const& side, double stop,
                                          std::int64_t bars) {
    Study const study = sweep_study(
        "sma_cross",
        {whole_axis("fast", o.fast_from, o.fast_count), whole_axis("slow", o.slow_from, o.slow_count)}, side,
        stop);
    return std::make_unique<CrossoverCase>(study, bars, o);
}

std::unique_ptr<SweepCase> rsi_case(BenchOptions const& o, std::int64_t bars) {
    Study const study = sweep_study(
        "rsi_reversion",
        {whole_axis("n", 5, 20), spread_axis("lower", 20, 32, 0.75), spread_axis("upper", 56, 32, 0.75)},
        "long", 0);
    return std::make_unique<RsiCase>(study, bars, o);
}

}  // namespace basicbot
