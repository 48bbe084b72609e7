// expression@timeframe: what a plan makes of it, and what is refused.

#include <gtest/gtest.h>

#include <set>

#include "engine/plan/documents.hpp"
#include "engine/plan/explain.hpp"
#include "engine/plan/expressions.hpp"
#include "engine/plan/longer_bars.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

Lowered longer_plan(std::string const& text, std::vector<ParameterAxis> const& axes = {}) {
    Strategy const s = written(text);
    return lower(s, make_grid(s, axes, ""), "both");
}

std::set<std::string> texts(Lowered const& plan) {
    std::set<std::string> all;
    for (std::int32_t c = first_computed_column; c < plan.column_count(); ++c)
        all.insert(column_text(plan, c));
    return all;
}

std::string refusal_of(std::string const& rule) {
    return code_of([&] { longer_plan("param n = 5\nlong_entry = " + rule); });
}

TEST(Longer, each_distinct_series_over_a_timeframe_is_one_column) {
    Lowered const plan = longer_plan(
        "param n = 5\nlet trend = ema(close, n)\n"
        "long_entry = close > trend@4h and ema(close, n)@240m < high[1]@1d and trend > open",
        {axis("n", {5, 6, 7})});
    ASSERT_EQ(plan.longer.size(), 2u);
    EXPECT_EQ(plan.longer[0].timeframe, "4h");
    EXPECT_EQ(plan.longer[0].columns.size(), 3u);
    EXPECT_EQ(plan.longer[0].batches.size(), 1u);
    EXPECT_EQ(plan.longer[1].timeframe, "1d");
    EXPECT_EQ(plan.longer_columns.size(), 4u);
    EXPECT_EQ(texts(plan),
              (std::set<std::string>{"ema(close, 5)@4h", "ema(close, 6)@4h", "ema(close, 7)@4h",
                                     "lag(high, 1)@1d", "ema(close, 5)", "ema(close, 6)", "ema(close, 7)"}));
}

TEST(Longer, an_output_is_named_before_or_behind_the_timeframe) {
    Lowered const plan = longer_plan(
        "let m = macd(close, 3, 6, 2)@4h\n"
        "long_entry = m.hist > 0 and macd(close, 3, 6, 2).hist@4h > 1 and m > 2");
    EXPECT_EQ(texts(plan),
              (std::set<std::string>{"macd(close, 3, 6, 2).hist@4h", "macd(close, 3, 6, 2).line@4h"}));
}

TEST(Longer, a_condition_holds_until_the_next_longer_bar_closes) {
    Lowered const plan = longer_plan("long_entry = (close > 6)@4h and not cross_above(close, 6)@8h");
    std::map<std::string, std::vector<double>> prices;
    for (char const* name : {"open", "high", "low", "close", "volume"})
        prices[name] = {1, 2, 3, 9, 1, 1, 1, 9, 5, 5, 5, 5, 9, 9, 9, 9, 1};
    std::vector<bool> const signals = run_gates(plan, 0, run_columns(plan, prices))[0];
    // Over 4 hours the closes are 9, 9, 5, 9; over 8 they are 9 and 9, which never rise above 6 anew. The
    // crossing needs two bars of 8 hours to be known.
    EXPECT_EQ(signals, (std::vector<bool>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1}));
}

TEST(Longer, the_warm_up_is_told_in_bars_of_both_lengths) {
    std::string const text = "long_entry = sma(close, 20)@1d > sma(close, 7)";
    Lowered const plan = longer_plan(text);
    EXPECT_EQ(plan.cell_warmup[0], 6);
    EXPECT_EQ(longer_warmup(plan, 0), 19);
    EXPECT_NE(explain(written(text), plan).find("warm-up 6 bars and 19 of 1d"), std::string::npos)
        << explain(written(text), plan);
    nlohmann::json const document = check_strategy(written(text));
    EXPECT_EQ(document.at("longer").at(0).at("timeframe"), "1d");
    EXPECT_EQ(document.at("longer").at(0).at("warmup_bars"), 19);
    EXPECT_EQ(document.at("columns").at(0).at("first_bar"), 19);
    EXPECT_EQ(document.at("columns").at(0).at("timeframe"), "1d");
    EXPECT_FALSE(document.at("columns").at(1).contains("timeframe"));
}

TEST(Longer, short_forms_and_names) {
    LoweredSeries const made =
        lower_series({parse_series("rsi:14@1d"), parse_series("macd(close)@4h.hist"),
                      parse_series("sma(close, {5..7})@1d"), parse_series("rsi(close, 14)@1d")});
    EXPECT_EQ(made.series[0].name, "rsi_1d");
    EXPECT_EQ(made.series[1].name, "macd_4h_hist");
    EXPECT_EQ(made.series[2].columns.size(), 3u);
    EXPECT_EQ(made.series[2].axes[0].name, "n");
    EXPECT_EQ(made.series[3].columns, made.series[0].columns);
    EXPECT_EQ(made.plan.longer.size(), 2u) << "of all expressions together";
    EXPECT_EQ(made.plan.longer_columns.size(), 5u);
}

TEST(Longer, what_cannot_be_is_refused_with_its_place) {
    EXPECT_EQ(refusal_of("close > close@1x"), "bad_timeframe");
    EXPECT_EQ(refusal_of("close > close@"), "bad_timeframe");
    EXPECT_EQ(refusal_of("close > close@0h"), "bad_timeframe");
    EXPECT_EQ(refusal_of("close > 5@1d"), "wrong_type");
    EXPECT_EQ(refusal_of("close > n@1d"), "wrong_type");
    EXPECT_EQ(refusal_of("close > (high@4h + low)@1d"), "timeframe_twice");
    EXPECT_EQ(refusal_of("close > close@4h@1d"), "timeframe_twice");
    EXPECT_EQ(refusal_of("close > zigzag(n)@1d.line"), "repaints");
    Strategy const s = written("param n = 5\nlong_entry = close > open");
    EXPECT_EQ(code_of([&] { make_grid(s, {axis("n", {5, 6})}, "n@1d > 5"); }), "timeframe_suffix");

    Lowered const plan = longer_plan("long_entry = close > open and\n close > sma(close, 5)@75m");
    EXPECT_EQ(code_of([&] { check_longer(plan, "15m"); }), "timeframe_suffix") << "no part of a day";
    EXPECT_EQ(code_of([&] { check_longer(longer_plan("long_entry = close > close@4h"), "15m"); }), "");
    for (char const* own : {"4h", "3h", "1d", "1w"})
        EXPECT_EQ(code_of([&] { check_longer(longer_plan("long_entry = close > close@4h"), own); }),
                  "timeframe_suffix")
            << own;
    EXPECT_EQ(code_of([&] { check_longer(longer_plan("long_entry = close > close@1d"), "renko2.5_1m"); }),
              "timeframe_suffix");
    try {
        check_longer(plan, "1h");
        ADD_FAILURE() << "accepted";
    } catch (SourceError const& error) {
        EXPECT_EQ(error.parts().path, "test.strategy:2:23");
        EXPECT_EQ(error.parts().value, "@75m");
    }
}

}  // namespace
}  // namespace basicbot
