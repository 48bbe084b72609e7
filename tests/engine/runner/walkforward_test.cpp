// What holds of every walk-forward: which cell a fold chooses (A12), and the curve over its tests (A9).

#include "engine/runner/walkforward.hpp"

#include <cmath>

#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

char const* const tied_study = R"toml([study]
name = "ties"
kind = "walkforward"
[data]
store = "bars"
symbols = ["GOOG", "WAVES"]
timeframe = "1d"
[strategy]
long_entry = "close > sma(close, n) and volume > idle"
long_exit = "close < sma(close, n)"
[params]
idle = {sweep = [-3, -2, -1]}
n = {sweep = [150, 5, 20]}
[execution]
fee_bps = 5
slippage_bps = 2
[exits]
stop_loss = {sweep = [0, 0.9]}
[walkforward]
train = 300
test = 100
)toml";

// The number of the best of values[begin, begin + count): NaN last, ties to the first (A12). -1: all NaN.
std::ptrdiff_t best_of(double const* values, std::size_t count, bool lower) {
    std::ptrdiff_t best = -1;
    for (std::size_t i = 0; i < count; ++i) {
        if (std::isnan(values[i])) continue;
        if (best < 0 || (lower ? values[i] < values[best] : values[i] > values[best]))
            best = static_cast<std::ptrdiff_t>(i);
    }
    return best;
}

TEST(Rules, A12_the_selected_cell_is_the_best_on_train_and_ties_go_to_the_lowest) {
    SampleRuns const runs;
    std::vector<std::string> const axes{"symbol", "fold", "segment", "idle", "n", "stop_loss"};
    for (std::string const select : {"sharpe", "max_drawdown", "volatility", "total_return"}) {
        auto const result = runs.run(runs.study(tied_study, {"walkforward.select=" + select}));
        ASSERT_EQ(variable_of(result.cube, select).axes, axes);
        auto const& values = numbers_of(result.cube, select);
        auto const& cell = numbers_of(result.cube, "chosen_cell");
        auto const& cost = numbers_of(result.cube, "chosen_cost");
        bool const lower = find_metric(select)->info->goal == better::lower;
        std::size_t const cells = 9, costs = 2;
        ASSERT_EQ(values.size(), cell.size() * 2 * cells * costs);
        int ties = 0;
        for (std::size_t f = 0; f < cell.size(); ++f) {  // symbol and fold
            double const* const train = values.data() + f * 2 * cells * costs;
            auto const best = best_of(train, cells * costs, lower);
            ASSERT_GE(best, 0);
            EXPECT_EQ(cell[f] * costs + cost[f], static_cast<double>(best)) << select << ", fold " << f;
            for (std::size_t i = 0; i < cells * costs; ++i)
                ties += static_cast<std::ptrdiff_t>(i) != best && equal_bits(train[i], train[best]);
            EXPECT_EQ(numbers_of(result.cube, "chosen_idle")[f], -3)
                << "all three are alike, the first is the lowest";
        }
        EXPECT_GT(ties, static_cast<int>(cell.size())) << "the study no longer has ties";
    }
}

TEST(Rules, A12_a_pooled_choice_is_the_best_mean_of_all_symbols) {
    SampleRuns const runs;
    for (std::string const pool : {"mean", "median"}) {  // the same for two symbols
        auto const result =
            runs.run(runs.study(tied_study, {"walkforward.scope=pooled", "walkforward.pool=" + pool}));
        auto const& sharpe = numbers_of(result.cube, "sharpe");
        auto const& cell = numbers_of(result.cube, "chosen_cell");
        auto const& cost = numbers_of(result.cube, "chosen_cost");
        std::size_t const folds = cell.size() / 2, variants = 9 * 2;
        for (std::size_t f = 0; f < folds; ++f) {
            std::vector<double> mean;
            for (std::size_t i = 0; i < variants; ++i) {
                double const a = sharpe[f * 2 * variants + i], b = sharpe[(folds + f) * 2 * variants + i];
                mean.push_back(std::isnan(a) ? b : std::isnan(b) ? a : (a + b) / 2);
            }
            auto const best = static_cast<double>(best_of(mean.data(), variants, false));
            for (std::size_t s : {f, folds + f})
                EXPECT_EQ(cell[s] * 2 + cost[s], best) << pool << ", fold " << f;
        }
    }
}

TEST(Rules, A9_the_stitched_return_is_the_product_of_the_test_returns) {
    SampleRuns const runs;
    for (std::string const& text : {sample_walkforward, std::string(tied_study)}) {
        auto const result = runs.run(text);
        json const& document = result.document;
        ASSERT_EQ(document.at("stitched").size(), 2u);
        for (std::size_t s = 0; s < 2; ++s) {
            std::string const symbol = document["stitched"][s].at("symbol");
            double product = 1, trades = 0, fees = 0;
            for (json const& fold : document.at("folds"))
                if (fold.at("symbol") == symbol) {
                    trades += fold.at("test_metrics").at("trades").get<double>();
                    fees += fold["test_metrics"].at("fees").get<double>() * product;
                    product *= 1 + fold["test_metrics"].at("total_return").get<double>();
                }
            json const& metrics = document["stitched"][s].at("metrics");
            EXPECT_NEAR(metrics.at("total_return").get<double>(), product - 1, 1e-12) << symbol;
            EXPECT_NEAR(document["stitched"][s].at("equity_end").get<double>(), 100000 * product, 1e-7)
                << symbol;
            EXPECT_EQ(metrics.at("trades").get<double>(), trades) << symbol;
            EXPECT_NEAR(metrics.at("fees").get<double>(), fees, 1e-9 * std::max(fees, 1.0)) << symbol;
            EXPECT_TRUE(equal_bits(numbers_of(result.cube, "stitched_total_return")[s],
                                   metrics.at("total_return").get<double>()));
        }
    }
}

TEST(Rules, A9_overlapping_tests_have_no_stitched_curve) {
    SampleRuns const runs;
    auto const result = runs.run(runs.study(sample_walkforward, {"walkforward.step=45"}));
    EXPECT_TRUE(result.document.at("stitched").empty());
    for (double x : numbers_of(result.cube, "stitched_sharpe")) EXPECT_TRUE(std::isnan(x));
}

}  // namespace
}  // namespace basicbot
