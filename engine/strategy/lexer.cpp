#include "engine/strategy/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include "engine/config/decimal.hpp"

namespace basicbot {

namespace {

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }

// Bytes of the UTF-8 sequence at `at`, 0 where it is malformed (overlong forms and surrogates included).
std::size_t utf8_length(std::string_view s, std::size_t at) {
    auto const byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    unsigned const lead = byte(at);
    if (lead < 0x80) return 1;
    std::size_t const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xc0) != 0x80) return 0;
    unsigned const second = byte(at + 1);
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0)) return 0;
    if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90)) return 0;
    return length;
}

std::string trimmed(std::string_view text) {
    std::size_t const begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return "";
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

class Lexer {
  public:
    Lexer(SourceText const& source, std::int32_t number, bool one_expression)
        : source_(source), text_(source.text), one_expression_(one_expression) {
        place_.source = number;
    }

    Tokens run() {
        if (text_.size() > max_strategy_bytes)
            fail_at(source_, place_,
                    {.code = "strategy_too_large",
                     .path = "",
                     .value = std::to_string(text_.size()) + " bytes",
                     .problem = "the text is too large for a strategy",
                     .allowed = "up to " + std::to_string(max_strategy_bytes) + " bytes",
                     .suggestion = ""});
        if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;  // an editor's byte order mark
        while (at_ < text_.size()) step();
        push(TokenKind::end, 0);
        drop_newlines();
        return std::move(tokens_);
    }

  private:
    void push(TokenKind kind, std::size_t length, double number = 0) {
        Token token{kind, std::string(text_.substr(at_, length)), number, place_, at_};
        token.place.length = static_cast<std::int32_t>(std::max<std::size_t>(length, 1));
        tokens_.list.push_back(std::move(token));
        advance(length);
    }

    void advance(std::size_t length) {
        at_ += length;
        place_.column += static_cast<std::int32_t>(length);
    }

    void step() {
        char const c = text_[at_];
        if (c == '\n') {
            if (brackets_ == 0 && !one_expression_) push(TokenKind::newline, 0);
            ++at_;
            ++place_.line;
            place_.column = 1;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            advance(1);
        } else if (c == '#') {
            comment();
        } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
            number();
        } else if (is_name(c)) {
            std::size_t length = 1;
            while (at_ + length < text_.size() && is_name(text_[at_ + length])) ++length;
            push(TokenKind::name, length);
        } else {
            symbol(c);
        }
    }

    void comment() {
        std::size_t const end = std::min(text_.find('\n', at_), text_.size());
        std::size_t i = at_;
        while (i < end) {
            std::size_t const length = utf8_length(text_.substr(0, end), i);
            if (length == 0) {
                advance(i - at_);
                odd_byte();
            }
            i += length;
        }
        tokens_.comments[place_.line] = trimmed(text_.substr(at_ + 1, end - at_ - 1));
        advance(end - at_);
    }

    void number() {
        // "5..50" is a range: the number ends before two dots.
        std::size_t length = 0;
        auto const digits = [&] {
            while (at_ + length < text_.size() && is_digit(text_[at_ + length])) ++length;
        };
        auto const look = [&](std::size_t i) { return at_ + i < text_.size() ? text_[at_ + i] : '\0'; };
        digits();
        if (look(length) == '.' && look(length + 1) != '.') {
            ++length;
            digits();
        }
        if (look(length) == 'e' || look(length) == 'E') {
            std::size_t const sign = look(length + 1) == '+' || look(length + 1) == '-' ? 2 : 1;
            if (is_digit(look(length + sign))) {
                length += sign;
                digits();
            }
        }
        std::string_view const word = text_.substr(at_, length);
        double value = 0;
        auto const read = std::from_chars(word.data(), word.data() + word.size(), value);
        std::size_t whole = length;
        while (is_name(look(whole))) ++whole;
        if (whole != length || read.ec != std::errc() || read.ptr != word.data() + word.size()) {
            Place place = place_;
            place.length = static_cast<std::int32_t>(whole);
            fail_at(source_, place,
                    {.code = "malformed_number",
                     .path = "",
                     .value = std::string(text_.substr(at_, whole)),
                     .problem = "this is not a number",
                     .allowed = "e.g. 20, 0.5, 1e-3",
                     .suggestion = "write names with a letter first"});
        }
        push(TokenKind::number, length, value);
    }

    void symbol(char c) {
        static constexpr std::array<std::string_view, 5> pairs = {"==", "!=", "<=", ">=", ".."};
        std::string_view const two = text_.substr(at_, 2);
        if (std::find(pairs.begin(), pairs.end(), two) != pairs.end()) return push(TokenKind::symbol, 2);
        if (c == '@') {  // a timeframe suffix is one word: it may start with a digit
            std::size_t length = 1;
            while (at_ + length < text_.size() && is_name(text_[at_ + length])) ++length;
            return push(TokenKind::symbol, length);
        }
        if (c == '(' || c == '[') ++brackets_;
        if ((c == ')' || c == ']') && brackets_ > 0) --brackets_;
        if (std::string_view("()[],.=<>+-*/").find(c) != std::string_view::npos)
            return push(TokenKind::symbol, 1);
        odd_byte();
    }

    [[noreturn]] void odd_byte() {
        std::size_t const length = utf8_length(text_, at_);
        std::string_view const two = text_.substr(at_, 2);
        std::string value(text_.substr(at_, length == 1 && (two == "&&" || two == "||") ? 2 : length));
        unsigned const byte = static_cast<unsigned char>(text_[at_]);
        if (length == 0 || byte < ' ' || byte == 0x7f) {
            char hex[8];
            std::snprintf(hex, sizeof hex, "0x%02x", byte);
            value = hex;
        }
        std::string suggestion;
        if (value == "&&" || value == "&") suggestion = "write 'and'";
        if (value == "||" || value == "|") suggestion = "write 'or'";
        if (value == "!") suggestion = "write 'not'";
        Place place = place_;
        place.length = static_cast<std::int32_t>(std::max<std::size_t>(length == 0 ? 1 : value.size(), 1));
        fail_at(source_, place,
                {.code = length == 0 ? "not_utf8" : "unknown_character",
                 .path = "",
                 .value = value,
                 .problem = length == 0 ? "a byte that is no UTF-8 text" : "a character outside the language",
                 .allowed = "names, numbers, + - * / ( ) [ ] , . = == != < <= > >=",
                 .suggestion = suggestion});
    }

    // A line that ends or starts with a binary operator belongs to its neighbour.
    void drop_newlines() {
        auto const joins = [](Token const& t, bool before) {
            if (t.kind == TokenKind::name)
                return t.text == "and" || t.text == "or" || (before && t.text == "not");
            if (t.kind != TokenKind::symbol) return false;
            return std::string_view("+-*/").find(t.text) != std::string_view::npos || t.text == "==" ||
                   t.text == "!=" || t.text[0] == '<' || t.text[0] == '>' || (before && t.text == "=");
        };
        std::vector<Token> kept;
        auto const& all = tokens_.list;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].kind == TokenKind::newline) {
                std::size_t next = i + 1;
                while (all[next].kind == TokenKind::newline) ++next;
                if (kept.empty() || kept.back().kind == TokenKind::newline) continue;
                if (joins(kept.back(), true) || joins(all[next], false)) continue;
            }
            kept.push_back(all[i]);
        }
        tokens_.list = std::move(kept);
    }

    SourceText const& source_;
    std::string_view text_;
    bool one_expression_;
    std::size_t at_ = 0;
    Place place_;
    int brackets_ = 0;
    Tokens tokens_;
};

}  // namespace

Tokens tokenize(SourceText const& source, std::int32_t source_number, bool one_expression) {
    return Lexer(source, source_number, one_expression).run();
}

}  // namespace basicbot
