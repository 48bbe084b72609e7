#include "engine/runner/command_compute.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "engine/backend/choose.hpp"
#include "engine/bars/names.hpp"
#include "engine/plan/longer_bars.hpp"
#include "engine/runner/column_file.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/plan_columns.hpp"
#include "engine/runner/request_checks.hpp"
#include "engine/runner/stages.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct ComputeWork {
    LoweredSeries made;
    ColumnVariables variables;
};

ComputeWork prepare(ComputeRequest const& r) {
    NamedExpressions const named = named_expressions(r);
    ComputeWork work;
    work.made = lower_series(named.list);
    work.variables = name_variables(work.made, named.names);
    return work;
}

// Where each symbol's file goes. A single file for one symbol, else a folder.
std::vector<std::string> places(std::vector<StoreEntry> const& entries, ComputeRequest const& r) {
    bool const file = fs::path(r.out).extension() == ".h5";
    if (file && entries.size() > 1)
        fail(ErrorKind::usage, {.code = "one_file",
                                .path = "--out",
                                .value = r.out,
                                .problem = "several symbols do not fit into one file, their times differ",
                                .allowed = "",
                                .suggestion = "name a folder"});
    std::vector<std::string> list;
    for (StoreEntry const& e : entries)
        list.push_back(file ? r.out : (fs::path(r.out) / (folder_name(e.symbol) + ".h5")).string());
    for (std::string const& path : list)
        if (!r.replace && !r.options.dry_run) refuse_present(path);
    if (file || r.options.dry_run) return list;
    std::error_code error;
    fs::create_directories(r.out, error);
    if (error)
        fail(ErrorKind::data, {.code = "unwritable",
                               .path = "--out",
                               .value = r.out,
                               .problem = "the folder cannot be made: " + error.message(),
                               .allowed = "",
                               .suggestion = "name another place"});
    return list;
}

void check_columns_fit(StoreEntry const& entry, ComputeWork const& work, ComputeRequest const& r) {
    std::uint64_t const needed =
        entry.bars *
        (static_cast<std::uint64_t>(work.made.column_count()) + work.made.plan.longer_columns.size()) *
        sizeof(double);
    refuse_too_large(r.memory, "the columns of " + entry.symbol, needed, "compute fewer at once");
}

// begins: the first bar with a value of each column, were the series long enough.
json variable_document(ColumnVariable const& v, ColumnVariables const& all,
                       std::vector<std::int64_t> const& begins, std::uint64_t bars) {
    json axes = json::array();
    for (std::string const& name : v.axes)
        for (CubeAxis const& axis : all.axes)
            if (axis.name == name)
                axes.push_back({{"name", name}, {"values", std::get<std::vector<double>>(axis.values)}});
    std::vector<std::int64_t> first_bars;
    for (std::int32_t const column : v.columns)
        first_bars.push_back(begins[static_cast<std::size_t>(column)]);
    auto const [low, high] = std::minmax_element(first_bars.begin(), first_bars.end());
    auto const empty = std::count_if(first_bars.begin(), first_bars.end(), [&](std::int64_t first) {
        return first >= static_cast<std::int64_t>(bars);
    });
    return {{"name", v.name},          {"expression", v.long_name},
            {"axes", std::move(axes)}, {"columns", v.columns.size()},
            {"empty", empty},          {"first_bar", {{"from", *low}, {"to", *high}}}};
}

json compute_one(Series const& series, std::string const& path, ComputeWork const& work, Backend& backend,
                 Stages& stages) {
    auto const columns =
        stages.run("columns", [&](Progress const&) { return plan_columns(work.made.plan, series, backend); });
    stages.did("columns", static_cast<double>(series.size() * work.made.plan.columns.size()), "values");
    std::string const hash = stages.run("files", [&](Progress const&) {
        return write_cube(column_cube(work.variables, series, *columns), path,
                          {.mend = "or name another place with --out"});
    });
    stages.did_write("files", fs::file_size(path));
    return {{"path", path}, {"content_hash", hash}, {"bytes", fs::file_size(path)}};
}

}  // namespace

