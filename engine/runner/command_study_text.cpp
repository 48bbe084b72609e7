// What a person reads after a study (command_study.hpp).

#include <algorithm>
#include <cstdio>
#include <utility>

#include "engine/runner/command_study.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// Shown for a cell, in this order, where the study has them, after the metric that selects.
constexpr char const* headline[] = {"total_return", "sharpe", "max_drawdown", "trades"};

std::string text_or_dash(json const& object, char const* name) {
    return object.contains(name) && object[name].is_string() ? plain(object[name].get<std::string>()) : "-";
}

std::string metric_of(json const& object, char const* member, std::string const& metric) {
    if (!object.contains(member) || !object[member].contains(metric)) return "-";
    return metric_shown(metric, object[member][metric]);
}

std::vector<std::string> names_in(json const& document, char const* kind) {
    return document.at("axes").at(kind).get<std::vector<std::string>>();
}

// Of the headline, what the study's cells have and what is not the selecting metric already.
std::vector<std::string> shown_metrics(json const& rows, char const* member, std::string const& without) {
    std::vector<std::string> names;
    for (char const* metric : headline) {
        bool there = false;
        for (json const& row : rows) there = there || (row.contains(member) && row[member].contains(metric));
        if (there && metric != without) names.emplace_back(metric);
    }
    return names;
}

// Adds the parameters (all) and the execution (what is swept) of one row.
void add_cell(std::vector<std::string>& cells, json const& row, std::vector<std::string> const& params,
              std::vector<std::string> const& execution) {
    for (auto const& [member, names] : {std::pair{"params", params}, std::pair{"execution", execution}})
        for (std::string const& name : names)
            cells.push_back(
                row.contains(member) && row[member].contains(name) ? number_shown(row[member][name]) : "-");
}

std::string best_text(json const& document) {
    json const& best = document.at("best");
    if (document.value("top", 1) == 0) return "";
    std::string const select = text_or_dash(document, "select");
    auto const params = names_in(document, "params"), execution = names_in(document, "execution");
    auto const metrics = shown_metrics(best, "metrics", select);
    std::vector<std::string> header{"symbol"};
    for (auto const& names : {params, execution, {select}, metrics})
        header.insert(header.end(), names.begin(), names.end());
    TextTable table(header);
    for (json const& row : best) {
        std::vector<std::string> cells{text_or_dash(row, "symbol")};
        add_cell(cells, row, params, execution);
        cells.push_back(metric_shown(select, row.at("selected_for")));
        for (std::string const& metric : metrics) cells.push_back(metric_of(row, "metrics", metric));
        table.add(std::move(cells));
    }
    return table.empty() ? "no cell has a defined " + select + ", by which cells are ranked\n"
                         : "best cells by " + select + "\n" + table.text("  ");
}

std::string folds_text(json const& document) {
    json const& folds = document.at("folds");
    std::string const select = text_or_dash(document, "select");
    auto const params = names_in(document, "params"), execution = names_in(document, "execution");
    auto const metrics = shown_metrics(folds, "test_metrics", "");
    std::vector<std::string> header{"symbol", "fold", "test from", "to"};
    for (auto const& names : {params, execution, {"train " + select}, metrics})
        header.insert(header.end(), names.begin(), names.end());
    TextTable table(header);
    for (json const& row : folds) {
        std::vector<std::string> cells{text_or_dash(row, "symbol"), row.at("fold").dump(),
                                       time_shown(text_or_dash(row.at("test"), "first"), true),
                                       time_shown(text_or_dash(row.at("test"), "last"), true)};
        add_cell(cells, row, params, execution);
        cells.push_back(row.contains("selected_for") ? metric_shown(select, row["selected_for"]) : "-");
        for (std::string const& metric : metrics) cells.push_back(metric_of(row, "test_metrics", metric));
        table.add(std::move(cells));
    }
    std::string text = "best cell of each fold, chosen on its train segment, measured on its test segment\n" +
                       table.text("  ");
    for (json const& row : document.value("stitched", json::array())) {
        text += "out of sample, " + text_or_dash(row, "symbol") + ":";
        for (char const* metric : {"total_return", "cagr", "sharpe", "max_drawdown"})
            text += std::string(" ") + metric + " " + metric_of(row, "metrics", metric) + ",";
        text += " equity " + (row.contains("equity_end") ? number_shown(row["equity_end"]) : "-") + "\n";
    }
    return text;
}

// "x ± se" of a figure and its standard error; `label` names a level or quantile, empty for a plain figure.
std::string with_error(json const& risk, std::string const& name, std::string const& label) {
    auto const value = [&](std::string const& key) -> json {
        if (!risk.contains(key)) return nullptr;
        return label.empty() ? risk[key] : risk[key].value(label, json(nullptr));
    };
    std::string const text = metric_shown("total_return", value(name));
    json const error = value(name + "_se");
    return error.is_number() ? text + " \u00b1 " + metric_shown("total_return", error) : text;
}

std::string labelled(json const& risk, char const* title, char const* first, char const* first_title,
                     char const* second, char const* second_title) {
    TextTable table({title, first_title, second_title});
    if (risk.contains(first))
        for (auto const& [label, value] : risk[first].items())
            table.add({label, with_error(risk, first, label), with_error(risk, second, label)});
    return table.empty() ? "" : table.text("  ");
}

