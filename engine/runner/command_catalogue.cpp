#include "engine/runner/command_catalogue.hpp"

#include "engine/observe/nearest.hpp"
#include "engine/plan/documents.hpp"
#include "engine/runner/catalogue_page.hpp"
#include "engine/runner/command_language.hpp"
#include "engine/runner/terminal.hpp"
#include "engine/strategy/shipped.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

std::string text_of(json const& object, char const* name) {
    return object.contains(name) && object[name].is_string() ? plain(object[name].get<std::string>()) : "";
}

[[noreturn]] void unknown(char const* what, std::string const& name, json const& list) {
    std::vector<std::string> names;
    std::string allowed;
    for (json const& entry : list) {
        names.push_back(entry.at("name").get<std::string>());
        allowed += (allowed.empty() ? "" : ", ") + names.back();
    }
    std::string const near = did_you_mean(name, names);
    fail(ErrorKind::usage, {.code = std::string("unknown_") + what,
                            .path = "NAME",
                            .value = name,
                            .problem = std::string("no such ") + what,
                            .allowed = allowed,
                            .suggestion = near.empty() ? "name one of them" : near});
}

json find(json const& list, char const* what, std::string const& name) {
    for (json const& entry : list)
        if (entry.at("name") == name) return entry;
    unknown(what, name, list);
}

// "20, 1 to 1000, sweep 5 to 50 by 5" of one parameter.
std::string parameter_text(json const& p) {
    std::string text = p.contains("calibrated") ? "from history" : number_shown(p.at("default"));
    if (p.at("low").is_number() || p.at("high").is_number())
        text += ", " + number_shown(p["low"]) + " to " + number_shown(p["high"]);
    if (p.contains("sweep"))
        text += ", sweep " + number_shown(p["sweep"]["from"]) + " to " + number_shown(p["sweep"]["to"]) +
                " by " + number_shown(p["sweep"].contains("step") ? p["sweep"]["step"] : p["sweep"]["by"]);
    std::string note = text_of(p, p.contains("note") ? "note" : "unit");
    if (p.contains("note") && text_of(p, "unit").size() > 1) text += " " + text_of(p, "unit");
    if (p.contains("calibrated")) note += "; " + text_of(p, "calibrated");
    return text + (note.empty() ? "" : "  (" + note + ")");
}

std::string parameters_text(json const& parameters) {
    std::string text;
    for (json const& p : parameters) text += "  " + text_of(p, "name") + " = " + parameter_text(p) + "\n";
    return text;
}

std::string explained(json const& entry) {
    std::string text = text_of(entry, "name") + ": " + text_of(entry, "title") + "\n";
    if (!text_of(entry, "description").empty()) text += text_of(entry, "description") + "\n";
    if (entry.contains("usage")) text += "usage       " + text_of(entry, "usage") + "\n";
    if (entry.contains("outputs") && entry["outputs"].size() > 1) {
        text += "outputs    ";
        for (json const& output : entry["outputs"]) text += " ." + plain(output.get<std::string>());
        text += "\n";
    }
    for (char const* name : {"formula", "degenerate", "accuracy", "source"})
        if (!text_of(entry, name).empty())
            text += std::string(name) + std::string(12 - std::string(name).size(), ' ') +
                    text_of(entry, name) + "\n";
    if (entry.value("repaints", false)) text += std::string(repaints_text) + "\n";
    if (entry.contains("made_of"))
        for (json const& line : entry["made_of"]) text += plain(line.get<std::string>()) + "\n";
    if (!entry.at("parameters").empty()) text += "parameters\n" + parameters_text(entry["parameters"]);
    if (entry.contains("let"))
        for (json const& let : entry["let"])
            text += "let " + text_of(let, "name") + " = " + text_of(let, "text") + "\n";
    if (entry.contains("rules"))
        for (auto const& [rule, words] : entry["rules"].items())
            text += rule + " = " + plain(words.get<std::string>()) + "\n";
    if (entry.contains("columns")) {
        text += "columns at the defaults\n";
        for (json const& column : entry["columns"])
            text += "  " + text_of(column, "text") + ", from bar " + number_shown(column.at("first_bar")) +
                    (column.contains("timeframe") ? " of " + column["timeframe"].get<std::string>() : "") +
                    "\n";
    }
    for (char const* name : {"warmup_bars", "warmup_at_default"})
        if (entry.contains(name)) {
            text += "warm-up     " + number_shown(entry[name]) + " bars";
            for (json const& longer : entry.value("longer", json::array()))
                text +=
                    " and " + number_shown(longer.at("warmup_bars")) + " of " + text_of(longer, "timeframe");
            text += "\n";
        }
    return text;
}

