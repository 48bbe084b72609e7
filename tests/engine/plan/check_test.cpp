#include "engine/plan/check.hpp"

#include <gtest/gtest.h>

#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

ErrorParts refusal(std::string const& text) {
    try {
        check(written(text));
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::config);
        return error.parts();
    }
    ADD_FAILURE() << "accepted: " << text;
    return {};
}

TEST(Check, a_wrong_word_is_named_with_its_place_and_the_nearest_names) {
    ErrorParts const p = refusal("param fast = 3\n\nlong_entry = close > smaa(close, fast)");
    EXPECT_EQ(p.code, "unknown_indicator");
    EXPECT_EQ(p.path, "test.strategy:3:22");
    EXPECT_EQ(p.value, "smaa");
    EXPECT_NE(p.suggestion.find("'sma'"), std::string::npos);
    EXPECT_EQ(refusal("param fast = 3\nlong_entry = clsoe > fast").suggestion, "did you mean 'close'?");
    EXPECT_EQ(refusal("param fast = 3\nlong_entry = close > fats").suggestion, "did you mean 'fast'?");
    EXPECT_NE(refusal("long_entry = close > SMA(close, 3)").suggestion.find("'sma'"), std::string::npos);
}

TEST(Check, a_wrong_argument_shows_the_form_of_the_call) {
    ErrorParts const p = refusal("param n = 3\nlong_entry = close > ema(n, 3)");
    EXPECT_EQ(p.code, "wrong_type");
    EXPECT_EQ(p.allowed, "ema(x, n)");
    EXPECT_EQ(refusal("long_entry = close > ema(close, close)").allowed, "ema(x, n)");
}

TEST(Check, types_are_checked) {
    char const* wrong[] = {
        "long_entry = close",
        "long_entry = 3",
        "long_entry = close > (open > high)",
        "long_entry = close and open > 3",
        "long_entry = not close",
        "long_entry = sma(3, 4) > 3",
        "long_entry = sma(close > 3, 4) > 3",
        "long_entry = sma(close, open) > 3",
        "long_entry = (close > open)[1]",
        "long_entry = close[open] > 3",
        "param n = 3\nlong_entry = n[1] > 3",
        "long_entry = cross_above(3, 4)",
        "long_entry = -(close > open) > 3",
        "let c = close > open\nlong_entry = c + 1 > 3",
    };
    for (char const* text : wrong) EXPECT_EQ(refusal(text).code, "wrong_type") << text;
    EXPECT_EQ(refusal("long_entry = close and open > 3").path, "test.strategy:1:14");
}

TEST(Check, arguments_are_checked) {
    EXPECT_EQ(refusal("long_entry = sma() > 3").code, "missing_argument");
    EXPECT_EQ(refusal("long_entry = sma(close, 3, 4) > 3").code, "too_many_arguments");
    EXPECT_EQ(refusal("long_entry = sma(close, m = 3) > 3").code, "unknown_argument");
    EXPECT_EQ(refusal("long_entry = sma(close, 3, n = 3) > 3").code, "argument_twice");
    EXPECT_EQ(refusal("long_entry = macd(close, fast = 3, 5) > 3").code, "argument_order");
    EXPECT_EQ(refusal("long_entry = atr(close, 14) > 3").code, "too_many_arguments");
    EXPECT_EQ(refusal("long_entry = rsi < 30").code, "indicator_without_arguments");
    EXPECT_EQ(refusal("long_entry = rsi < 30").suggestion, "write rsi(x, n)");
    EXPECT_EQ(refusal("long_entry = cross_above(close) ").code, "missing_argument");
    EXPECT_EQ(refusal("long_entry = cross_above(close, open, high)").code, "too_many_arguments");
    EXPECT_EQ(refusal("long_entry = macd(close).histo > 3").allowed, "line, signal, hist");
    EXPECT_EQ(refusal("long_entry = close.hist > 3").code, "no_outputs");
    EXPECT_EQ(refusal("long_entry = macd(close).hist.line > 3").code, "no_outputs");
    EXPECT_EQ(refusal("long_entry = close / 0 > 3").code, "division_by_zero");
    EXPECT_EQ(refusal("long_entry = close > 3 / 0").code, "not_finite");
}

TEST(Check, a_let_may_use_only_what_stands_above_it) {
    EXPECT_EQ(refusal("let a = b\nlet b = close\nlong_entry = a > 3").value, "b");
    EXPECT_EQ(refusal("let a = a\nlong_entry = a > 3").value, "a");
    EXPECT_NO_THROW(
        check(written("let rsi = rsi(close, 3)\nlet m = macd(close)\nlong_entry = rsi > m.hist")));
}

TEST(Check, an_exit_needs_an_entry) {
    EXPECT_EQ(refusal("long_exit = close > open\nshort_entry = close > open").code, "exit_without_entry");
    EXPECT_EQ(refusal("long_entry = close > open\nshort_exit = close > open").value, "short_exit");
    EXPECT_NO_THROW(check(written("long_entry = close > open")));
}

TEST(Check, every_catalogue_entry_can_be_written) {
    for (IndicatorEntry const& entry : indicators()) {
        std::string arguments;
        for (char const* input : entry.inputs)
            if (!is_implied(input)) arguments += std::string(arguments.empty() ? "" : ", ") + "close";
        std::string const call = std::string(entry.info->name) + "(" + arguments + ")";
        for (char const* output : entry.outputs)
            if (entry.repaints)
                EXPECT_EQ(refusal("long_entry = " + call + "." + output + " > 3").code, "repaints");
            else
                EXPECT_NO_THROW(check(written("long_entry = " + call + "." + output + " > 3"))) << call;
        ASSERT_EQ(find_indicator(entry.info->name), &entry);
        EXPECT_LE(entry.params.size(), static_cast<std::size_t>(max_params));
    }
    EXPECT_FALSE(indicators().empty());
}

}  // namespace
}  // namespace basicbot
