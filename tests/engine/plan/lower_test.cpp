#include "engine/plan/lower.hpp"

#include <gtest/gtest.h>

#include <set>

#include "engine/plan/explain.hpp"
#include "engine/strategy/shipped.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

Lowered plan_of(std::string const& text, std::vector<ParameterAxis> const& axes = {},
                std::string const& where = "", char const* side = "both") {
    Strategy const s = written(text);
    return lower(s, make_grid(s, axes, where), side);
}

std::set<std::string> columns_of(Lowered const& plan) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        names.insert(column_text(plan, first_computed_column + static_cast<int>(i)));
    return names;
}

std::vector<double> range(int from, int to) {
    std::vector<double> values;
    for (int i = from; i <= to; ++i) values.push_back(i);
    return values;
}

TEST(Lower, equal_columns_are_computed_once) {
    Lowered const plan = plan_of(
        "let a = sma(close, 5)\nlong_entry = a > sma(close, 7)\nlong_exit = sma(close, 5) < sma(close, 7)\n"
        "short_entry = close + open > 3 or open + close > 4");
    EXPECT_EQ(columns_of(plan),
              (std::set<std::string>{"sma(close, 5)", "sma(close, 7)", "add(close, open)"}));
    EXPECT_EQ(plan.batches.size(), 2u);
}

TEST(Lower, one_batch_holds_all_parameter_sets_of_an_indicator_over_one_input) {
    Lowered const plan =
        plan_of("param f = 3\nparam s = 9\nlong_entry = cross_above(sma(close, f), sma(close, s))",
                {axis("f", range(5, 14)), axis("s", range(10, 29))}, "f < s");
    ASSERT_EQ(plan.batches.size(), 1u);
    EXPECT_EQ(plan.batches[0].lanes, 25);  // 5..29, each once
    EXPECT_EQ(plan.columns.size(), 25u);
    EXPECT_EQ(plan.tasks()[0].lanes, 25);
    EXPECT_EQ(plan.tasks()[0].params, plan.batches[0].params.data());
}

TEST(Lower, values_that_no_cell_uses_are_not_computed) {
    Lowered const plan = plan_of("param f = 3\nparam s = 9\nlong_entry = sma(close, f) > sma(close, s)",
                                 {axis("f", range(1, 20)), axis("s", range(1, 20))}, "f == 4 and s > 18");
    EXPECT_EQ(columns_of(plan), (std::set<std::string>{"sma(close, 4)", "sma(close, 19)", "sma(close, 20)"}));
    EXPECT_EQ(plan.cell_count(), 2u);
}

TEST(Lower, inputs_come_before_what_reads_them) {
    Lowered const plan =
        plan_of("long_entry = ema(macd(rsi(close, 9), 3, 7, 2).hist, 4)[2] > sma(rsi(close, 9), 3)");
    std::int32_t known = first_computed_column;
    for (ColumnBatch const& batch : plan.batches) {
        for (std::int32_t input : batch.inputs) EXPECT_LT(input, known);
        for (std::int32_t output : batch.outputs) known = std::max(known, output + 1);
    }
    EXPECT_EQ(known, first_computed_column + static_cast<std::int32_t>(plan.columns.size()));
}

TEST(Lower, outputs_that_nobody_reads_are_marked) {
    Lowered const plan = plan_of("long_entry = macd(close, 3, 5, 2).hist > macd(close, 3, 5, 2).line");
    ASSERT_EQ(plan.batches.size(), 1u);
    EXPECT_EQ(plan.batches[0].lanes, 1);
    ASSERT_EQ(plan.batches[0].outputs.size(), 3u);
    EXPECT_EQ(plan.batches[0].outputs[1], -1);
    EXPECT_GE(plan.batches[0].outputs[0], first_computed_column);
    EXPECT_GE(plan.batches[0].outputs[2], first_computed_column);
}

TEST(Lower, an_indicator_without_a_field_is_its_first_output) {
    EXPECT_EQ(columns_of(plan_of("long_entry = macd(close, 3, 5, 2) > macd(close, 3, 5, 2).line + 1")),
              (std::set<std::string>{"macd(close, 3, 5, 2).line", "offset(macd(close, 3, 5, 2).line, 1)"}));
}

TEST(Lower, a_comparison_and_its_mirror_share_a_plane) {
    Lowered const plan = plan_of(
        "long_entry = open < close\nlong_exit = open >= close\nshort_entry = close > open\n"
        "short_exit = not close > open");
    EXPECT_EQ(plan.planes.size(), 1u);
    EXPECT_EQ(plan.leaf_count, 1);
    Lowered const equal = plan_of("long_entry = open == close\nlong_exit = close != open");
    EXPECT_EQ(equal.planes.size(), 1u);
}

TEST(Lower, a_positive_comparison_needs_no_definedness_plane) {
    Lowered const plan = plan_of("long_entry = rsi(close, 5) < 30 and sma(close, 9) > close");
    EXPECT_EQ(plan.leaf_count, 2);
    Lowered const masked = plan_of("long_entry = not rsi(close, 5) < 30");
    EXPECT_EQ(masked.leaf_count, 2);
    EXPECT_EQ(masked.planes[0].op, compare::equal);
}

TEST(Lower, volume_may_be_unknown_prices_are_always_known) {
    EXPECT_EQ(plan_of("long_entry = not close > open").leaf_count, 1);
    EXPECT_EQ(plan_of("long_entry = not volume > 5").leaf_count, 2);
}

