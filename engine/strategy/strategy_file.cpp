#include "engine/strategy/strategy_file.hpp"

#include <utility>

#include "engine/observe/nearest.hpp"
#include "engine/strategy/parser.hpp"
#include "engine/strategy/strategy_names.hpp"

namespace basicbot {

namespace {

// The comment lines above the first statement.
void read_header(Strategy& s, std::map<std::int32_t, std::string> const& comments, std::int32_t first_line) {
    bool in_source = false;
    for (auto const& [line, text] : comments) {
        if (line >= first_line) break;
        if (text.empty()) continue;
        if (text.rfind("source:", 0) == 0) {
            in_source = true;
            std::size_t const begin = text.find_first_not_of(' ', 7);
            s.source = begin == std::string::npos ? "" : text.substr(begin);
        } else {
            std::string& part = in_source ? s.source : s.title.empty() ? s.title : s.description;
            part += (part.empty() ? "" : " ") + text;
        }
    }
}

class FileReader {
  public:
    FileReader(Strategy& strategy, Tokens const& tokens)
        : s_(strategy), tokens_(tokens), p_(strategy.sources[0], tokens.list, strategy.nodes) {}

    void run() {
        p_.skip_newlines();
        read_header(s_, tokens_.comments, p_.peek().place.line + (p_.at_end() ? 1 : 0));
        while (!p_.at_end()) {
            statement();
            if (!p_.at_end() && p_.peek().kind != TokenKind::newline)
                p_.fail_expected("an operator or the end of the line");
            p_.skip_newlines();
        }
    }

  private:
    void statement() {
        Token const& word = p_.expect_name("'param', 'let' or a rule");
        if (word.text == "param") return parameter();
        if (word.text == "let") return let();
        int const rule = rule_number(word.text);
        if (rule < 0) unknown(word);
        p_.expect_symbol("=", "after the rule's name");
        if (s_.rules[rule] >= 0)
            p_.fail_here(word.place, {.code = "duplicate_rule",
                                      .path = "",
                                      .value = word.text,
                                      .problem = "the rule is written twice",
                                      .allowed = "",
                                      .suggestion = "join the two with 'and' or 'or'"});
        s_.rule_places[rule] = word.place;
        Token const& first = p_.peek();
        s_.rules[rule] = p_.expression();
        s_.rule_texts[rule] = p_.text_since(first);
    }

    [[noreturn]] void unknown(Token const& word) {
        std::vector<std::string> const names = {"param",     "let",         "long_entry",
                                                "long_exit", "short_entry", "short_exit"};
        bool const assigned = p_.at_symbol("=");
        p_.fail_here(
            word.place,
            {.code = "unknown_rule",
             .path = "",
             .value = word.text,
             .problem = assigned ? "no rule has this name" : "expected 'param', 'let' or a rule, found",
             .allowed = rule_list,
             .suggestion =
                 did_you_mean(word.text, names,
                              assigned ? "name your own series with 'let " + word.text + " = ...'" : "")});
    }

    void let() {
        Token const& name = p_.expect_name("a name after 'let'");
        check_new_name(s_, s_.sources[0], name.text, name.place, "let");
        p_.expect_symbol("=", "after the name");
        Token const& first = p_.peek();
        std::int32_t const node = p_.expression();
        s_.lets.push_back({name.text, node, name.place, p_.text_since(first)});
    }

    void parameter() {
        Token const& name = p_.expect_name("a name after 'param'");
        check_new_name(s_, s_.sources[0], name.text, name.place, "parameter");
        p_.expect_symbol("=", "after the parameter's name");
        ParameterDeclaration d;
        d.name = name.text;
        d.place = name.place;
        d.standard = p_.expect_number("the parameter's default, a number");
        if (p_.accept_word("in")) {
            d.low = p_.expect_number("the lowest value");
            p_.expect_symbol("..", "between lowest and highest value");
            d.high = p_.expect_number("the highest value");
        }
        if (p_.accept_word("sweep")) {
            SuggestedSweep sweep{};
            sweep.from = p_.expect_number("the first value of the sweep");
            p_.expect_symbol("..", "between first and last value");
            sweep.to = p_.expect_number("the last value of the sweep");
            if (!p_.accept_word("step")) p_.fail_expected("'step' and a number");
            sweep.step = p_.expect_number("the step of the sweep");
            d.sweep = sweep;
        }
        check_numbers(d);
        auto const note = tokens_.comments.find(name.place.line);
        if (note != tokens_.comments.end()) d.note = note->second;
        if (s_.parameters.size() == max_strategy_parameters)
            p_.fail_here(name.place, {.code = "too_many_parameters",
                                      .path = "",
                                      .value = name.text,
                                      .problem = "the strategy has too many parameters",
                                      .allowed = "up to " + std::to_string(max_strategy_parameters),
                                      .suggestion = ""});
        s_.parameters.push_back(std::move(d));
    }

    void check_numbers(ParameterDeclaration const& d) {
        std::string const range = number_text(d.low) + ".." + number_text(d.high);
        auto const refuse = [&](double value, char const* problem, std::string allowed) {
            p_.fail_here(d.place, {.code = "bad_parameter_declaration",
                                   .path = "",
                                   .value = number_text(value),
                                   .problem = d.name + ": " + problem,
                                   .allowed = std::move(allowed),
                                   .suggestion = ""});
        };
        if (d.low > d.high)
            refuse(d.low, "the lowest value is above the highest", "up to " + number_text(d.high));
        if (d.standard < d.low || d.standard > d.high)
            refuse(d.standard, "the default is outside the range", range);
        if (!d.sweep) return;
        if (d.sweep->from < d.low || d.sweep->from > d.high)
            refuse(d.sweep->from, "the sweep starts outside the range", range);
        if (d.sweep->to < d.sweep->from || d.sweep->to > d.high)
            refuse(d.sweep->to, "the sweep ends outside the range",
                   number_text(d.sweep->from) + ".." + number_text(d.high));
        if (!(d.sweep->step > 0)) refuse(d.sweep->step, "the step is not positive", "above 0");
    }

    Strategy& s_;
    Tokens const& tokens_;
    Parser p_;
};

}  // namespace

Strategy parse_strategy(std::string text, std::string path, std::string name) {
    Strategy s;
    s.name = std::move(name);
    s.sources.push_back({std::move(path), std::move(text)});
    Tokens const tokens = tokenize(s.sources[0], 0, false);
    FileReader(s, tokens).run();
    require_rule(s, s.sources[0].path);
    return s;
}

Strategy parse_definitions(std::string text, std::string path) {
    Strategy s;
    s.sources.push_back({std::move(path), std::move(text)});
    Tokens const tokens = tokenize(s.sources[0], 0, false);
    FileReader(s, tokens).run();
    return s;
}

}  // namespace basicbot
