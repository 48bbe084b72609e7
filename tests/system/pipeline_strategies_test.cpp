// Every shipped strategy for daily bars trades on the sample bars, and its metrics are those of a strategy.

#include <cmath>

#include "engine/strategy/shipped.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, trades_on_the_sample_bars_with_sensible_metrics) {
    FreshFolder const folder;
    import_sample_bars(folder, true);
    std::vector<std::string> symbols = {"GOOG", "NASDAQ"};
    if (GetParam() == "time_series_momentum") symbols = {"NASDAQ"};  // four years are four decisions
    folder.write("study.toml", R"([study]
kind = "sweep"
[data]
store = "bars"
symbols = )" + json(symbols).dump() +
                                   R"(
timeframe = "1d"
[strategy]
use = ")" + GetParam() + R"("
[execution]
fee_bps = 5
slippage_bps = 2
)");
    for (std::string const side : {"long", "both"}) {
        json const document = document_of(folder, {"sweep", "study.toml", "--set", "execution.side=" + side});
        ASSERT_EQ(document.at("best").size(), symbols.size()) << document;
        for (json const& best : document["best"]) {
            json const& m = best.at("metrics");
            auto const value = [&](char const* name) { return m.at(name).get<double>(); };
            std::string const where = side + " " + best.at("symbol").get<std::string>() + " " + m.dump();
            // A short has no floor: RSI reversion is ruined by both series' rises (A14), alone among all.
            bool const ruined = value("total_return") == -1;
            EXPECT_TRUE(!ruined || (side == "both" && GetParam() == "rsi_reversion")) << where;
            EXPECT_GE(value("trades"), ruined ? 1 : 3) << where;
            EXPECT_LT(value("total_return"), 20) << where;
            EXPECT_EQ(std::signbit(value("cagr")), std::signbit(value("total_return"))) << where;
            EXPECT_LT(value("max_drawdown"), 0) << where;
            EXPECT_EQ(value("max_drawdown") == -1, ruined) << where;
            EXPECT_EQ(value("cagr") == -1, ruined) << where;
            EXPECT_TRUE(value("win_rate") >= 0 && value("win_rate") <= 1) << where;
            EXPECT_TRUE(value("exposure") > 0 && value("exposure") <= 1) << where;
            EXPECT_GT(value("volatility"), 0.01) << where;
            EXPECT_LT(value("volatility"), ruined ? 5 : 1) << where;
            EXPECT_LT(std::abs(value("sharpe")), 3) << where;
            EXPECT_GT(value("fees"), 0) << where;
            EXPECT_GT(value("turnover"), 0) << where;
            EXPECT_GE(value("profit_factor"), 0) << where;
            EXPECT_EQ(m.size(), 20u) << "the default 20";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Strategies, Shipped, testing::ValuesIn([] {
                             std::vector<std::string> names;
                             for (ShippedStrategy const& s : shipped_strategies())
                                 if (std::string(s.name) != "opening_range") names.emplace_back(s.name);
                             return names;
                         }()),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace basicbot
