// Rules inside a study, and single expressions.

#include <utility>

#include "engine/observe/nearest.hpp"
#include "engine/strategy/parser.hpp"
#include "engine/strategy/strategy_file.hpp"
#include "engine/strategy/strategy_names.hpp"

namespace basicbot {

std::int32_t parse_expression(Strategy& s, std::string text, std::string path, char const* operand) {
    s.sources.push_back({std::move(path), std::move(text)});
    Tokens const tokens = tokenize(s.sources.back(), static_cast<std::int32_t>(s.sources.size() - 1), true);
    Parser parser(s.sources.back(), tokens.list, s.nodes, operand);
    std::int32_t const node = parser.expression();
    if (!parser.at_end()) parser.fail_expected("an operator or the end");
    return node;
}

Strategy parse_rules(std::map<std::string, std::string> const& rules,
                     std::vector<ParameterAxis> const& params) {
    Strategy s;
    s.name = "in_place";
    s.title = "Rules written in the study";
    s.in_place = true;
    if (params.size() > max_strategy_parameters)
        fail(ErrorKind::config, {.code = "too_many_parameters",
                                 .path = "params",
                                 .value = std::to_string(params.size()),
                                 .problem = "the study has too many parameters",
                                 .allowed = "up to " + std::to_string(max_strategy_parameters),
                                 .suggestion = ""});
    for (ParameterAxis const& axis : params) {
        check_new_name(s, {"params." + axis.name, axis.name}, axis.name, {}, "parameter");
        ParameterDeclaration d;
        d.name = axis.name;
        d.standard = axis.values.empty() ? 0 : axis.values[0];
        s.parameters.push_back(std::move(d));
    }
    for (auto const& [key, text] : rules) {
        int const rule = rule_number(key);
        if (rule < 0) {
            std::vector<std::string> const names(rule_names.begin(), rule_names.end());
            fail(ErrorKind::config, {.code = "unknown_rule",
                                     .path = "strategy." + key,
                                     .value = key,
                                     .problem = "no rule has this name",
                                     .allowed = rule_list,
                                     .suggestion = did_you_mean(key, names)});
        }
        s.rules[rule] = parse_expression(s, text, "strategy." + key);
        s.rule_places[rule] = s.nodes[s.rules[rule]].place;
        s.rule_texts[rule] = text;
    }
    require_rule(s, "strategy");
    return s;
}

}  // namespace basicbot
