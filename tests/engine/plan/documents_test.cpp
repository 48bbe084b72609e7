#include "engine/plan/documents.hpp"

#include <gtest/gtest.h>

#include "engine/plan/explain.hpp"
#include "engine/strategy/shipped.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

TEST(Documents, every_shipped_strategy_checks_with_title_source_and_notes) {
    nlohmann::json const list = list_strategies();
    ASSERT_EQ(list.size(), shipped_strategies().size());
    ASSERT_EQ(list.size(), 36u);
    for (auto const& one : list) {
        EXPECT_FALSE(one["title"].get<std::string>().empty()) << one["name"];
        EXPECT_FALSE(one["description"].get<std::string>().empty()) << one["name"];
        EXPECT_FALSE(one["source"].get<std::string>().empty()) << one["name"];
        std::size_t const rules = one["rules"].size();
        EXPECT_TRUE(rules == 4 || rules == 2) << one["name"];
        for (auto const& p : one["parameters"]) {
            EXPECT_FALSE(p["note"].get<std::string>().empty()) << one["name"] << p["name"];
            EXPECT_TRUE(p.contains("sweep")) << one["name"] << p["name"];
        }
        nlohmann::json const checked = check_strategy(open_strategy(one["name"]));
        EXPECT_EQ(checked["sides"].size(), rules / 2);
        bool const no_window = one["name"] == "turn_of_month" || one["name"] == "heikin_ashi_trend";
        EXPECT_EQ(checked["warmup_bars"].get<int>() == 0, no_window) << one["name"];
    }
}

TEST(Documents, shipped_sweeps_lie_inside_every_range) {
    for (ShippedStrategy const& entry : shipped_strategies()) {
        Strategy const s = open_strategy(entry.name);
        for (ParameterDeclaration const& p : s.parameters)
            for (double value : {p.sweep->from, p.sweep->to, p.low, p.high}) {
                Grid const grid = make_grid(s, {axis(p.name, {value})}, "");
                EXPECT_NO_THROW(lower(s, grid, "both")) << entry.name << " " << p.name << " " << value;
            }
    }
}

TEST(Documents, a_check_lists_columns_and_warmup) {
    nlohmann::json const d = check_strategy(open_strategy("donchian_breakout"));
    EXPECT_EQ(d["warmup_bars"], 20);
    EXPECT_EQ(d["columns"].size(), 8u);
    EXPECT_EQ(d["columns"][0]["text"], "highest(high, 20)");
    EXPECT_EQ(d["columns"][0]["first_bar"], 19);
    EXPECT_EQ(d["columns"][1]["text"], "lag(highest(high, 20), 1)");
}

TEST(Documents, the_indicator_list_is_the_catalogue) {
    nlohmann::json const list = list_indicators();
    ASSERT_EQ(list.size(), indicators().size());
    std::string previous;
    for (auto const& one : list) {
        EXPECT_LT(previous, one["name"].get<std::string>());
        previous = one["name"];
        EXPECT_NO_THROW(one.dump());
    }
}

TEST(Explain, names_columns_planes_and_warmup) {
    Strategy const s = open_strategy("sma_cross");
    Grid const grid = make_grid(s, {axis("fast", {5, 10}), axis("slow", {20, 50, 100})}, "");
    EXPECT_EQ(explain(s, lower(s, grid, "both")),
              "strategy sma_cross: Moving-average crossover\n"
              "  long_entry = cross_above(quick, calm)\n"
              "  long_exit = cross_below(quick, calm)\n"
              "  short_entry = cross_below(quick, calm)\n"
              "  short_exit = cross_above(quick, calm)\n"
              "5 distinct columns in 1 batch\n"
              "  sma(close, n) x 5 sets\n"
              "17 distinct comparisons, 4 of them a cell, 15 gates on 8 registers, 2 carry words\n"
              "6 cells, warm-up 20 to 100 bars\n");
    EXPECT_NE(explain(s, lower(s, grid, "long")).find("short_exit = cross_above(quick, calm)  (not traded)"),
              std::string::npos);
}

}  // namespace
}  // namespace basicbot
