// What a person reads of a cube (command_cube.hpp).

#include <cstdint>
#include <string>
#include <vector>

#include "engine/runner/command_cube.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

std::string names_shown(json const& names) {
    std::string text;
    for (json const& name : names) text += (text.empty() ? "" : ", ") + name.get<std::string>();
    return text;
}

}  // namespace

std::string cube_info_text(json const& document) {
    std::string text = plain(document.at("cube").get<std::string>()) + ": " +
                       bytes_shown(document.at("bytes").get<std::uint64_t>()) + ", content hash " +
                       document.at("content_hash").get<std::string>() + "\n";
    TextTable axes({"axis", "size", "from", "to", "units", "what it is"});
    for (json const& axis : document.at("axes")) {
        auto const shown = [&](std::size_t i) {
            if (!axis.contains("values")) return std::string("-");
            json const& value = axis["values"][i];
            return value.is_string() ? plain(value.get<std::string>()) : number_shown(value);
        };
        std::string const along =
            axis.at("along").is_null() ? "" : " (along " + axis["along"].get<std::string>() + ")";
        axes.add({plain(axis.at("name").get<std::string>()), axis.at("size").dump(), shown(0), shown(1),
                  plain(axis.at("units").get<std::string>()),
                  plain(axis.at("long_name").get<std::string>()) + along});
    }
    TextTable variables({"variable", "axes", "units", "what it is"});
    for (json const& v : document.at("variables"))
        variables.add({plain(v.at("name").get<std::string>()), names_shown(v.at("axes")),
                       plain(v.at("units").get<std::string>()), plain(v.at("long_name").get<std::string>())});
    return text + "\n" + axes.text() + "\n" + variables.text();
}

std::string cube_top_text(json const& document) {
    auto const axes = document.at("axes").get<std::vector<std::string>>();
    auto const metric = document.at("metric").get<std::string>();
    std::vector<std::string> header{metric};
    header.insert(header.end(), axes.begin(), axes.end());
    TextTable table(header);
    for (json const& row : document.at("rows")) {
        std::vector<std::string> cells{metric_shown(metric, row.at("value"))};
        for (std::string const& axis : axes) {
            json const& value = row.at("at").at(axis);
            cells.push_back(value.is_string() ? plain(value.get<std::string>()) : number_shown(value));
        }
        table.add(std::move(cells));
    }
    if (table.empty()) return "no defined value of " + metric + "\n";
    std::string const note = document.at("segment").is_null()
                                 ? ""
                                 : "train segments of the folds; --where segment=test has the others, which "
                                   "nothing may be chosen by\n";
    return note + table.text();
}

}  // namespace basicbot
