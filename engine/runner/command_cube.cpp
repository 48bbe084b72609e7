#include "engine/runner/command_cube.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>

#include "engine/config/decimal.hpp"
#include "engine/cube/cube.hpp"
#include "engine/cube/cube_check.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

json value_at(CubeAxis const& axis, std::size_t i) {
    return std::visit([i](auto const& values) { return json(values[i]); }, axis.values);
}

std::string text_at(CubeAxis const& axis, std::size_t i) {
    json const value = value_at(axis, i);
    return value.is_string() ? value.get<std::string>() : shortest_text(value.get<double>());
}

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// A long list keeps its ends, so that nobody takes its beginning for all of it.
std::string shortened(std::vector<std::string> const& words) {
    constexpr std::size_t most = 20;
    if (words.size() <= most) return joined(words);
    return joined({words.begin(), words.begin() + most - 1}) + ", ..., " + words.back();
}

[[noreturn]] void refuse_unlisted(char const* option, std::string const& value, std::string const& problem,
                                  std::vector<std::string> const& allowed, std::string const& shown = "") {
    std::string const near = did_you_mean(value, allowed);
    refuse_option(option, value, problem, near.empty() ? "use one of them" : near,
                  shown.empty() ? joined(allowed) : shown);
}

// The axes of one variable, and the places of its values.
class Places {
  public:
    Places(Cube const& cube, CubeVariable const& variable) {
        for (std::string const& name : variable.axes)
            for (CubeAxis const& axis : cube.axes)
                if (axis.name == name && axis.along.empty()) axes_.push_back(&axis);
        for (CubeAxis const& axis : cube.axes)
            if (!axis.along.empty() && !axis.name.ends_with("_index")) further_.push_back(&axis);
        std::size_t step = 1;
        steps_.resize(axes_.size());
        for (std::size_t a = axes_.size(); a-- > 0;) {
            steps_[a] = step;
            step *= length_of(*axes_[a]);
        }
    }

    // Every coordinate of flat place `i`, as (axis, index).
    template <class Use>
    void each(std::size_t i, Use const& use) const {
        for (std::size_t a = 0; a < axes_.size(); ++a) {
            std::size_t const at = i / steps_[a] % length_of(*axes_[a]);
            bool spelled = false;
            for (CubeAxis const* further : further_)
                if (further->along == axes_[a]->name) {
                    use(*further, at);
                    spelled = true;
                }
            if (!spelled) use(*axes_[a], at);
        }
    }

    std::vector<std::string> names() const {
        std::vector<std::string> names;
        if (std::all_of(axes_.begin(), axes_.end(),
                        [](CubeAxis const* axis) { return length_of(*axis) > 0; }))
            each(0, [&](CubeAxis const& axis, std::size_t) { names.push_back(axis.name); });
        return names;
    }

  private:
    std::vector<CubeAxis const*> axes_, further_;
    std::vector<std::size_t> steps_;
};

// The flat places that every --where allows.
std::vector<std::size_t> places_where(Places const& places, std::size_t count,
                                      std::vector<std::string> const& where) {
    std::vector<std::size_t> kept(count);
    std::iota(kept.begin(), kept.end(), std::size_t{0});
    for (std::string const& condition : where) {
        std::size_t const equals = condition.find('=');
        std::string const name = condition.substr(0, equals);
        std::string const value = equals == std::string::npos ? "" : condition.substr(equals + 1);
        auto const names = places.names();
        if (equals == std::string::npos || std::find(names.begin(), names.end(), name) == names.end())
            refuse_unlisted("--where", condition, "not axis=value of the metric", names);
        std::vector<std::string> seen;  // in the order of the axis
        std::set<std::string> known;
        std::erase_if(kept, [&](std::size_t i) {
            bool other = false;
            places.each(i, [&](CubeAxis const& axis, std::size_t at) {
                if (axis.name != name) return;
                std::string const text = text_at(axis, at);
                other = text != value;
                if (known.insert(text).second) seen.push_back(text);
            });
            return other;
        });
        if (kept.empty())
            refuse_unlisted("--where", condition, "nothing in the cube lies there", seen, shortened(seen));
    }
    return kept;
}

// "higher", "lower" or, where the cube does not say, "". A stitched metric goes the way of the metric itself.
std::string goal_of(Cube const& cube, std::string name) {
    if (name.starts_with("stitched_")) name = name.substr(9);
    for (CubeVariable const& variable : cube.variables)
        if (variable.name == name)
            for (auto const& [key, value] : variable.attributes)
                if (key == "better") return value;
    return "";
}

// What may be ranked: the variables that say which way is better; in a cube where none does (Monte Carlo),
// all numbers over axes. What a fold chose is a place and no merit.
std::vector<CubeVariable const*> metrics_of(Cube const& cube) {
    bool const goals = std::any_of(cube.variables.begin(), cube.variables.end(), [&](auto const& variable) {
        return !goal_of(cube, variable.name).empty();
    });
    std::vector<CubeVariable const*> found;
    for (CubeVariable const& variable : cube.variables)
        if (!variable.axes.empty() && std::holds_alternative<std::vector<double>>(variable.values) &&
            (!goals || !goal_of(cube, variable.name).empty()))
            found.push_back(&variable);
    return found;
}