Outcome compute_command(ComputeRequest const& r, CommandContext const& context) {
    ComputeWork const work = prepare(r);
    Store const store = open_store(r.store, context);
    std::vector<StoreEntry> const entries = wanted_entries(store, r);
    for (StoreEntry const& entry : entries) {
        check_longer(work.made.plan, entry.timeframe);
        check_columns_fit(entry, work, r);
    }
    std::vector<std::string> const paths = places(entries, r);
    ChosenBackend const chosen = choose_backend(r.options.backend);
    if (!chosen.notice.empty()) context.log.warn(chosen.notice);

    Stages stages(context.progress);
    json document = {{"command", "indicators compute"},
                     {"store", r.store},
                     {"device", chosen.backend->name()},
                     {"dry_run", r.options.dry_run},
                     {"distinct_columns", work.made.plan.columns.size()},
                     {"symbols", json::array()}};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        StoreEntry const& entry = entries[i];
        json one = {{"symbol", entry.symbol},
                    {"timeframe", entry.timeframe},
                    {"bars", entry.bars},
                    {"variables", json::array()}};
        Series const series = stages.run(
            "bars", [&](Progress const&) { return load_wanted(store, entry, r, work.made.plan.extra); });
        std::vector<std::int64_t> const begins = work.made.plan.begins(given_begins(work.made.plan, series));
        std::size_t empty = 0;
        for (ColumnVariable const& v : work.variables.list) {
            one["variables"].push_back(variable_document(v, work.variables, begins, entry.bars));
            empty += one["variables"].back()["empty"].get<std::size_t>();
        }
        if (empty > 0)
            context.log.warn(entry.symbol + " has " + std::to_string(entry.bars) + " bars: " +
                             std::to_string(empty) + " columns look back further and hold no value");
        if (!r.options.dry_run) one["file"] = compute_one(series, paths[i], work, *chosen.backend, stages);
        document["symbols"].push_back(std::move(one));
        if (context.progress &&
            !context.progress("symbols", static_cast<double>(i + 1) / static_cast<double>(entries.size())))
            stages.check("symbols");
    }
    stages.describe(document);
    return {std::move(document)};
}

Shape compute_shape() {
    using namespace shape;
    Shape const axis = object({{"name", text()}, {"values", list(number())}});
    Shape const variable =
        object({{"name", text("of the variable in the file")},
                {"expression", text()},
                {"axes", list(axis, "besides time")},
                {"columns", whole("combinations of its axes")},
                {"empty", whole("columns without a value, for want of bars")},
                {"first_bar", object({{"from", whole("", "bars")}, {"to", whole("", "bars")}},
                                     "first bar with a value")}});
    Shape const file = object({{"path", text()}, {"content_hash", text()}, {"bytes", whole("", "bytes")}});
    Shape const symbol = object({{"symbol", text()},
                                 {"timeframe", text()},
                                 {"bars", whole("", "bars")},
                                 {"variables", list(variable)},
                                 maybe("file", file)});
    return document_shape("indicators compute",
                          joined({{"store", text("folder of the store")},
                                  {"device", text()},
                                  {"dry_run", flag("nothing was computed")},
                                  {"distinct_columns", whole("computed, helping ones too")},
                                  {"symbols", list(symbol)}},
                                 Stages::members()));
}

std::string compute_text(json const& document) {
    TextTable table({"symbol", "variable", "columns", "from bar", "expression"});
    std::string files;
    for (json const& s : document.at("symbols")) {
        for (json const& v : s.at("variables")) {
            json const& first = v.at("first_bar");
            std::string from = first.at("from").dump();
            if (first.at("from") != first.at("to")) from += ".." + first.at("to").dump();
            table.add({plain(s.at("symbol").get<std::string>()), v.at("name").get<std::string>(),
                       v.at("columns").dump(), from, plain(v.at("expression").get<std::string>())});
        }
        if (s.contains("file"))
            files += "wrote " + plain(s.at("file").at("path").get<std::string>()) + ", " +
                     s.at("bars").dump() + " bars, " + s.at("file").at("bytes").dump() + " bytes\n";
    }
    return table.text() + files;
}

}  // namespace basicbot
