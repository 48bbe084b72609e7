#include "engine/runner/command_store_extra.hpp"

#include <algorithm>
#include <cmath>

#include "engine/config/derived_bars.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

bool is_known(double value) { return !std::isnan(value); }

json extra_document(ExtraSeries const& e, Store const& store) {
    json seen = json::object();
    for (StoreEntry const& entry : store.list()) {
        if (entry.symbol != e.symbol || read_derived_name(entry.timeframe)) continue;
        auto const column = as_of(e, store.load(entry.symbol, entry.timeframe, Verify::none).close_time);
        seen[entry.timeframe] = std::count_if(column.begin(), column.end(), is_known);
    }
    auto const [first, last] = std::minmax_element(e.time.begin(), e.time.end());
    return {{"name", e.name},
            {"rows", e.size()},
            {"values", std::count_if(e.value.begin(), e.value.end(), is_known)},
            {"first", utc_text(*first)},
            {"last", utc_text(*last)},
            {"first_known", utc_text(e.known_at.front())},
            {"last_known", utc_text(e.known_at.back())},
            {"source", e.source},
            {"input_hash", e.input_hash},
            {"seen", std::move(seen)}};
}

}  // namespace

Outcome store_extra(StoreExtraRequest r, CommandContext const& context) {
    Store const store = open_store(r.store, context);
    bool const change = !r.import.file.empty();
    r.import.symbol = r.symbol;
    if (change && r.import.name.empty())
        fail(ErrorKind::usage, {.code = "bad_command_line",
                                .path = "NAME",
                                .value = "",
                                .problem = "the argument is missing",
                                .allowed = "",
                                .suggestion = "name the series, as strategies will call it"});
    entries_of(store, {r.store, r.symbol, ""});  // the symbol has bars, or its nearest names are said
    if (change) write_extra(r.store, import_extra(r.import));
    json document = {
        {"command", "store extra"}, {"store", r.store}, {"symbol", r.symbol}, {"changed", change}};
    document["extra"] = json::array();
    std::vector<std::string> const names =
        r.import.name.empty() ? extra_names(r.store, r.symbol) : std::vector{r.import.name};
    for (std::string const& name : names)
        document["extra"].push_back(extra_document(load_extra(r.store, r.symbol, name), store));
    return {std::move(document)};
}

Shape store_extra_shape() {
    using namespace shape;
    Shape const series = object({{"name", text("as strategies call it")},
                                 {"rows", whole("", "rows")},
                                 {"values", whole("rows that are not missing", "rows")},
                                 {"first", time()},
                                 {"last", time()},
                                 {"first_known", time()},
                                 {"last_known", time()},
                                 {"source", text()},
                                 {"input_hash", text("hash of the file")},
                                 {"seen", by_name(whole("bars at whose close a value was known", "bars"),
                                                  "by the symbol's bar lengths")}});
    return document_shape("store extra", {{"store", text("folder of the store")},
                                          {"symbol", text()},
                                          {"changed", flag("a series was written")},
                                          {"extra", list(series)}});
}

std::string store_extra_text(json const& document) {
    TextTable table({"name", "rows", "first", "last", "first known", "bars that see a value"});
    for (json const& e : document.at("extra")) {
        std::string seen;
        for (auto const& [timeframe, bars] : e.at("seen").items())
            seen += (seen.empty() ? "" : ", ") + timeframe + " " + bars.dump();
        table.add({plain(e.at("name").get<std::string>()), e.at("rows").dump(),
                   time_shown(e.at("first").get<std::string>(), false),
                   time_shown(e.at("last").get<std::string>(), false),
                   time_shown(e.at("first_known").get<std::string>(), false), seen});
    }
    return table.empty() ? "no extra series\n" : table.text();
}

}  // namespace basicbot
