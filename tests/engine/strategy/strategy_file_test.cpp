#include "engine/strategy/strategy_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/strategy/shipped.hpp"

namespace basicbot {
namespace {

template <class Body>
ErrorParts file_refusal(Body body) {
    try {
        body();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::config);
        return error.parts();
    }
    ADD_FAILURE() << "accepted";
    return {};
}

ErrorParts refused(std::string const& text) {
    return file_refusal([&] { parse_strategy(text, "my.strategy", "my"); });
}

TEST(StrategyFile, everything_is_read) {
    Strategy const s = parse_strategy(
        "\xef\xbb\xbf# A title\r\n# It does this\r\n#   and that.\r\n# source: Someone, 1990,\r\n#  page "
        "3\r\n\r\n"
        "param fast = 20 in 1..1000 sweep 5..50 step 5  # bars of it\r\nparam shift = -2.5\r\n"
        "let a = sma(close, fast)  # an average\r\n"
        "long_entry = cross_above(a, close)\r\n  or close >   # here\r\n    open\r\n"
        "long_exit = (close\r\n < open)\r\n",
        "my.strategy", "my");
    EXPECT_EQ(s.title, "A title");
    EXPECT_EQ(s.description, "It does this and that.");
    EXPECT_EQ(s.source, "Someone, 1990, page 3");
    ASSERT_EQ(s.parameters.size(), 2u);
    EXPECT_EQ(s.parameters[0].name, "fast");
    EXPECT_EQ(s.parameters[0].standard, 20);
    EXPECT_EQ(s.parameters[0].low, 1);
    EXPECT_EQ(s.parameters[0].high, 1000);
    EXPECT_EQ(s.parameters[0].sweep->from, 5);
    EXPECT_EQ(s.parameters[0].sweep->to, 50);
    EXPECT_EQ(s.parameters[0].sweep->step, 5);
    EXPECT_EQ(s.parameters[0].note, "bars of it");
    EXPECT_EQ(s.parameters[1].standard, -2.5);
    EXPECT_TRUE(std::isinf(s.parameters[1].low) && std::isinf(s.parameters[1].high));
    ASSERT_EQ(s.lets.size(), 1u);
    EXPECT_EQ(s.lets[0].text, "sma(close, fast)");
    EXPECT_EQ(s.rule_texts[0], "cross_above(a, close) or close > open");
    EXPECT_EQ(s.rule_texts[1], "(close < open)");
    EXPECT_GE(s.rules[1], 0);
    EXPECT_EQ(s.rules[2], -1);
}

TEST(StrategyFile, rules_that_do_not_exist_are_refused_with_those_that_do) {
    for (char const* name : {"position", "score"}) {
        ErrorParts const p = refused(std::string(name) + " = close > open");
        EXPECT_EQ(p.code, "unknown_rule");
        EXPECT_EQ(p.value, name);
        EXPECT_EQ(p.allowed, "long_entry, long_exit, short_entry, short_exit");
    }
    EXPECT_EQ(refused("long_enrty = close > open").suggestion, "did you mean 'long_entry'?");
    EXPECT_EQ(refused("quick = close").suggestion, "name your own series with 'let quick = ...'");
}

TEST(StrategyFile, malformed_statements_are_refused) {
    std::string const rule = "\nlong_entry = close > open\n";
    EXPECT_EQ(refused("").code, "no_rules");
    EXPECT_EQ(refused("# only a title").code, "no_rules");
    EXPECT_EQ(refused("param n = 3\n").code, "no_rules");
    EXPECT_EQ(refused(rule + rule).code, "duplicate_rule");
    EXPECT_EQ(refused("param n = 3\nparam n = 4" + rule).code, "duplicate_name");
    EXPECT_EQ(refused("param n = 3\nlet n = close" + rule).code, "duplicate_name");
    EXPECT_EQ(refused("param close = 3" + rule).code, "reserved_name");
    EXPECT_EQ(refused("let and = close" + rule).code, "reserved_name");
    EXPECT_EQ(refused("param n 3" + rule).path, "my.strategy:1:9");
    EXPECT_EQ(refused("param n = x" + rule).code, "syntax");
    EXPECT_EQ(refused("param n = 3 in 1" + rule).code, "syntax");
    EXPECT_EQ(refused("param n = 3 sweep 1..5" + rule).code, "syntax");
    EXPECT_EQ(refused("param n = 3 in 5..9" + rule).code, "bad_parameter_declaration");
    EXPECT_EQ(refused("param n = 3 in 9..1" + rule).code, "bad_parameter_declaration");
    EXPECT_EQ(refused("param n = 3 in 1..9 sweep 1..10 step 1" + rule).code, "bad_parameter_declaration");
    EXPECT_EQ(refused("param n = 3 sweep 1..10 step 0" + rule).code, "bad_parameter_declaration");
    EXPECT_EQ(refused("param n = 3 sweep 9..1 step 1" + rule).code, "bad_parameter_declaration");
    EXPECT_EQ(refused("param n = 3 4" + rule).value, "4");
    EXPECT_EQ(refused("let x = close open" + rule).value, "open");
    std::string many;
    for (int i = 0; i < 65; ++i) many += "param p" + std::to_string(i) + " = 1\n";
    EXPECT_EQ(refused(many + rule).code, "too_many_parameters");
}

TEST(StrategyFile, an_error_can_be_shown_with_a_caret) {
    try {
        parse_strategy("let a = close\n\tlong_entry = a >\t> open", "my.strategy", "my");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.parts().path, "my.strategy:2:19");
        std::string const text = with_caret(error);
        EXPECT_EQ(text.substr(text.find('\n') + 1),
                  "  2 |  long_entry = a > > open\n    |                   ^");
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    }
}

