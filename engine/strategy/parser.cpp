#include "engine/strategy/parser.hpp"

#include <algorithm>
#include <utility>

namespace basicbot {

// Counts nesting, so that a text of brackets cannot exhaust the stack.
struct Parser::Deeper {
    Parser& parser;
    explicit Deeper(Parser& p) : parser(p) {
        if (++parser.level_ > max_depth) parser.fail_deep(parser.peek().place);
    }
    ~Deeper() { --parser.level_; }
    Deeper(Deeper const&) = delete;
    Deeper& operator=(Deeper const&) = delete;
};

void Parser::fail_deep(Place place) const {
    fail_at(source_, place,
            {.code = "nested_too_deep",
             .path = "",
             .value = "",
             .problem = "the expression is nested too deep",
             .allowed = std::to_string(max_depth) + " levels",
             .suggestion = "name a part of it with 'let'"});
}

Token const& Parser::next() {
    Token const& token = tokens_[at_];
    if (token.kind != TokenKind::end) ++at_;
    return token;
}

bool Parser::at_symbol(char const* text) const {
    return peek().kind == TokenKind::symbol && peek().text == text;
}
bool Parser::at_word(char const* text) const { return peek().kind == TokenKind::name && peek().text == text; }
bool Parser::accept_symbol(char const* text) { return at_symbol(text) && (next(), true); }
bool Parser::accept_word(char const* text) { return at_word(text) && (next(), true); }

void Parser::skip_newlines() {
    while (peek().kind == TokenKind::newline) next();
}

std::string Parser::text_since(Token const& first) const {
    Token const& last = tokens_[at_ > 0 ? at_ - 1 : 0];
    if (last.offset < first.offset) return "";
    std::string_view const text =
        std::string_view(source_.text).substr(first.offset, last.offset + last.text.size() - first.offset);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '#') i = std::min(text.find('\n', i), text.size() - 1);
        bool const blank = static_cast<unsigned char>(text[i]) <= ' ';
        if (!blank) result += text[i];
        if (blank && !result.empty() && result.back() != ' ') result += ' ';
    }
    return result;
}

void Parser::fail_expected(std::string const& expected, std::string const& suggestion) const {
    Token const& token = peek();
    bool const word = token.kind != TokenKind::end && token.kind != TokenKind::newline;
    std::string const found = token.kind == TokenKind::end ? "the text ends" : "the line ends";
    fail_at(source_, token.place,
            {.code = "syntax",
             .path = "",
             .value = word ? token.text : "",
             .problem = word ? "expected " + expected + ", found" : found + ", expected " + expected,
             .allowed = "",
             .suggestion = suggestion});
}

Token const& Parser::expect_symbol(char const* text, char const* after) {
    if (!at_symbol(text)) fail_expected("'" + std::string(text) + "' " + after);
    return next();
}

Token const& Parser::expect_name(char const* what) {
    if (peek().kind != TokenKind::name) fail_expected(what);
    return next();
}

double Parser::expect_number(char const* what) {
    bool const negative = accept_symbol("-");
    if (peek().kind != TokenKind::number) fail_expected(what);
    double const value = next().number;
    return negative ? -value : value;
}

std::int32_t Parser::add(NodeKind kind, Place place, std::vector<std::int32_t> children) {
    Node node;
    node.kind = kind;
    node.place = place;
    for (std::int32_t child : children) node.depth = std::max(node.depth, nodes_[child].depth + 1);
    if (node.depth > max_depth) fail_deep(place);
    node.children = std::move(children);
    nodes_.push_back(std::move(node));
    return static_cast<std::int32_t>(nodes_.size() - 1);
}

std::int32_t Parser::expression() {
    Deeper const deeper(*this);
    return either();
}

std::int32_t Parser::either() {
    std::int32_t left = both();
    while (at_word("or")) {
        Place const place = next().place;
        std::int32_t const right = both();
        left = add(NodeKind::logic_or, place, {left, right});
    }
    return left;
}

std::int32_t Parser::both() {
    std::int32_t left = negation();
    while (at_word("and")) {
        Place const place = next().place;
        std::int32_t const right = negation();
        left = add(NodeKind::logic_and, place, {left, right});
    }
    return left;
}

std::int32_t Parser::negation() {
    if (!at_word("not")) return comparison();
    Deeper const deeper(*this);
    Place const place = next().place;
    return add(NodeKind::logic_not, place, {negation()});
}

