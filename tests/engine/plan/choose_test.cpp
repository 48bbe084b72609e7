// choose(k, a, b, ...): one of several series or numbers, by a number.

#include <gtest/gtest.h>

#include "engine/plan/expressions.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

// The column numbers of one expression beside those of others in one plan.
std::vector<std::int32_t> columns_of(LoweredSeries const& made, std::size_t series) {
    return made.series[series].columns;
}

TEST(Choose, a_plain_number_takes_one_and_computes_no_other) {
    LoweredSeries const made = lower_series(
        {parse_series("choose(1, sma(close, 5), ema(close, 5), close)"), parse_series("ema(close, 5)"),
         parse_series("choose(7, sma(close, 5), macd(close, 3, 5, 2)).hist"),
         parse_series("macd(close, 3, 5, 2).hist")});
    EXPECT_EQ(columns_of(made, 0), columns_of(made, 1));
    EXPECT_EQ(columns_of(made, 2), columns_of(made, 3)) << "beyond the last: the last";
    EXPECT_EQ(made.plan.columns.size(), 2u);
}

TEST(Choose, a_swept_number_takes_one_for_each_combination) {
    LoweredSeries const made =
        lower_series({parse_series("choose({2, 0}, sma(close, {5, 6}), ema(close, 5), close)"),
                      parse_series("sma(close, {5, 6})")});
    std::vector<std::int32_t> const& got = made.series[0].columns;
    ASSERT_EQ(got.size(), 4u);
    EXPECT_EQ(got[0], 3) << "the close";
    EXPECT_EQ(got[1], 3);
    EXPECT_EQ((std::vector<std::int32_t>{got[2], got[3]}), columns_of(made, 1));
    EXPECT_EQ(made.plan.columns.size(), 2u) << "nobody chose the ema";
}

TEST(Choose, numbers_are_chosen_too) {
    LoweredSeries const made = lower_series({parse_series("sma(close, choose({0, 1, 2}, 5, 2 * {4, 8}))"),
                                             parse_series("sma(close, {5, 8, 16})")});
    std::vector<std::int32_t> const& want = made.series[1].columns;
    EXPECT_EQ(made.series[0].columns,
              (std::vector<std::int32_t>{want[0], want[0], want[1], want[2], want[1], want[2]}));
}

TEST(Choose, a_rule_may_sweep_over_what_it_is_made_of) {
    Strategy const s = written(
        "param kind = 0 in 0..1\nlong_entry = close > choose(kind, sma(close, 5), ema(close, 9))\n"
        "long_exit = close < open");
    Grid const grid = make_grid(s, {axis("kind", {0, 1})}, "");
    Lowered const plan = lower(s, grid, "long");
    EXPECT_EQ(plan.columns.size(), 2u);
    EXPECT_EQ(plan.cell_count(), 2u);
    EXPECT_EQ(plan.cell_warmup, (std::vector<std::int64_t>{4, 8}));
}

TEST(Choose, what_is_wrong_is_said) {
    auto const refused = [](char const* text) {
        return code_of([&] { lower_series({parse_series(text)}); });
    };
    EXPECT_EQ(refused("choose(1, close)"), "missing_argument");
    EXPECT_EQ(refused("choose(k = 1, close, open)"), "missing_argument");
    EXPECT_EQ(refused("choose({0, 1}, close, 5)"), "wrong_type");
    EXPECT_EQ(refused("choose(close, close, open)"), "wrong_type");
    EXPECT_EQ(refused("choose({0, 1}, close, close > open)"), "wrong_type");
}

}  // namespace
}  // namespace basicbot
