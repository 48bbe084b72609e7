// if(condition, a, b), bars_since, value_when and what the clock says: what they become and what is refused.

#include <gtest/gtest.h>

#include "engine/plan/expressions.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

std::string refused(std::string const& text) {
    return code_of([&] { lower_series({parse_series(text)}); });
}

// The rule's signals over these closes; the other prices are 1 lower.
std::vector<bool> signals(std::string const& rule, std::vector<double> const& close) {
    std::map<std::string, std::vector<double>> prices;
    prices["close"] = close;
    for (char const* name : {"open", "high", "low", "volume"}) {
        prices[name] = close;
        for (double& x : prices[name]) x -= 1;
    }
    Strategy const s = written("long_entry = " + rule);
    Lowered const plan = lower(s, make_grid(s, {}, ""), "long");
    return run_gates(plan, 0, run_columns(plan, prices))[0];
}

TEST(EventNames, bars_are_counted_from_the_last_event_on) {
    std::vector<double> const close = {5, 7, 5, 5, 8, 5, 5, 5};
    EXPECT_EQ(signals("bars_since(close > 6) == 2", close), (std::vector<bool>{0, 0, 0, 1, 0, 0, 1, 0}));
    EXPECT_EQ(signals("bars_since(close > 6) >= 0", close), (std::vector<bool>{0, 1, 1, 1, 1, 1, 1, 1}))
        << "no value before the first event";
    EXPECT_EQ(signals("bars_since(close > 9) >= 0", close), std::vector<bool>(8, false));
    EXPECT_EQ(signals("bars_since(cross_above(close, 6)) == 0", close),
              (std::vector<bool>{0, 1, 0, 0, 1, 0, 0, 0}));
}

TEST(EventNames, a_value_stays_until_the_next_event) {
    std::vector<double> const close = {5, 7, 5, 5, 8, 5, 6.5, 5};
    EXPECT_EQ(signals("value_when(close > 6, close) == 7", close),
              (std::vector<bool>{0, 1, 1, 1, 0, 0, 0, 0}));
    EXPECT_EQ(signals("value_when(close > 6, value_when(close > 6, close)[1]) == 7", close),
              (std::vector<bool>{0, 0, 0, 0, 1, 1, 0, 0}))
        << "that of the event before";
}

TEST(EventNames, if_takes_one_of_two_bar_by_bar) {
    std::vector<double> const close = {5, 7, 5, 5, 8, 5};
    EXPECT_EQ(signals("if(close > 6, close, 6) == 7", close), (std::vector<bool>{0, 1, 0, 0, 0, 0}));
    EXPECT_EQ(signals("if(close > 6, close > 7, close < 6)", close), (std::vector<bool>{1, 0, 1, 1, 1, 1}));
    EXPECT_EQ(signals("if(close > 6, 1, 2) == 2", close), (std::vector<bool>{1, 0, 1, 1, 0, 1}));
    EXPECT_EQ(signals("if(close > 6, close[2], close) > 0", close), (std::vector<bool>{0, 0, 1, 1, 1, 1}))
        << "what is not taken must be known as well";
}

TEST(EventNames, one_condition_is_one_column) {
    LoweredSeries const made =
        lower_series({parse_series("bars_since(close > open)"), parse_series("bars_since(open < close)"),
                      parse_series("value_when(close > open, high)")});
    EXPECT_EQ(made.series[0].columns, made.series[1].columns);
    EXPECT_EQ(made.plan.columns.size(), 3u) << "the event, its bars and its value";
}

TEST(EventNames, shared_conditions_are_made_once) {
    std::string text = "let c0 = close > open\n";
    for (int i = 1; i <= 40; ++i)
        text += "let c" + std::to_string(i) + " = if(c" + std::to_string(i - 1) + ", close > " +
                std::to_string(i) + ", open > " + std::to_string(i) + ")\n";
    Strategy const s = written(text + "long_entry = bars_since(c40) == 0");
    EXPECT_LT(lower(s, make_grid(s, {}, ""), "long").columns.size(), 500u) << "not two to the fortieth";
}

TEST(EventNames, the_clock_is_read_beside_the_bars) {
    Strategy s = written("long_entry = hour >= 9 and weekday != 5 and session != session[1]");
    s.extra = {"mood"};
    EXPECT_EQ(lower(s, make_grid(s, {}, ""), "long").extra,
              (std::vector<std::string>{"mood", "session", "hour", "weekday"}));
    LoweredSeries const made =
        lower_series({parse_series("month"), parse_series("hour * 60 + minute"), parse_series("day")});
    EXPECT_EQ(made.plan.extra, (std::vector<std::string>{"hour", "minute", "day", "month"}));
    EXPECT_EQ(made.series[0].columns, (std::vector<std::int32_t>{first_computed_column + 3}));
    EXPECT_EQ(made.series[2].columns, (std::vector<std::int32_t>{first_computed_column + 2}));
}

TEST(EventNames, what_is_wrong_is_said) {
    EXPECT_EQ(refused("if(close > open, close)"), "missing_argument");
    EXPECT_EQ(refused("if(close > open, close, open, high)"), "too_many_arguments");
    EXPECT_EQ(refused("if(close, close, open)"), "wrong_type");
    EXPECT_EQ(refused("if(close > open, close, close > open)"), "wrong_type");
    EXPECT_EQ(refused("if(close > open, close > open, 5)"), "wrong_type");
    EXPECT_EQ(refused("bars_since()"), "missing_argument");
    EXPECT_EQ(refused("bars_since(5)"), "wrong_type");
    EXPECT_EQ(refused("value_when(close > open, close > open)"), "wrong_type");
    EXPECT_EQ(refused("sma(close > open, 5)"), "wrong_type");
    for (char const* name : {"hour", "minute", "day", "weekday", "month", "session", "if"})
        EXPECT_EQ(code_of([&] { written("param " + std::string(name) + " = 2\nlong_entry = close > open"); }),
                  "reserved_name")
            << name;
}

}  // namespace
}  // namespace basicbot