TEST(StrategyFile, rules_in_place_take_their_parameters_from_the_study) {
    std::vector<ParameterAxis> const params = {{"n", {5, 6}, true}};
    Strategy const s = parse_rules({{"long_entry", "close > sma(close, n)"}}, params);
    EXPECT_TRUE(s.in_place);
    EXPECT_EQ(s.parameters[0].standard, 5);
    EXPECT_EQ(file_refusal([&] {
                  parse_rules({{"long_entry", "close >"}}, params);
              }).path,
              "strategy.long_entry:1:8");
    EXPECT_EQ(file_refusal([&] {
                  parse_rules({{"entry_long", "close > 1"}}, params);
              }).path,
              "strategy.entry_long");
    EXPECT_EQ(file_refusal([&] { parse_rules({{"position", "close > 1"}}, params); }).code, "unknown_rule");
    EXPECT_EQ(file_refusal([&] { parse_rules({}, params); }).code, "no_rules");
    EXPECT_EQ(file_refusal([&] {
                  parse_rules({{"long_entry", "a > 1"}}, {{"close", {1}, true}});
              }).code,
              "reserved_name");
}

TEST(StrategyFile, shipped_and_own_strategies_are_found_by_name) {
    EXPECT_EQ(open_strategy("sma_cross").name, "sma_cross");
    ErrorParts p = file_refusal([] { open_strategy("sma_cros"); });
    EXPECT_EQ(p.code, "unknown_strategy");
    EXPECT_EQ(p.path, "strategy.use");
    EXPECT_EQ(p.suggestion, "did you mean 'sma_cross'?");
    EXPECT_EQ(file_refusal([] { open_strategy("/nowhere/x.strategy"); }).code, "strategy_file");
    EXPECT_EQ(file_refusal([] {
                  load_strategy({"sma_cross", {{"long_entry", "close > 1"}}}, {});
              }).code,
              "two_strategies");

    auto const folder =
        std::filesystem::temp_directory_path() / ("strategy_test_" + std::to_string(std::rand()));
    std::filesystem::create_directories(folder / "odd.strategy");
    std::ofstream(folder / "mine.strategy") << "long_entry = close > open\n";
    std::ofstream(folder / "large.strategy") << std::string(100000, '#');
    EXPECT_EQ(open_strategy((folder / "mine.strategy").string()).name, "mine");
    EXPECT_EQ(file_refusal([&] { open_strategy((folder / "odd.strategy").string()); }).code, "strategy_file");
    EXPECT_EQ(file_refusal([&] { open_strategy((folder / "large.strategy").string()); }).code,
              "strategy_too_large");
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace basicbot
