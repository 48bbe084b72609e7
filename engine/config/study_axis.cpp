// An axis of the grid: a plain number, {from, to, step} or {sweep = [...]} (DESIGN 6, A26).

#include <algorithm>
#include <array>

#include "engine/config/decimal.hpp"
#include "engine/config/field_reader.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t most_values = 1'000'000;

double checked_number(StudyField const& field, toml::node const& node, std::string const& what) {
    if (node.is_array())
        refuse_value(field, node, "wrong_type", what + " is a list", "write {sweep = [1, 2, 3]}");
    return read_number(field, node, what);
}

ReadField read_sweep(StudyField const& field, toml::node const& node) {
    auto const* const list = node.as_array();
    if (list == nullptr)
        refuse_value(field, node, "wrong_type", "sweep is not a list", "write {sweep = [1, 2, 3]}");
    if (list->empty())
        refuse_value(field, node, "empty_sweep", "the sweep is empty", "give at least one value");
    ParameterAxis axis{field.name, {}, true};
    std::string text;
    for (auto const& item : *list) {
        axis.values.push_back(checked_number(field, item, "a value of the sweep"));
        text += (text.empty() ? "" : ", ") + shortest_text(axis.values.back());
    }
    auto sorted = axis.values;
    std::sort(sorted.begin(), sorted.end());
    auto const twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        refuse_value(field, node, "duplicate_value", "the sweep holds " + shortest_text(*twice) + " twice",
                     "write each value once");
    return {std::move(axis), "{sweep = [" + text + "]}"};
}

ReadField read_range(StudyField const& field, toml::table const& table) {
    static std::array<char const*, 3> const names = {"from", "to", "step"};
    std::array<double, 3> ends{};
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const* const node = table.get(names[i]);
        if (node == nullptr)
            refuse_value(field, table, "missing_field", std::string("the range has no ") + names[i],
                         "write {from = 5, to = 50, step = 5}");
        StudyField end = field;
        if (i == 2) end.range = {};  // a step may be smaller than the smallest value
        ends[i] = checked_number(end, *node, names[i]);
        text += (i == 0 ? "" : ", ") + std::string(names[i]) + " = " + shortest_text(ends[i]);
    }
    auto const [from, to, step] = ends;
    if (step <= 0) refuse_value(field, table, "bad_step", "the step is not above 0", "give a positive step");
    if (to < from) refuse_value(field, table, "bad_range", "to is below from", "swap them");
    for (double end : ends)
        if (!decimal_of(end))
            refuse_value(field, table, "bad_range",
                         shortest_text(end) + " has more than 15 significant digits", "write it shorter");
    auto values = decimal_range(from, to, step, most_values);
    if (values.empty())
        refuse_value(field, table, "too_many_values", "the range gives more than 1000000 values",
                     "use a larger step");
    // The rule's 1e-9 may let a last value exceed `to` by that share of a step.
    auto const& range = field.range;
    if (values.back() > range.high || (range.without_high && values.back() == range.high))
        refuse_value(field, table, "out_of_range", "the last value is out of range");
    return {ParameterAxis{field.name, std::move(values), true}, "{" + text + "}"};
}

}  // namespace

ReadField read_axis(StudyField const& field, toml::node const& node) {
    auto const* const table = node.as_table();
    if (table == nullptr) {
        double const value = checked_number(field, node, "the value");
        return {ParameterAxis{field.name, {value}, false}, shortest_text(value)};
    }
    std::vector<std::string> const known = {"from", "to", "step", "sweep"};
    for (auto const& [key, value] : *table) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
        StudyField inner = field;
        inner.name += "." + std::string(key.str());
        refuse_value(inner, value, "unknown_field", "no such part of an axis",
                     did_you_mean(key.str(), known));
    }
    if (auto const* const sweep = table->get("sweep")) {
        if (table->size() > 1)
            refuse_value(field, node, "bad_axis", "the axis mixes sweep with from, to, step",
                         "keep one of the two");
        return read_sweep(field, *sweep);
    }
    return read_range(field, *table);
}

}  // namespace basicbot