CubeVariable const& chosen_metric(Cube const& cube, std::string const& asked) {
    auto const metrics = metrics_of(cube);
    std::vector<std::string> names;
    for (CubeVariable const* metric : metrics) {
        names.push_back(metric->name);
        if (metric->name == (asked.empty() ? "sharpe" : asked)) return *metric;
    }
    if (asked.empty() && !metrics.empty()) return *metrics.front();
    bool const other = std::any_of(cube.variables.begin(), cube.variables.end(),
                                   [&](CubeVariable const& variable) { return variable.name == asked; });
    refuse_unlisted(
        "--metric", asked,
        other ? "the variable is no metric, there is no best of it" : "the cube has no such metric", names);
}

Shape axis_value() { return shape::any_of({shape::text(), shape::number()}); }

}  // namespace

Outcome cube_info(CubeRequest const& request, CommandContext const& context) {
    Cube const cube = read_cube(request.cube);
    context.log.debug("read " + request.cube);
    json document = {{"command", "cube info"},
                     {"cube", request.cube},
                     {"bytes", std::filesystem::file_size(request.cube)},
                     {"content_hash", content_hash(cube)},
                     {"attributes", json::object()},
                     {"axes", json::array()},
                     {"variables", json::array()}};
    for (auto const& [name, value] : cube.attributes) document["attributes"][name] = value;
    for (CubeAxis const& axis : cube.axes) {
        json entry = {{"name", axis.name},
                      {"size", length_of(axis)},
                      {"units", axis.units},
                      {"long_name", axis.long_name},
                      {"along", axis.along.empty() ? json(nullptr) : json(axis.along)}};
        if (length_of(axis) > 0) entry["values"] = {value_at(axis, 0), value_at(axis, length_of(axis) - 1)};
        document["axes"].push_back(std::move(entry));
    }
    for (CubeVariable const& variable : cube.variables)
        document["variables"].push_back(
            {{"name", variable.name},
             {"axes", variable.axes},
             {"size", std::visit([](auto const& values) { return values.size(); }, variable.values)},
             {"units", variable.units},
             {"long_name", variable.long_name}});
    return {std::move(document)};
}

Shape cube_info_shape() {
    using namespace shape;
    Shape const axis =
        object({{"name", text()},
                {"size", whole("values")},
                {"units", text()},
                {"long_name", text()},
                {"along", or_null(text("the axis that it spells out; null: an axis of its own"))},
                maybe("values", list(axis_value(), "first and last"))});
    Shape const variable = object({{"name", text()},
                                   {"axes", list(text())},
                                   {"size", whole("values")},
                                   {"units", text()},
                                   {"long_name", text()}});
    return document_shape("cube info", {{"cube", text("file of the cube")},
                                        {"bytes", whole("size of the file", "bytes")},
                                        {"content_hash", text("of everything but the way it is stored")},
                                        {"attributes", by_name(text())},
                                        {"axes", list(axis)},
                                        {"variables", list(variable)}});
}

Outcome cube_top(CubeRequest const& request, CommandContext const& context) {
    if (request.count < 1 || request.count > 1000000)
        fail(ErrorKind::usage, {.code = "out_of_range",
                                .path = "--n",
                                .value = std::to_string(request.count),
                                .problem = "out of range",
                                .allowed = "1 to 1000000",
                                .suggestion = "give a number in that range"});
    Cube const cube = read_cube(request.cube);
    context.log.debug("read " + request.cube);
    CubeVariable const& chosen = chosen_metric(cube, request.metric);
    std::string const better = goal_of(cube, chosen.name) == "lower" ? "lower" : "higher";

    auto const& values = std::get<std::vector<double>>(chosen.values);
    Places const places(cube, chosen);
    auto const axes = places.names();
    std::vector<std::string> where = request.where;
    bool const train =
        std::find(axes.begin(), axes.end(), "segment") != axes.end() &&
        std::none_of(where.begin(), where.end(), [](auto const& w) { return w.starts_with("segment="); });
    if (train) where.emplace_back("segment=train");
    std::vector<std::size_t> order = places_where(places, values.size(), where);
    std::erase_if(order, [&](std::size_t i) { return values[i] != values[i]; });
    auto const count = std::min(order.size(), static_cast<std::size_t>(request.count));
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          if (values[a] != values[b]) return (values[a] < values[b]) == (better == "lower");
                          return a < b;
                      });
    json document = {{"command", "cube top"},
                     {"cube", request.cube},
                     {"metric", chosen.name},
                     {"better", better},
                     {"segment", train ? json("train") : json(nullptr)},
                     {"axes", axes},
                     {"rows", json::array()}};
    for (std::size_t i = 0; i < count; ++i) {
        json at = json::object();
        places.each(order[i],
                    [&](CubeAxis const& axis, std::size_t k) { at[axis.name] = value_at(axis, k); });
        document["rows"].push_back({{"value", values[order[i]]}, {"at", std::move(at)}});
    }
    return {std::move(document)};
}

Shape cube_top_shape() {
    using namespace shape;
    Shape const row = object({{"value", number("in the metric's unit")}, {"at", by_name(axis_value())}});
    return document_shape("cube top", {{"cube", text("file of the cube")},
                                       {"metric", text()},
                                       {"better", word({"higher", "lower"})},
                                       {"segment", or_null(text("of the folds, where none was named"))},
                                       {"axes", list(text())},
                                       {"rows", list(row, "best first")}});
}

}  // namespace basicbot
