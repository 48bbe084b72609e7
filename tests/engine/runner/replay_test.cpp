// The replay of one cell gives the curve whose sums the sweep reports, and sums of a curve are those of its
// returns.

#include "engine/runner/replay.hpp"

#include <cmath>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/catalogue/metrics.hpp"
#include "engine/plan/windows.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

// Wealth, drawdown and return sums of an equity curve, written out.
struct CurveSums {
    double wealth = 1, drawdown = 0, s1 = 0, s2 = 0;
    CurveSums(std::vector<double> const& equity, double cash) {
        double before = cash, peak = cash;
        for (double e : equity) {
            double const r = before > 0 ? e / before - 1 : 0;
            s1 += r, s2 += r * r;
            before = e;
            peak = std::max(peak, e);
            drawdown = std::min(drawdown, e / peak - 1);
        }
        wealth = before / cash;
    }
};

void expect_curves(std::string const& text, evaluator how) {
    SampleRuns const runs;
    SweepPlan const plan = make_sweep_plan(runs.study(text));
    Series const series = runs.load("WAVES");
    EXPECT_EQ(choose_evaluator(plan, series), how);
    auto const backend = make_cpu_backend(2, "");
    auto const columns = plan_columns(plan.lowered, series, *backend);
    auto const n = static_cast<std::int64_t>(series.size());
    std::vector<window> const windows{
        {plan.lowered.longest_warmup(), n},
        {plan.lowered.longest_warmup() + 65, plan.lowered.longest_warmup() + 66},
        {n - 200, n - 7}};
    std::vector<metric_context> contexts;
    for (window const& w : windows) contexts.push_back(make_context(series, w, plan.study.metrics, 5000));
    auto const sums =
        evaluate_cells(plan, series, *columns, every_cell(plan), windows, contexts, *backend, {});
    double traded = 0;
    for (std::size_t w = 0; w < windows.size(); ++w)
        for (std::size_t cost = 0; cost < plan.costs.size(); ++cost)
            for (std::size_t cell = 0; cell < plan.grid.cell_count(); cell += 3) {
                auto const equity = replay_equity(plan, series, *columns, cell, cost, windows[w], 5000);
                ASSERT_EQ(equity.size(), static_cast<std::size_t>(windows[w].end - windows[w].begin));
                CurveSums const want(equity, 5000);
                window_sums const& got = sums[(w * plan.costs.size() + cost) * plan.grid.cell_count() + cell];
                EXPECT_NEAR(got.wealth, want.wealth, 1e-12 * want.wealth) << cell;
                EXPECT_NEAR(got.drawdown, want.drawdown, 1e-12) << cell;
                EXPECT_NEAR(got.s1, want.s1, 1e-11) << cell;
                EXPECT_NEAR(got.s2, want.s2, 1e-11) << cell;
                traded += got.trades;
            }
    EXPECT_GT(traded, 50);
}

TEST(Replay, the_curve_has_the_sums_of_the_events_sweep) {
    expect_curves(sample_long_sweep, evaluator::events);
}
TEST(Replay, the_curve_has_the_sums_of_the_bar_loop_sweep) {
    expect_curves(sample_stop_sweep, evaluator::bar_loop);
}

TEST(Replay, sums_of_returns_are_the_plain_sums) {
    std::vector<double> returns;
    for (int i = 0; i < 333; ++i) returns.push_back(0.01 * ((i * 37) % 21 - 10) + 1e-4);
    metric_context context{};
    context.mar_bar = 0.001;
    context.risk_free_bar = 0.0005;
    context.required_bar = 0.0002;
    window_sums const got = sums_of_returns(returns, context);
    long double wealth = 1, peak = 1, drawdown = 0, s[5] = {}, down = 0, gain = 0, loss = 0;
    for (double r : returns) {
        wealth *= 1 + static_cast<long double>(r);
        peak = std::max(peak, wealth);
        drawdown = std::min(drawdown, wealth / peak - 1);
        for (int k = 1; k < 5; ++k) s[k] += std::pow(static_cast<long double>(r), k);
        long double const below = std::min(r - 0.001L, 0.0L), over = r - 0.0007L;
        down += below * below;
        (over > 0 ? gain : loss) += std::fabs(over);
    }
    EXPECT_EQ(got.bars, 333);
    EXPECT_EQ(got.returns, 333);
    EXPECT_NEAR(got.wealth, static_cast<double>(wealth), 1e-12);
    EXPECT_NEAR(got.drawdown, static_cast<double>(drawdown), 1e-12);
    EXPECT_NEAR(got.s1, static_cast<double>(s[1]), 1e-12);
    EXPECT_NEAR(got.s2, static_cast<double>(s[2]), 1e-12);
    EXPECT_NEAR(got.s3, static_cast<double>(s[3]), 1e-12);
    EXPECT_NEAR(got.s4, static_cast<double>(s[4]), 1e-12);
    EXPECT_NEAR(got.down2, static_cast<double>(down), 1e-12);
    EXPECT_NEAR(got.gain, static_cast<double>(gain), 1e-12);
    EXPECT_NEAR(got.loss, static_cast<double>(loss), 1e-12);
    EXPECT_TRUE(std::isnan(got.trades));
}

// Two returns below -100 % cannot be, but exactly -100 % can: the account is closed and stays there.
TEST(Rules, A14_a_stitched_curve_that_ends_at_zero_stays_there) {
    window_sums const got = sums_of_returns({0.1, -1.0, 0.0, 0.0}, metric_context{});
    EXPECT_EQ(got.wealth, 0);
    EXPECT_EQ(got.drawdown, -1);
}

}  // namespace
}  // namespace basicbot
