#include "engine/runner/command_store_series.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/bars/names.hpp"
#include "engine/bars/series_diff.hpp"
#include "engine/bars/store_files.hpp"
#include "engine/ingest/export_csv.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/runner/request_checks.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

json difference_document(SeriesDiff const& d) {
    json columns = json::object();
    for (std::size_t c = 0; c < column_count; ++c)
        if (d.columns[c].bars > 0)
            columns[column_names[c]] = {{"bars", d.columns[c].bars}, {"largest", d.columns[c].largest}};
    bool const bars_differ = d.only_first + d.only_second + d.differing > 0;
    return {{"state", d.equal() ? "equal" : "differs"},
            {"common", d.common},
            {"only_in_store", d.only_first},
            {"only_in_other", d.only_second},
            {"differing", d.differing},
            {"first", bars_differ ? json(utc_text(d.first_time)) : json(nullptr)},
            {"columns", std::move(columns)},
            {"actions", d.actions},
            {"meaning", d.meaning},
            {"provenance", d.provenance}};
}

// What a person is told of a series that differs.
std::string words_of(json const& s) {
    std::string words;
    auto const add = [&](std::string const& text) { words += (words.empty() ? "" : ", ") + text; };
    for (auto const& [name, text] : {std::pair{"only_in_store", " bars only in the store"},
                                     std::pair{"only_in_other", " bars only in the other"},
                                     std::pair{"differing", " common bars differ"}})
        if (s.at(name) > 0) add(s.at(name).dump() + text);
    for (auto const& [name, column] : s.at("columns").items())
        add(name + " in " + column.at("bars").dump() +
            (column.at("largest") > 0
                 ? " by up to " + number_shown(100 * column.at("largest").get<double>()) + " %"
                 : ""));
    if (!s.at("first").is_null()) add("first at " + s.at("first").get<std::string>());
    if (s.at("actions").get<bool>()) add("splits or dividends differ");
    for (json const& name : s.at("meaning")) add(name.get<std::string>() + " differs");
    return words;
}

}  // namespace

Outcome store_diff(StoreDiffRequest const& r, CommandContext const& context) {
    Store const store = open_store(r.store, context), other = open_store(r.other, context);
    using Key = std::pair<std::string, std::string>;
    std::map<Key, int> places;  // 1 in the store, 2 in the other, 3 in both
    auto const gather = [&](Store const& in, int place) {
        for (StoreEntry const& e : in.list())
            if ((r.symbol.empty() || e.symbol == r.symbol) &&
                (r.timeframe.empty() || e.timeframe == r.timeframe))
                places[{e.symbol, e.timeframe}] |= place;
    };
    gather(store, 1);
    gather(other, 2);
    if (places.empty() && !r.symbol.empty()) entries_of(store, {r.store, r.symbol, r.timeframe});
    json document = {{"command", "store diff"}, {"store", r.store}, {"other", r.other}, {"equal", true}};
    document["series"] = json::array();
    for (auto const& [key, place] : places) {
        json s = place == 1   ? json{{"state", "only_in_store"}}
                 : place == 2 ? json{{"state", "only_in_other"}}
                              : difference_document(diff_series(store.load(key.first, key.second),
                                                                other.load(key.first, key.second)));
        s["symbol"] = key.first;
        s["timeframe"] = key.second;
        if (s["state"] != "equal") document["equal"] = false;
        document["series"].push_back(std::move(s));
    }
    return {std::move(document)};
}

Shape store_diff_shape() {
    using namespace shape;
    Shape const column =
        object({{"bars", whole("that differ", "bars")}, {"largest", number("largest relative difference")}});
    Shape const in_one = object(
        {{"symbol", text()}, {"timeframe", text()}, {"state", word({"only_in_store", "only_in_other"})}});
    Shape const in_both =
        object({{"symbol", text()},
                {"timeframe", text()},
                {"state", word({"equal", "differs"})},
                {"common", whole("bars with the same time", "bars")},
                {"only_in_store", whole("", "bars")},
                {"only_in_other", whole("", "bars")},
                {"differing", whole("common bars that are not equal", "bars")},
                {"first", or_null(time("of the first difference"))},
                {"columns", by_name(column, "columns that differ")},
                {"actions", flag("splits or dividends differ")},
                {"meaning", list(text(), "attributes that differ and say what bars mean")},
                {"provenance", list(text(), "attributes that differ and say where they are from")}});
    return document_shape("store diff", {{"store", text("folder of the store")},
                                         {"other", text("folder of the other store")},
                                         {"equal", flag("every series is in both and equal")},
                                         {"series", list(any_of({in_one, in_both}))}});
}

std::string store_diff_text(json const& document) {
    std::string text;
    std::size_t equal = 0;
    for (json const& s : document.at("series")) {
        auto const state = s.at("state").get<std::string>();
        equal += state == "equal";
        if (state == "equal") continue;
        text += plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": ";
        text += state == "only_in_store"   ? "only in " + plain(document.at("store").get<std::string>())
                : state == "only_in_other" ? "only in " + plain(document.at("other").get<std::string>())
                                           : words_of(s);
        text += "\n";
    }
    std::size_t const all = document.at("series").size();
    return text + std::to_string(equal) + " of " + std::to_string(all) + " series equal\n";
}