std::string risks_text(json const& risks) {
    std::string text;
    for (json const& risk : risks) {
        text += text_or_dash(risk, "symbol") + "\n";
        for (auto const& [name, title] : {std::pair{"mean_return", "mean return         "},
                                          std::pair{"sd_return", "its deviation       "},
                                          std::pair{"probability_of_loss", "probability of loss "},
                                          std::pair{"mean_drawdown", "mean drawdown       "}})
            if (risk.contains(name)) text += std::string("  ") + title + with_error(risk, name, "") + "\n";
        text += labelled(risk, "level", "value_at_risk", "value at risk", "expected_shortfall",
                         "expected shortfall");
        text += labelled(risk, "quantile", "terminal_quantile", "terminal return", "drawdown_quantile",
                         "drawdown");
    }
    return text;
}

std::string run_text(json const& run) {
    std::string const place =
        run.at("folder").is_null() ? "computed in parts" : "run " + text_or_dash(run, "folder");
    std::string text = place + ": " + run.at("parts").dump() + " parts, " + run.at("kept").dump() +
                       " kept, " + run.at("computed").dump() + " computed";
    if (run.at("damaged") != 0) text += ", " + run["damaged"].dump() + " of them damaged before";
    if (run.at("missing") != 0) text += ", missing " + text_or_dash(run, "missing_parts");
    return text + "\n";
}

// "1.2e+09 bar-combinations/s", "23 MB/s".
std::string rate_text(json const& rate) {
    double const per_second = rate.at("per_second").get<double>();
    if (rate.at("unit") == "bytes") return bytes_shown(static_cast<std::uint64_t>(per_second)) + "/s";
    char text[40];
    std::snprintf(text, sizeof text, "%.3g ", per_second);
    return text + text_or_dash(rate, "unit") + "/s";
}

// Where the time went, what was read and written, and how much memory it took.
std::string cost_text(json const& document) {
    std::string text;
    for (auto const& [stage, value] : document.at("seconds").items()) {
        char seconds[32];
        std::snprintf(seconds, sizeof seconds, " %.3f s", value.get<double>());
        text += (text.empty() ? "" : ", ") + plain(stage) + seconds;
        if (document.at("rates").contains(stage)) text += " (" + rate_text(document["rates"][stage]) + ")";
    }
    auto const bytes = [&](char const* name) { return bytes_shown(document.at(name).get<std::uint64_t>()); };
    return text + (text.empty() ? "" : "; ") + "read " + bytes("bytes_read") + ", wrote " +
           bytes("bytes_written") + ", peak memory " + bytes("peak_memory_bytes") + "\n";
}

std::string plan_text(json const& document) {
    json const& plan = document.at("plan");
    std::string text = "dry run: nothing was computed or written\n";
    for (auto const& [name, value] : plan.items()) {
        if (name == "symbols") continue;
        text += "  " + name + std::string(name.size() < 20 ? 20 - name.size() : 1, ' ') +
                (name.ends_with("_bytes") && value.is_number() ? bytes_shown(value.get<std::uint64_t>())
                 : value.is_string()                           ? plain(value.get<std::string>())
                 : value.is_boolean()                          ? (value.get<bool>() ? "yes" : "no")
                                                               : number_shown(value)) +
                "\n";
    }
    if (!plan.contains("symbols") || plan["symbols"].empty() || !plan["symbols"][0].is_object()) return text;
    TextTable table({"symbol", "bars", "first (UTC)", "last (UTC)", "evaluator"});
    for (json const& s : plan["symbols"])
        table.add({text_or_dash(s, "symbol"), s.contains("bars") ? s["bars"].dump() : "-",
                   time_shown(text_or_dash(s, "first"), false), time_shown(text_or_dash(s, "last"), false),
                   text_or_dash(s, "evaluator")});
    return text + table.text("  ");
}

}  // namespace

std::string study_text(json const& document) {
    std::string text = text_or_dash(document, "kind") + " " + text_or_dash(document, "name");
    if (document.contains("cells") && document["cells"] != 1)
        text += ", " + document["cells"].dump() + " cells";
    text += " on " + text_or_dash(document, "device");
    double seconds = 0;
    if (document.contains("seconds"))
        for (auto const& [stage, value] : document["seconds"].items()) seconds += value.get<double>();
    char took[32];
    std::snprintf(took, sizeof took, seconds < 10 ? ", %.3f s" : ", %.0f s", seconds);
    if (document.value("dry_run", false)) return text + "\n" + plan_text(document);
    text += std::string(took) + "\n";
    if (document.contains("best")) text += best_text(document);
    if (document.contains("folds")) text += folds_text(document);
    if (document.contains("risks")) text += risks_text(document["risks"]);
    if (document.contains("run")) text += run_text(document["run"]);
    if (document.contains("cube"))
        text += "cube " + text_or_dash(document["cube"], "path") + ", content hash " +
                text_or_dash(document["cube"], "content_hash") + "\n";
    return text + cost_text(document);
}

}  // namespace basicbot
