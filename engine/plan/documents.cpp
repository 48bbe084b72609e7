#include "engine/plan/documents.hpp"

#include <cmath>
#include <sstream>
#include <utility>

#include "engine/catalogue/catalogue.hpp"
#include "engine/catalogue/models.hpp"
#include "engine/plan/explain.hpp"
#include "engine/plan/expressions.hpp"
#include "engine/strategy/shipped.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// JSON has neither infinity nor NaN: an open end, or no number, is null.
json finite(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json describe(Strategy const& s) {
    json document = {
        {"name", s.name}, {"title", s.title}, {"description", s.description}, {"source", s.source}};
    document["parameters"] = json::array();
    for (ParameterDeclaration const& p : s.parameters) {
        json parameter = {{"name", p.name},
                          {"default", p.standard},
                          {"low", finite(p.low)},
                          {"high", finite(p.high)},
                          {"note", p.note}};
        if (p.sweep)
            parameter["sweep"] = {{"from", p.sweep->from}, {"to", p.sweep->to}, {"step", p.sweep->step}};
        document["parameters"].push_back(std::move(parameter));
    }
    document["let"] = json::array();
    for (LetDeclaration const& let : s.lets)
        document["let"].push_back({{"name", let.name}, {"text", let.text}});
    document["rules"] = json::object();
    for (std::size_t i = 0; i < 4; ++i)
        if (s.rules[i] >= 0) document["rules"][rule_names[i]] = s.rule_texts[i];
    return document;
}

Shape sweep_shape() {
    using namespace shape;
    return object({{"from", number()}, {"to", number()}, {"step", number()}}, "what is worth sweeping");
}

}  // namespace

Shape strategy_shape() {
    using namespace shape;
    Shape const parameter = object({{"name", text()},
                                    {"default", number()},
                                    {"low", or_null(number("null: no end"))},
                                    {"high", or_null(number("null: no end"))},
                                    {"note", text()},
                                    maybe("sweep", sweep_shape())});
    std::vector<Member> rules;
    for (char const* rule : rule_names) rules.push_back(maybe(rule, text()));
    return object({{"name", text()},
                   {"title", text()},
                   {"description", text()},
                   {"source", text("where the idea comes from")},
                   {"parameters", list(parameter)},
                   {"let", list(object({{"name", text()}, {"text", text()}}))},
                   {"rules", object(rules)},
                   maybe("columns", list(object({{"text", text()},
                                                 {"first_bar", whole("first bar with a value", "bars")},
                                                 maybe("timeframe", text("whose bars count, where longer"))}),
                                         "computed series at the defaults")),
                   maybe("comparisons", whole("at the defaults")),
                   maybe("warmup_bars", whole("at the defaults", "bars")),
                   maybe("longer", list(object({{"timeframe", text()},
                                                {"warmup_bars", whole("", "bars of this length")}}),
                                        "longer bars that are read")),
                   maybe("sides", list(word({"long", "short"})))});
}

nlohmann::json list_strategies() {
    json list = json::array();
    for (ShippedStrategy const& entry : shipped_strategies())
        list.push_back(describe(open_strategy(entry.name)));
    return list;
}

nlohmann::json check_strategy(Strategy const& strategy) {
    Lowered const plan = lower(strategy, make_grid(strategy, {}, ""), "both");
    json document = describe(strategy);
    document["columns"] = json::array();
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        ColumnSpec const& spec = plan.columns[i];
        json column = {{"text", column_text(plan, first_computed_column + static_cast<int>(i))},
                       {"first_bar", spec.begin}};
        if (LongerColumn const* const wanted = plan.over_longer(spec)) {
            LongerPlan const& longer = plan.longer[wanted->plan];
            column["first_bar"] = longer.begins({})[static_cast<std::size_t>(wanted->column)];
            column["timeframe"] = longer.timeframe;
        }
        document["columns"].push_back(std::move(column));
    }
    document["comparisons"] = plan.planes.size();
    document["warmup_bars"] = plan.cell_warmup[0];
    json longer = json::array();
    for (std::size_t i = 0; i < plan.longer.size(); ++i)
        longer.push_back({{"timeframe", plan.longer[i].timeframe}, {"warmup_bars", longer_warmup(plan, i)}});
    if (!longer.empty()) document["longer"] = std::move(longer);
    document["sides"] = json::array();
    if (plan.has_long) document["sides"].push_back("long");
    if (plan.has_short) document["sides"].push_back("short");
    return document;
}