std::int32_t Parser::comparison() {
    static constexpr std::pair<char const*, NodeKind> operators[] = {
        {">", NodeKind::greater},     {"<", NodeKind::less},   {">=", NodeKind::greater_equal},
        {"<=", NodeKind::less_equal}, {"==", NodeKind::equal}, {"!=", NodeKind::not_equal}};
    auto const found = [&]() -> std::pair<char const*, NodeKind> const* {
        for (auto const& entry : operators)
            if (at_symbol(entry.first)) return &entry;
        return nullptr;
    };
    std::int32_t const left = sum();
    auto const* entry = found();
    if (!entry) {
        if (at_symbol("=")) fail_expected("a comparison", "write '==' to compare");
        return left;
    }
    Place const place = next().place;
    std::int32_t const right = sum();
    if (found())
        fail_at(source_, peek().place,
                {.code = "chained_comparison",
                 .path = "",
                 .value = peek().text,
                 .problem = "comparisons do not chain",
                 .allowed = "",
                 .suggestion = "write 'a < b and b < c'"});
    return add(entry->second, place, {left, right});
}

std::int32_t Parser::sum() {
    std::int32_t left = product();
    while (at_symbol("+") || at_symbol("-")) {
        NodeKind const kind = at_symbol("+") ? NodeKind::add : NodeKind::subtract;
        Place const place = next().place;
        std::int32_t const right = product();
        left = add(kind, place, {left, right});
    }
    return left;
}

std::int32_t Parser::product() {
    std::int32_t left = unary();
    while (at_symbol("*") || at_symbol("/")) {
        NodeKind const kind = at_symbol("*") ? NodeKind::multiply : NodeKind::divide;
        Place const place = next().place;
        std::int32_t const right = unary();
        left = add(kind, place, {left, right});
    }
    return left;
}

std::int32_t Parser::unary() {
    if (!at_symbol("-")) return postfix();
    Deeper const deeper(*this);
    Place const place = next().place;
    return add(NodeKind::negate, place, {unary()});
}

std::int32_t Parser::postfix() {
    std::int32_t node = primary();
    for (;;) {
        if (at_symbol("[")) {
            Place const place = next().place;
            std::int32_t const bars = expression();
            expect_symbol("]", "after the lag");
            node = add(NodeKind::lag, place, {node, bars});
        } else if (at_symbol(".")) {
            next();
            Token const& field = expect_name("the name of an output behind '.'");
            node = add(NodeKind::output, field.place, {node});
            nodes_[node].text = field.text;
        } else if (peek().kind == TokenKind::symbol && peek().text[0] == '@') {
            Token const& suffix = next();
            node = add(NodeKind::longer, suffix.place, {node});
            nodes_[node].text = suffix.text.substr(1);
        } else {
            return node;
        }
    }
}

std::int32_t Parser::primary() {
    Token const& token = peek();
    if (token.kind == TokenKind::number) {
        next();
        std::int32_t const node = add(NodeKind::number, token.place, {});
        nodes_[node].number = token.number;
        return node;
    }
    bool const keyword = token.text == "and" || token.text == "or" || token.text == "not";
    if (token.kind == TokenKind::name && !keyword) {
        next();
        if (at_symbol("(")) return call(token);
        std::int32_t const node = add(NodeKind::name, token.place, {});
        nodes_[node].text = token.text;
        return node;
    }
    if (at_symbol("(")) {
        next();
        std::int32_t const node = expression();
        expect_symbol(")", "to close the bracket");
        return node;
    }
    fail_expected(operand_);
}

std::int32_t Parser::call(Token const& name) {
    next();  // the bracket
    std::vector<std::int32_t> children;
    std::vector<std::string> names;
    while (!at_symbol(")")) {
        if (!children.empty()) expect_symbol(",", "or ')' after an argument");
        std::string argument;
        if (peek().kind == TokenKind::name && tokens_[at_ + 1].kind == TokenKind::symbol &&
            tokens_[at_ + 1].text == "=") {
            argument = next().text;
            next();
        }
        names.push_back(std::move(argument));
        children.push_back(expression());
    }
    next();
    std::int32_t const node = add(NodeKind::call, name.place, std::move(children));
    nodes_[node].text = name.text;
    nodes_[node].argument_names = std::move(names);
    return node;
}

}  // namespace basicbot
