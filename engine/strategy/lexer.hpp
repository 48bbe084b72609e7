#pragma once
// Words of the strategy language.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/strategy/source.hpp"

namespace basicbot {

enum class TokenKind { name, number, symbol, newline, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;   // as written; a symbol is one of ( ) [ ] , . .. = == != < <= > >= + - * / or @word
    double number = 0;  // of a number
    Place place;
    std::size_t offset = 0;  // in the text
};

struct Tokens {
    std::vector<Token> list;                       // ends with TokenKind::end
    std::map<std::int32_t, std::string> comments;  // line -> text behind '#', trimmed
};

// The longest text that is read at all.
inline constexpr std::size_t max_strategy_bytes = 65536;

// Splits a text. Newlines inside brackets and beside a binary operator are dropped; with `one_expression` all
// are. Throws Error(config) at the first byte that is no word, at a number out of range and at text that is
// not UTF-8.
Tokens tokenize(SourceText const& source, std::int32_t source_number, bool one_expression);

}  // namespace basicbot
