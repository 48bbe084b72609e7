// The page on the strategy language: every example is one.

#include "engine/runner/command_language.hpp"

#include <gtest/gtest.h>

#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/check.hpp"
#include "engine/strategy/strategy_file.hpp"

namespace basicbot {
namespace {

std::vector<ParameterAxis> const parameters = {
    {"fast", {5}, false}, {"slow", {20}, false}, {"n", {14}, false}, {"k", {2}, false}};

TEST(LanguagePage, every_example_is_sound) {
    auto const document = language_command().document;
    std::size_t count = 0;
    for (auto const& topic : document.at("topics"))
        for (auto const& example : topic.at("examples")) {
            auto const text = example.get<std::string>();
            EXPECT_NO_THROW(check(parse_rules({{"long_entry", text}}, parameters))) << text;
            ++count;
        }
    EXPECT_GE(count, 20u);
    for (auto const& example : document.at("where")) {
        Strategy strategy = parse_rules({{"long_entry", "close > open"}}, parameters);
        auto const text = example.get<std::string>();
        EXPECT_NO_THROW(check_constraint(strategy, parse_expression(strategy, text, "params.where"))) << text;
    }
    Strategy const file = parse_strategy(document.at("file").get<std::string>(), "page.strategy", "page");
    EXPECT_NO_THROW(check(file));
    for (std::int32_t rule : file.rules) EXPECT_GE(rule, 0);
    EXPECT_EQ(file.parameters.size(), 2u);
}

TEST(LanguagePage, names_every_part_of_the_language_and_shows_its_examples) {
    auto const document = language_command().document;
    std::string const text = language_text(document);
    for (char const* word :
         {"open",        "high",       "low",          "close", "volume",      "hl2",         "hlc3",
          "ohlc4",       "and",        "or",           "not",   "cross_above", "cross_below", "highest",
          "lowest",      "[1]",        "param ",       "let ",  "sweep ",      "long_entry",  "long_exit",
          "short_entry", "short_exit", "params.where", ">=",    "!="})
        EXPECT_NE(text.find(word), std::string::npos) << word;
    for (auto const& topic : document.at("topics"))
        for (auto const& example : topic.at("examples"))
            EXPECT_NE(text.find(example.get<std::string>()), std::string::npos);
}

TEST(LanguagePage, its_words_are_no_indicators) {
    EXPECT_TRUE(is_language_word("cross_above"));
    EXPECT_FALSE(is_language_word("sma"));
    for (std::string const& name : indicator_names()) EXPECT_FALSE(is_language_word(name)) << name;
}

}  // namespace
}  // namespace basicbot
