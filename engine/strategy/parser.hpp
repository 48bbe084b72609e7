#pragma once
// Expressions of the strategy language: from words to nodes. Precedence, loosest first:
//   or | and | not | > < >= <= == != (not chained) | + - | * / | unary - | postfix [lag] .output

#include <cstdint>
#include <string>
#include <vector>

#include "engine/strategy/lexer.hpp"
#include "engine/strategy/strategy_file.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Walks over the words of one text and appends nodes to a strategy.
class Parser {
  public:
    // `operand`: what a value may be in this text, for errors.
    Parser(SourceText const& source, std::vector<Token> const& tokens, std::vector<Node>& nodes,
           char const* operand = rule_operand)
        : source_(source), tokens_(tokens), nodes_(nodes), operand_(operand) {}

    // Parses one expression, returns its node. Throws Error(config) that says what was expected.
    std::int32_t expression();

    Token const& peek() const { return tokens_[at_]; }
    Token const& next();
    bool at_end() const { return peek().kind == TokenKind::end; }
    bool at_symbol(char const* text) const;
    bool at_word(char const* text) const;
    bool accept_symbol(char const* text);
    bool accept_word(char const* text);
    Token const& expect_symbol(char const* text, char const* after);
    Token const& expect_name(char const* what);
    double expect_number(char const* what);  // with an optional minus sign
    void skip_newlines();
    // The expression that starts at this word up to the last one taken, comments left out, on one line.
    std::string text_since(Token const& first) const;
    [[noreturn]] void fail_expected(std::string const& expected, std::string const& suggestion = "") const;
    [[noreturn]] void fail_here(Place place, ErrorParts parts) const {
        fail_at(source_, place, std::move(parts));
    }

  private:
    struct Deeper;
    std::int32_t either();
    std::int32_t both();
    std::int32_t negation();
    std::int32_t comparison();
    std::int32_t sum();
    std::int32_t product();
    std::int32_t unary();
    std::int32_t postfix();
    std::int32_t primary();
    std::int32_t call(Token const& name);
    std::int32_t add(NodeKind kind, Place place, std::vector<std::int32_t> children);
    [[noreturn]] void fail_deep(Place place) const;

    SourceText const& source_;
    std::vector<Token> const& tokens_;
    std::vector<Node>& nodes_;
    char const* operand_;
    std::size_t at_ = 0;
    int level_ = 0;
};

}  // namespace basicbot