TEST(Lower, rules_share_leaves_and_the_crossover_needs_four) {
    Strategy const s = open_strategy("sma_cross");
    Lowered const plan = lower(s, make_grid(s, {}, ""), "both");
    EXPECT_EQ(plan.leaf_count, 4);
    EXPECT_EQ(plan.carry_count, 2);
}

TEST(Lower, A7_warmup_is_the_longest_begin_that_a_cell_reads) {
    Lowered const plan =
        plan_of("param f = 3\nparam s = 9\nlong_entry = cross_above(sma(close, f), sma(rsi(close, 3), s))",
                {axis("f", {5, 40}), axis("s", {2, 9})});
    // rsi(3) from bar 3, sma(9) of it from bar 11; a crossing looks one bar further back.
    EXPECT_EQ(plan.cell_warmup, (std::vector<std::int64_t>{5, 12, 40, 40}));
    EXPECT_EQ(plan_of("long_entry = close > highest(high, 20)[1]").cell_warmup,
              (std::vector<std::int64_t>{20}));
    EXPECT_EQ(plan_of("long_entry = cross_above(close, open)").cell_warmup, (std::vector<std::int64_t>{1}));
    EXPECT_EQ(plan_of("long_entry = close > open").cell_warmup, (std::vector<std::int64_t>{0}));
}

TEST(Lower, a_lag_of_zero_is_the_series_itself) {
    Lowered const plan = plan_of("param k = 0\nlong_entry = close[k] > open[0]", {axis("k", {0, 1})});
    ASSERT_EQ(plan.planes.size(), 2u);
    EXPECT_EQ(plan.planes[0].a.column, 3);
    EXPECT_EQ(plan.columns.size(), 1u);
}

TEST(Lower, side_long_leaves_the_short_rules_out) {
    std::string const text = "long_entry = close > sma(close, 3)\nshort_entry = close < ema(close, 4)";
    Lowered const plan = plan_of(text, {}, "", "long");
    EXPECT_TRUE(plan.has_long);
    EXPECT_FALSE(plan.has_short);
    EXPECT_EQ(columns_of(plan), (std::set<std::string>{"sma(close, 3)"}));
    EXPECT_TRUE(plan_of(text).has_short);
    EXPECT_EQ(code_of([] { plan_of("short_entry = close > open", {}, "", "long"); }), "no_rules");
    EXPECT_EQ(code_of([] { plan_of("long_entry = close > open", {}, "", "left"); }), "unknown_side");
}

TEST(Lower, indicator_parameters_are_checked_with_field_value_and_range) {
    auto const parts = [](std::string const& text, std::vector<ParameterAxis> const& axes = {}) {
        try {
            plan_of(text, axes);
        } catch (Error const& error) {
            return error.parts();
        }
        return ErrorParts{};
    };
    ErrorParts p = parts("param n = 5\nlong_entry = close > sma(close, n)", {axis("n", {3, 3.5})});
    EXPECT_EQ(p.code, "indicator_parameter_whole");
    EXPECT_EQ(p.path, "params.n");
    EXPECT_EQ(p.value, "3.5");
    EXPECT_NE(p.problem.find("n of sma"), std::string::npos);
    p = parts("param n = 5\nlong_entry = close > sma(close, n)", {axis("n", {0})});
    EXPECT_EQ(p.code, "indicator_parameter_range");
    EXPECT_EQ(p.allowed, "whole numbers in 1..100000");
    p = parts("long_entry = close > sma(close, 2.5)");
    EXPECT_EQ(p.path, "test.strategy:1:33");
    EXPECT_EQ(p.code, "indicator_parameter_whole");
    EXPECT_EQ(parts("param n = 5\nlong_entry = close > sma(close, 10 / n)", {axis("n", {5, 0})}).code,
              "not_finite");
    p = parts("long_entry = close > close[-1]");
    EXPECT_EQ(p.code, "negative_lag");
    EXPECT_EQ(p.path, "test.strategy:1:28");
    EXPECT_EQ(parts("param k = 1\nlong_entry = close > close[k]", {axis("k", {1, -1})}).path, "params.k");
    EXPECT_EQ(parts("long_entry = close > close[1.5]").code, "indicator_parameter_whole");
}

TEST(Lower, rules_beyond_a_program_are_refused_in_one_line) {
    std::string crossings = "long_entry = cross_above(close, 1)";
    for (int i = 2; i < 40; ++i) crossings += " or cross_above(close, " + std::to_string(i) + ")";
    EXPECT_EQ(code_of([&] { plan_of(crossings); }), "rules_too_large");
    // Sixty comparisons in each of two rules fit, since a leaf can be read again.
    std::string entry = "close > 1", exit = "close > 1";
    for (int i = 2; i < 60; ++i) {
        entry += " or close > " + std::to_string(i);
        exit += " and close > " + std::to_string(i);
    }
    Lowered const plan = plan_of("long_entry = " + entry + "\nlong_exit = " + exit);
    EXPECT_EQ(plan.leaf_count, 59);
    EXPECT_LE(plan.register_count, max_gate_registers);
}

TEST(Lower, sharing_names_does_not_multiply_the_work) {
    std::string text = "let a0 = close > open\nlet s0 = close + open\n";
    for (int i = 1; i < 90; ++i) {
        std::string const n = std::to_string(i), m = std::to_string(i - 1);
        text += "let s" + n + " = s" + m + " + s" + m + "\n";
        text += "let a" + n + " = (a" + m + " and not a" + m + ") or (not a" + m + " and s" + n + " > 3)\n";
    }
    Lowered const plan = plan_of(text + "long_entry = a89");
    EXPECT_EQ(plan.columns.size(), 90u);
    EXPECT_LT(plan.program.size(), 1000u);
}

}  // namespace
}  // namespace basicbot
