#include "engine/strategy/parser.hpp"

#include <gtest/gtest.h>

#include "engine/strategy/strategy_file.hpp"

namespace basicbot {
namespace {

// The tree in brackets, operators first.
std::string tree(Strategy const& s, std::int32_t node) {
    static char const* const names[] = {"",  "",  "",  "",   "lag", "@",  "neg", "+",   "-",  "*",
                                        "/", ">", "<", ">=", "<=",  "==", "!=",  "and", "or", "not"};
    Node const& n = s.nodes[static_cast<std::size_t>(node)];
    if (n.kind == NodeKind::number) return number_text(n.number);
    if (n.kind == NodeKind::name) return n.text;
    if (n.kind == NodeKind::output) return tree(s, n.children[0]) + "." + n.text;
    std::string text = "(" + (n.kind == NodeKind::call ? n.text : names[static_cast<std::size_t>(n.kind)]);
    if (n.kind == NodeKind::longer) text += n.text;
    for (std::size_t i = 0; i < n.children.size(); ++i) {
        text += " ";
        if (n.kind == NodeKind::call && !n.argument_names[i].empty()) text += n.argument_names[i] + "=";
        text += tree(s, n.children[i]);
    }
    return text + ")";
}

std::string parsed(std::string const& text) {
    Strategy s;
    std::int32_t const node = parse_expression(s, text, "strategy.long_entry");
    return tree(s, node);
}

ErrorParts refusal(std::string const& text) {
    try {
        parsed(text);
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::config);
        return error.parts();
    }
    ADD_FAILURE() << "accepted: " << text;
    return {};
}

TEST(Parser, precedence_and_grouping) {
    EXPECT_EQ(parsed("a or b and not c > 1 + 2 * -x"), "(or a (and b (not (> c (+ 1 (* 2 (neg x)))))))");
    EXPECT_EQ(parsed("a - b - c"), "(- (- a b) c)");
    EXPECT_EQ(parsed("a / b * c"), "(* (/ a b) c)");
    EXPECT_EQ(parsed("(a or b) and c"), "(and (or a b) c)");
    EXPECT_EQ(parsed("not not a == b"), "(not (not (== a b)))");
    EXPECT_EQ(parsed("-close[1] != 2.5e1"), "(!= (neg (lag close 1)) 25)");
}

TEST(Parser, calls_outputs_and_lags) {
    EXPECT_EQ(parsed("macd(close, 12, slow = n + 1).hist[2]"), "(lag (macd close 12 slow=(+ n 1)).hist 2)");
    EXPECT_EQ(parsed("sma(ema(close, 3)[1], 2)"), "(sma (lag (ema close 3) 1) 2)");
    EXPECT_EQ(parsed("trange()"), "(trange)");
}

TEST(Parser, a_timeframe_belongs_to_what_stands_before_it) {
    EXPECT_EQ(parsed("-ema(close, 50)@1d > close"), "(> (neg (@1d (ema close 50))) close)");
    EXPECT_EQ(parsed("macd(close)@4h.hist[1]"), "(lag (@4h (macd close)).hist 1)");
    EXPECT_EQ(parsed("(a > b)@1w and close[1]@1d > c"), "(and (@1w (> a b)) (> (@1d (lag close 1)) c))");
}

TEST(Parser, lines_are_joined_in_one_expression) { EXPECT_EQ(parsed("a # first\n  and b\n"), "(and a b)"); }

TEST(Parser, numbers) {
    EXPECT_EQ(parsed("0.1"), "0.1");
    EXPECT_EQ(parsed(".5"), "0.5");
    EXPECT_EQ(parsed("1e-3"), "0.001");
    EXPECT_EQ(refusal("14x > 3").value, "14x");
    EXPECT_EQ(refusal("1e999").code, "malformed_number");
    EXPECT_EQ(refusal("1.2.3 > 1").code, "syntax");
}

TEST(Parser, errors_say_where_and_what_was_expected) {
    ErrorParts p = refusal("a > ");
    EXPECT_EQ(p.path, "strategy.long_entry:1:5");
    EXPECT_NE(p.problem.find("expected a series"), std::string::npos);
    p = refusal("sma(close, 3 > 2");
    EXPECT_NE(p.problem.find("expected ','"), std::string::npos);
    p = refusal("a < b < c");
    EXPECT_EQ(p.code, "chained_comparison");
    EXPECT_EQ(p.path, "strategy.long_entry:1:7");
    EXPECT_EQ(refusal("a = b").suggestion, "write '==' to compare");
    EXPECT_EQ(refusal("a && b").suggestion, "write 'and'");
    EXPECT_EQ(refusal("a || b").suggestion, "write 'or'");
    EXPECT_EQ(refusal("!a").suggestion, "write 'not'");
    EXPECT_EQ(refusal("a b").value, "b");
    EXPECT_EQ(refusal("").code, "syntax");
    EXPECT_EQ(refusal("a > b)").value, ")");
}

TEST(Parser, nesting_is_limited_not_crashing) {
    for (std::string part : {"(", "not ", "-", "sma(", "a["}) {
        std::string text;
        while (text.size() < 60000) text += part;
        EXPECT_EQ(refusal(text).code, "nested_too_deep") << part;
    }
    std::string chain = "a", lags = "a";
    while (chain.size() < 60000) chain += "+a";
    while (lags.size() < 60000) lags += "[1]";
    EXPECT_EQ(refusal(chain).code, "nested_too_deep");
    EXPECT_EQ(refusal(lags).code, "nested_too_deep");
    EXPECT_EQ(refusal(std::string(70000, 'a')).code, "strategy_too_large");
}

TEST(Parser, text_that_is_not_utf8_is_refused) {
    EXPECT_EQ(refusal("a > \xff").code, "not_utf8");
    EXPECT_EQ(refusal("a > \xff").value, "0xff");
    EXPECT_EQ(refusal("a # \xc3\x28").code, "not_utf8");
    EXPECT_EQ(refusal("a > \xc3\xa9").code, "unknown_character");
    EXPECT_EQ(parsed("a # \xc3\xa9t\xc3\xa9"), "a");
    EXPECT_EQ(refusal(std::string("a > \0 b", 7)).value, "0x00");
}

}  // namespace
}  // namespace basicbot
