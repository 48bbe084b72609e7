#include "engine/runner/command_store_actions.hpp"

#include <cmath>

#include "engine/config/derived_bars.hpp"
#include "engine/ingest/actions.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

json actions_of(Series const& s) {
    json splits = json::array(), dividends = json::array();
    for (std::size_t i = 0; i < s.split_time.size(); ++i) {
        double const ratio = price_ratio(s, s.split_time[i]);
        splits.push_back({{"time", utc_text(s.split_time[i])},
                          {"factor", s.split_factor[i]},
                          {"price_ratio", std::isnan(ratio) ? json(nullptr) : json(ratio)}});
    }
    for (std::size_t i = 0; i < s.dividend_time.size(); ++i)
        dividends.push_back({{"time", utc_text(s.dividend_time[i])}, {"cash", s.dividend_cash[i]}});
    return {{"symbol", s.symbol}, {"timeframe", s.timeframe}, {"splits", splits}, {"dividends", dividends}};
}

// A table that no file is given for stays as it is.
ActionTable table_of(std::span<std::int64_t const> time, std::span<double const> value) {
    return {{time.begin(), time.end()}, {value.begin(), value.end()}};
}

NewSeries with_tables(Series const& s, StoreActionsRequest const& r) {
    ZoneClock zone(s.attributes.timezone);
    ActionTable const splits =
        r.splits.empty() ? table_of(s.split_time, s.split_factor) : read_splits(r.splits, zone);
    ActionTable const dividends =
        r.dividends.empty() ? table_of(s.dividend_time, s.dividend_cash) : read_dividends(r.dividends, zone);
    return {s.symbol, s.timeframe, with_actions(s, splits, dividends), s.attributes};
}

}  // namespace

Outcome store_actions(StoreActionsRequest const& r, CommandContext const& context) {
    Store store = open_store(r.store, context);
    bool const change = !r.splits.empty() || !r.dividends.empty();
    std::vector<StoreEntry> entries = entries_of(store, {r.store, r.symbol, r.timeframe});
    // Splits and dividends belong to prices that are traded; derived bars are made anew from those.
    std::erase_if(entries, [](StoreEntry const& e) { return read_derived_name(e.timeframe).has_value(); });
    if (change && entries.empty())
        fail(ErrorKind::usage, ErrorParts{"bad_option", "TIMEFRAME", r.timeframe,
                                          "derived bars have no splits and dividends of their own", "",
                                          "give them to the bars and derive anew"});
    if (change) {
        std::vector<NewSeries> series;  // all are checked before one is written
        for (StoreEntry const& e : entries)
            series.push_back(with_tables(store.load(e.symbol, e.timeframe), r));
        for (WriteResult const& result : store.write_all(std::move(series), WriteMode::replace))
            if (result.refusal) throw Error(*result.refusal);
    }
    json document = {
        {"command", "store actions"}, {"store", r.store}, {"changed", change}, {"series", json::array()}};
    for (StoreEntry const& e : entries)
        document["series"].push_back(actions_of(store.load(e.symbol, e.timeframe, Verify::none)));
    return {std::move(document)};
}

Shape store_actions_shape() {
    using namespace shape;
    Shape const split =
        object({{"time", time("first open behind the split")},
                {"factor", number("new shares for an old one")},
                {"price_ratio", or_null(number("price before / after; null: no bars on one side"))}});
    Shape const dividend = object({{"time", time()}, {"cash", number("per raw share", "currency")}});
    return document_shape("store actions", {{"store", text("folder of the store")},
                                            {"changed", flag("tables were written")},
                                            {"series", list(object({{"symbol", text()},
                                                                    {"timeframe", text()},
                                                                    {"splits", list(split)},
                                                                    {"dividends", list(dividend)}}))}});
}

std::string store_actions_text(json const& document) {
    std::string text;
    for (json const& s : document.at("series")) {
        text += plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": " +
                std::to_string(s.at("splits").size()) + " splits, " +
                std::to_string(s.at("dividends").size()) + " dividends\n";
        TextTable table({"time", "split", "price before / after"});
        for (json const& split : s.at("splits"))
            table.add({time_shown(split.at("time").get<std::string>(), false),
                       number_shown(split.at("factor")), number_shown(split.at("price_ratio"))});
        if (!table.empty()) text += table.text("  ");
    }
    return text;
}

Outcome store_adjust(StoreAdjustRequest const& r, CommandContext const& context) {
    check_word("--for", r.adjust, {"splits", "all"});
    if (r.as == r.symbol)
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "--as",
                                .value = r.as,
                                .problem = "the adjusted series would take the place of the raw one",
                                .allowed = "",
                                .suggestion = "choose another name"});
    Store store = open_store(r.store, context);
    Series const series = store.load(r.symbol, r.timeframe);
    bool const all = r.adjust == "all";
    if (series.attributes.adjustments != "raw" ||
        (series.split_time.empty() && (!all || series.dividend_time.empty())))
        fail(ErrorKind::data,
             {.code = "nothing_to_adjust",
              .path = r.store,
              .value = r.symbol + " " + r.timeframe,
              .problem = series.attributes.adjustments != "raw"
                             ? "the prices are not raw: " + series.attributes.adjustments
                             : std::string("the series has no splits") + (all ? " or dividends" : ""),
              .allowed = "",
              .suggestion = "give raw prices their tables by basicbot store actions"});
    SeriesAttributes attributes = series.attributes;
    attributes.adjustments = all ? "adjusted for splits and dividends" : "adjusted for splits";
    attributes.source += ", adjusted";
    attributes.input_hash = series.data_hash;
    json document = {{"command", "store adjust"}, {"store", r.store}};
    document["series"] = series_document(
        store.write(adjusted(series, all ? Adjustment::splits_and_dividends : Adjustment::splits), attributes,
                    r.as, r.timeframe, r.replace ? WriteMode::replace : WriteMode::create));
    return {std::move(document)};
}

Shape store_adjust_shape() {
    return document_shape("store adjust", {{"store", shape::text("folder of the store")},
                                           {"series", shape::object(series_members())}});
}

std::string store_adjust_text(json const& document) {
    json const& s = document.at("series");
    return plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": " +
           s.at("bars").dump() + " bars, " + plain(s.at("adjustments").get<std::string>()) + "\n";
}

}  // namespace basicbot