Shape path_model_shape() {
    using namespace shape;
    return object({{"name", text()},
                   {"title", text()},
                   {"formula", text()},
                   {"source", text()},
                   {"accuracy", text()},
                   {"degenerate", text("odd cases")},
                   {"stream", whole("number of its random words")},
                   {"resamples", flag("paths are pieces of history")},
                   {"parameters", list(object({{"name", text()},
                                               {"unit", text()},
                                               {"low", or_null(number())},
                                               {"high", or_null(number())},
                                               {"default", or_null(number("null: history gives it"))},
                                               {"whole", flag()},
                                               {"note", text()},
                                               maybe("calibrated", text("how history gives it"))}))}});
}

nlohmann::json list_models() {
    json list = json::array();
    for (PathModelEntry const& entry : path_models()) {
        path_info const& info = *entry.info;
        json one = {{"name", info.name},     {"title", info.title},        {"formula", info.formula},
                    {"source", info.source}, {"accuracy", info.accuracy},  {"degenerate", info.degenerate},
                    {"stream", info.stream}, {"resamples", info.resamples}};
        one["parameters"] = json::array();
        for (path_param const& p : entry.params) {
            json parameter = {{"name", p.info.name},
                              {"unit", p.info.unit},
                              {"low", finite(p.info.low)},
                              {"high", finite(p.info.high)},
                              {"default", finite(p.info.standard)},
                              {"whole", p.info.whole},
                              {"note", p.help}};
            if (calibrated(p)) parameter["calibrated"] = p.rule;
            one["parameters"].push_back(std::move(parameter));
        }
        list.push_back(std::move(one));
    }
    return list;
}

Shape indicator_shape() {
    using namespace shape;
    return object({{"name", text()},
                   {"title", text()},
                   {"group", text()},
                   {"usage", text("as it is written in a strategy")},
                   {"formula", text()},
                   {"source", text()},
                   {"degenerate", text("odd cases")},
                   {"repaints", flag("a value needs later bars: for drawing alone")},
                   {"inputs", list(text())},
                   {"outputs", list(text())},
                   {"parameters", list(object({{"name", text()},
                                               {"unit", text()},
                                               {"low", or_null(number())},
                                               {"high", or_null(number())},
                                               {"default", number()},
                                               {"whole", flag()},
                                               {"sweep", sweep_shape()}}))},
                   {"warmup_at_default", whole("bars without a value", "bars")},
                   maybe("made_of", list(text("a line of the strategy language")))});
}

nlohmann::json list_indicators() {
    json list = json::array();
    for (std::string const& name : indicator_names()) {
        IndicatorEntry const& entry = *find_indicator(name);
        json one = {{"name", entry.info->name},
                    {"title", entry.info->title},
                    {"group", entry.info->group},
                    {"usage", usage_of(entry)},
                    {"formula", entry.info->formula},
                    {"source", entry.info->source},
                    {"degenerate", entry.info->degenerate},
                    {"repaints", entry.repaints}};
        one["inputs"] = json::array();
        for (char const* input : entry.inputs) one["inputs"].push_back(input);
        one["outputs"] = json::array();
        for (char const* output : entry.outputs) one["outputs"].push_back(output);
        one["parameters"] = json::array();
        std::vector<double> standard;
        for (param_info const& p : entry.params) {
            standard.push_back(p.standard);
            one["parameters"].push_back({{"name", p.name},
                                         {"unit", p.unit},
                                         {"low", finite(p.low)},
                                         {"high", finite(p.high)},
                                         {"default", p.standard},
                                         {"whole", p.whole},
                                         {"sweep", {{"from", p.from}, {"to", p.to}, {"step", p.by}}}});
        }
        one["warmup_at_default"] = warmup_of(entry, standard);
        if (entry.composed) {
            one["made_of"] = json::array();
            std::istringstream lines(entry.composed);
            for (std::string line; std::getline(lines, line);) one["made_of"].push_back(line);
        }
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace basicbot