std::string all_explained(json const& entries) {
    std::string text;
    for (json const& entry : entries) text += (text.empty() ? "" : "\n") + explained(entry);
    return text;
}

// {command, <command>: the list or the one entry that was asked for, explain}
Outcome listed(CatalogueRequest const& request, char const* command, char const* what, json const& list) {
    json document = {{"command", command}, {"explain", request.explain || !request.name.empty()}};
    if (request.page) document["page"] = true;
    document[command] = request.name.empty() ? list : json::array({find(list, what, request.name)});
    return {std::move(document)};
}

Shape listed_shape(char const* command, Shape entry) {
    using namespace shape;
    return document_shape(command, {{"explain", flag("all that is known is to be shown")},
                                    maybe("page", flag("as a page of Markdown")),
                                    {command, list(std::move(entry))}});
}

}  // namespace

Outcome indicators_command(CatalogueRequest const& request) {
    if (is_language_word(request.name))
        fail(ErrorKind::usage, {.code = "language_word",
                                .path = "NAME",
                                .value = request.name,
                                .problem = "a word of the strategy language, not an indicator",
                                .allowed = "",
                                .suggestion = "see basicbot language"});
    return listed(request, "indicators", "indicator", list_indicators());
}

Shape indicators_shape() { return listed_shape("indicators", indicator_shape()); }

std::string indicators_text(json const& document) {
    if (document.contains("page"))
        return catalogue_page("Indicators", "basicbot indicators --page", document.at("indicators"));
    if (document.at("explain").get<bool>()) return all_explained(document.at("indicators"));
    TextTable table({"name", "group", "usage", "what it is"});
    for (json const& entry : document.at("indicators"))
        table.add({text_of(entry, "name"), text_of(entry, "group"), text_of(entry, "usage"),
                   text_of(entry, "title")});
    return table.text();
}

Outcome models_command(CatalogueRequest const& request) {
    return listed(request, "models", "model", list_models());
}

Shape models_shape() { return listed_shape("models", path_model_shape()); }

std::string models_text(json const& document) {
    if (document.contains("page"))
        return catalogue_page("Path models", "basicbot models --page", document.at("models"));
    if (document.at("explain").get<bool>()) return all_explained(document.at("models"));
    TextTable table({"name", "parameters", "what it is"});
    for (json const& entry : document.at("models")) {
        std::string parameters;
        for (json const& p : entry.at("parameters"))
            parameters += (parameters.empty() ? "" : ", ") + text_of(p, "name");
        table.add({text_of(entry, "name"), parameters, text_of(entry, "title")});
    }
    return table.text();
}

Outcome strategies_command(CatalogueRequest const& request) {
    json document = {{"command", "strategies"}, {"explain", true}};
    if (!request.check.empty()) {
        if (!request.check.ends_with(".strategy"))
            fail(ErrorKind::usage, {.code = "bad_option",
                                    .path = "--check",
                                    .value = request.check,
                                    .problem = "not the name of a strategy file",
                                    .allowed = "a path that ends in .strategy",
                                    .suggestion = "rename the file"});
        document["strategies"] = json::array({check_strategy(open_strategy(request.check, "--check"))});
        document["checked"] = request.check;
    } else if (!request.name.empty()) {
        if (!request.name.ends_with(".strategy")) find(list_strategies(), "strategy", request.name);
        document["strategies"] = json::array({check_strategy(open_strategy(request.name, "NAME"))});
    } else {
        document["strategies"] = list_strategies();
        document["explain"] = request.explain;
    }
    return {std::move(document)};
}

Shape strategies_shape() {
    using namespace shape;
    return document_shape("strategies", {{"explain", flag("all that is known is to be shown")},
                                         {"strategies", list(strategy_shape())},
                                         maybe("checked", text("the file that was checked"))});
}

std::string strategies_text(json const& document) {
    if (document.at("explain").get<bool>()) {
        std::string text = all_explained(document.at("strategies"));
        if (document.contains("checked")) text += plain(document["checked"].get<std::string>()) + ": sound\n";
        return text;
    }
    TextTable table({"name", "parameters", "what it is"});
    for (json const& entry : document.at("strategies")) {
        std::string parameters;
        for (json const& p : entry.at("parameters"))
            parameters +=
                (parameters.empty() ? "" : ", ") + text_of(p, "name") + " = " + number_shown(p.at("default"));
        table.add({text_of(entry, "name"), parameters, text_of(entry, "title")});
    }
    return table.text();
}

}  // namespace basicbot