namespace {

// What to write where; each entry of the store that is asked for once.
std::vector<std::pair<StoreEntry, std::string>> export_plan(Store const& store, StoreExportRequest const& r) {
    bool const several = r.symbol == "*" || r.timeframe == "*";
    std::vector<std::pair<StoreEntry, std::string>> plan;
    for (StoreEntry const& e : store.list())
        if ((r.symbol == "*" || e.symbol == r.symbol) && (r.timeframe == "*" || e.timeframe == r.timeframe))
            plan.emplace_back(
                e, several ? r.out + "/" + folder_name(e.symbol) + "_" + e.timeframe + ".csv" : r.out);
    if (!plan.empty()) return plan;
    if (r.symbol != "*") store.load(r.symbol, r.timeframe == "*" ? "1d" : r.timeframe);  // names what is near
    fail(ErrorKind::data, {.code = "unknown_timeframe",
                           .path = r.store,
                           .value = r.timeframe,
                           .problem = "the store has no bars of this length",
                           .allowed = "",
                           .suggestion = "see basicbot store list " + r.store});
}

}  // namespace

Outcome store_export(StoreExportRequest const& r, CommandContext const& context) {
    Store const store = open_store(r.store, context);
    auto const plan = export_plan(store, r);
    if (!r.replace)  // all are looked for before one is written
        for (auto const& [entry, out] : plan) refuse_present(out);
    if (plan.front().second != r.out) store_files::make_folder(r.out);
    json document = {{"command", "store export"}, {"store", r.store}, {"series", json::array()}};
    for (auto const& [entry, out] : plan) {
        Series const series = store.load(entry.symbol, entry.timeframe);
        std::uint64_t const bytes = export_csv(series, out);
        context.log.debug("wrote " + out);
        document["series"].push_back({{"symbol", entry.symbol},
                                      {"timeframe", entry.timeframe},
                                      {"bars", series.size()},
                                      {"out", out},
                                      {"bytes", bytes}});
    }
    return {std::move(document)};
}

Shape store_export_shape() {
    using namespace shape;
    Shape const series = object({{"symbol", text()},
                                 {"timeframe", text()},
                                 {"bars", whole("", "bars")},
                                 {"out", text("the CSV file")},
                                 {"bytes", whole("of the CSV file", "bytes")}});
    return document_shape("store export", {{"store", text("folder of the store")}, {"series", list(series)}});
}

std::string store_export_text(json const& document) {
    std::string text;
    for (json const& d : document.at("series"))
        text += plain(d.at("symbol").get<std::string>()) + " " + d.at("timeframe").get<std::string>() + ": " +
                d.at("bars").dump() + " bars, " + bytes_shown(d.at("bytes").get<std::uint64_t>()) + ", in " +
                plain(d.at("out").get<std::string>()) + "\n";
    return text;
}

Outcome store_resample(StoreResampleRequest const& r, CommandContext const& context) {
    Store store = open_store(r.store, context);
    std::vector<std::string> symbols;
    if (r.symbol != "*") symbols.push_back(r.symbol);
    for (StoreEntry const& e : store.list())
        if (r.symbol == "*" && e.timeframe == r.from) symbols.push_back(e.symbol);
    if (symbols.empty())
        fail(ErrorKind::data, {.code = "unknown_timeframe",
                               .path = r.store,
                               .value = r.from,
                               .problem = "the store has no bars of this length",
                               .allowed = "",
                               .suggestion = "see basicbot store list " + r.store});
    json document = {
        {"command", "store resample"}, {"store", r.store}, {"from", r.from}, {"series", json::array()}};
    for (std::string const& symbol : symbols) {
        Resampled made = resample(store.load(symbol, r.from), r.options);
        json entry = series_document(store.write(std::move(made.bars), std::move(made.attributes), symbol,
                                                 r.options.timeframe,
                                                 r.replace ? WriteMode::replace : WriteMode::create));
        entry["incomplete"] = made.incomplete;
        entry["last_is_partial"] = made.last_is_partial && !r.options.drop_partial;
        context.log.debug("wrote " + r.store + "/" + entry.at("file").get<std::string>());
        document["series"].push_back(std::move(entry));
    }
    return {std::move(document)};
}

Shape store_resample_shape() {
    using namespace shape;
    auto const series =
        joined(series_members(), {{"incomplete", whole("bars that lack some of the shorter ones", "bars")},
                                  {"last_is_partial", flag("the last bar may still change")}});
    return document_shape("store resample", {{"store", text("folder of the store")},
                                             {"from", text("bar length that was there")},
                                             {"series", list(object(series))}});
}

std::string store_resample_text(json const& document) {
    std::string text;
    for (json const& s : document.at("series")) {
        text += plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": " +
                s.at("bars").dump() + " bars from " +
                time_shown(s.at("first_local").get<std::string>(), false) + " to " +
                time_shown(s.at("last_local").get<std::string>(), false) + "\n";
        if (s.at("incomplete") > 0)
            text += "  " + s["incomplete"].dump() + " bars lack some of the shorter bars\n";
        if (s.at("last_is_partial").get<bool>())
            text += "  the last bar is not complete: --drop-partial leaves it out\n";
    }
    return text;
}

}  // namespace basicbot
