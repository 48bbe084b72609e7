#include "engine/runner/catalogue_page.hpp"

#include <map>

#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// As a cell of a table or a line: what Markdown would take for its own is escaped.
std::string words(json const& object, char const* name) {
    if (!object.contains(name) || !object[name].is_string()) return "";
    std::string text;
    for (char const c : object[name].get_ref<std::string const&>()) {
        if (std::string_view("|*_<>[]`\\").find(c) != std::string_view::npos) text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text;
}

std::string code(json const& object, char const* name) {
    return "`" + object.at(name).get<std::string>() + "`";
}

std::string sweep_text(json const& p) {
    if (!p.contains("sweep")) return "";
    json const& sweep = p["sweep"];
    return number_shown(sweep.at("from")) + " to " + number_shown(sweep.at("to")) + " by " +
           number_shown(sweep.at("step"));
}

std::string entry_text(json const& entry) {
    std::string text = "### " + entry.at("name").get<std::string>() + "\n\n" + words(entry, "title");
    if (entry.contains("usage")) text += ": " + code(entry, "usage");
    text += "\n\n";
    for (char const* name : {"formula", "accuracy", "degenerate", "source"})
        if (!words(entry, name).empty()) text += std::string("- ") + name + ": " + words(entry, name) + "\n";
    if (entry.contains("outputs") && entry["outputs"].size() > 1) {
        text += "- outputs:";
        for (json const& output : entry["outputs"]) text += " `." + output.get<std::string>() + "`";
        text += "\n";
    }
    if (entry.value("repaints", false)) text += std::string("- ") + repaints_text + "\n";
    if (entry.contains("warmup_at_default"))
        text += "- warm-up at the defaults: " + number_shown(entry["warmup_at_default"]) + " bars\n";
    if (entry.contains("made_of")) {
        text += "\n```\n";
        for (json const& line : entry["made_of"]) text += line.get<std::string>() + "\n";
        text += "```\n";
    }
    if (entry.at("parameters").empty()) return text + "\n";
    text += "\n| parameter | unit | default | range | suggested sweep |\n|---|---|---|---|---|\n";
    for (json const& p : entry["parameters"]) {
        bool const calibrated = p.contains("calibrated");
        text += "| " + code(p, "name") + " | " + words(p, "unit") + " | " +
                (calibrated ? "from history" : number_shown(p.at("default"))) + " | " +
                number_shown(p.at("low")) + " to " + number_shown(p.at("high")) + " | " + sweep_text(p) +
                " |\n";
    }
    return text + "\n";
}

}  // namespace

std::string catalogue_page(std::string const& title, std::string const& command, json const& entries) {
    std::map<std::string, std::string> groups;  // name -> text
    for (json const& entry : entries) groups[words(entry, "group")] += entry_text(entry);
    std::string text = "# " + title + "\n\n" + std::to_string(entries.size()) + " entries, printed by `" +
                       command + "`.\n\n";
    for (auto const& [group, inside] : groups) text += (group.empty() ? "" : "## " + group + "\n\n") + inside;
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

}  // namespace basicbot
