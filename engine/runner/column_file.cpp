#include "engine/runner/column_file.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/runner/contract.hpp"

namespace basicbot {

namespace {

std::string fresh(std::string const& wanted, std::set<std::string>& taken) {
    std::string name = wanted;
    for (int n = 2; !taken.insert(name).second; ++n) name = wanted + "_" + std::to_string(n);
    return name;
}

}  // namespace

ColumnVariables name_variables(LoweredSeries const& made, std::vector<std::string> const& names) {
    ColumnVariables result;
    std::set<std::string> taken = {"time", "close_time"};
    for (std::string const& name : names) taken.insert(name);
    // Variables first: of a variable and an axis that would share a name the axis gets another one.
    std::vector<std::string> bases;
    std::vector<std::vector<std::string>> variables;
    for (std::size_t i = 0; i < made.series.size(); ++i) {
        SeriesColumns const& s = made.series[i];
        bases.push_back(names[i].empty() ? fresh(s.name, taken) : names[i]);
        variables.emplace_back();
        for (std::string const& output : s.outputs)
            variables.back().push_back(s.outputs.size() == 1 ? bases.back()
                                                             : fresh(bases.back() + "_" + output, taken));
    }
    for (std::size_t i = 0; i < made.series.size(); ++i) {
        SeriesColumns const& s = made.series[i];
        std::string const& base = bases[i];
        std::vector<std::string> axes;
        for (ParameterAxis const& axis : s.axes) {
            auto const same = std::find_if(result.axes.begin(), result.axes.end(), [&](CubeAxis const& a) {
                return a.long_name == "parameter " + axis.name &&
                       std::get<std::vector<double>>(a.values) == axis.values;
            });
            bool const here =
                same != result.axes.end() && std::find(axes.begin(), axes.end(), same->name) != axes.end();
            if (same != result.axes.end() && !here) {
                axes.push_back(same->name);
                continue;
            }
            bool const free = taken.insert(axis.name).second;
            axes.push_back(free ? axis.name : fresh(base + "_" + axis.name, taken));
            result.axes.push_back({axes.back(), axis.values, "1", "parameter " + axis.name, ""});
        }
        std::size_t const outputs = s.outputs.size();
        for (std::size_t o = 0; o < outputs; ++o) {
            ColumnVariable v;
            v.name = variables[i][o];
            v.long_name =
                s.text + (outputs == 1 ? "" : " ." + s.outputs[o]) + (s.repaints ? " (repaints)" : "");
            v.axes = axes;
            for (std::size_t c = o; c < s.columns.size(); c += outputs) v.columns.push_back(s.columns[c]);
            result.list.push_back(std::move(v));
        }
    }
    return result;
}

Cube column_cube(ColumnVariables const& variables, Series const& series, ColumnSet const& columns) {
    Cube cube;
    std::size_t const bars = series.size();
    cube.axes = variables.axes;
    char const* const units = "nanoseconds since 1970-01-01";
    cube.axes.push_back({"time", std::vector<std::int64_t>(series.time.begin(), series.time.end()), units,
                         "open time of the bar", ""});
    cube.axes.push_back({"close_time",
                         std::vector<std::int64_t>(series.close_time.begin(), series.close_time.end()), units,
                         "when the bar is known", "time"});
    for (ColumnVariable const& v : variables.list) {
        std::vector<std::string> axes = v.axes;
        axes.push_back("time");
        ValueSource source;
        for (std::string const& name : v.axes)
            for (CubeAxis const& axis : variables.axes)
                if (axis.name == name)
                    source.shape.push_back(std::get<std::vector<double>>(axis.values).size());
        source.shape.push_back(bars);
        // The blocks of a long column come one after the other; it is fetched once.
        source.read = [&columns, bars, numbers = v.columns, column = std::vector<double>(bars),
                       held = std::size_t(-1)](std::size_t first, std::span<double> out) mutable {
            for (std::size_t done = 0; done < out.size();) {
                std::size_t const at = (first + done) % bars, n = std::min(bars - at, out.size() - done);
                if (std::size_t const wanted = (first + done) / bars; wanted != held) {
                    columns.read(numbers[wanted], column.data());
                    held = wanted;
                }
                std::copy_n(column.begin() + static_cast<std::ptrdiff_t>(at), n,
                            out.begin() + static_cast<std::ptrdiff_t>(done));
                done += n;
            }
        };
        cube.variables.push_back({v.name, std::move(axes), std::move(source), "1", v.long_name, {}});
    }
    cube.attributes = {{"symbol", series.symbol},
                       {"timeframe", series.timeframe},
                       {"data_hash", series.identity()},
                       {"numeric_contract", numeric_contract}};
    return cube;
}

}  // namespace basicbot
