#include "engine/runner/command_store.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/ingest/zone.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// A daily bar that ends at midnight ends its own day, not the next one.
std::pair<std::string, std::string> local_ends(StoreEntry const& e) {
    try {
        ZoneClock zone(e.timezone);
        bool const daily = is_daily(nominal_ns(e.timeframe));
        auto const text = [&](std::int64_t ns) {
            std::string const local = utc_text(zone.to_local(ns));
            return daily ? local.substr(0, 10) : local.substr(0, local.size() - 1);
        };
        return {text(e.first), text(daily && e.last > e.first ? e.last - 1 : e.last)};
    } catch (Error const&) {  // a zone that this system does not know
        return {utc_text(e.first), utc_text(e.last)};
    }
}

json info_of(Store const& store, StoreEntry const& entry) {
    Series const series = store.load(entry.symbol, entry.timeframe, Verify::none);
    json document = series_document(entry);
    SeriesAttributes const& a = series.attributes;
    document["stamp"] = a.stamp;
    document["bar_seconds"] =
        a.bar_ns > 0 ? json(static_cast<double>(a.bar_ns) / static_cast<double>(second_ns)) : json(nullptr);
    document["bars_per_year"] = a.bars_per_year > 0 ? json(a.bars_per_year) : json(nullptr);
    document["input_hash"] = a.input_hash;
    document["splits"] = series.split_time.size();
    document["dividends"] = series.dividend_time.size();
    return document;
}

// One series, read whole.
FileVerdict verdict_of(Store const& store, StoreEntry const& entry) {
    FileVerdict verdict{entry.file, entry.symbol, entry.timeframe, entry.bars, entry.bytes, ""};
    try {
        verdict.bars = store.load(entry.symbol, entry.timeframe, Verify::blocks).size();
    } catch (Error const& error) {
        verdict.problem = error.what();
    }
    return verdict;
}

}  // namespace

Store open_store(std::string const& path, CommandContext const& context) {
    Store store = Store::open(path);
    for (std::string const& notice : store.notices()) context.log.info(notice);
    context.log.debug("read " + path);
    return store;
}

std::vector<StoreEntry> entries_of(Store const& store, StoreRequest const& request) {
    std::vector<StoreEntry> entries = store.list();
    if (request.symbol.empty()) return entries;
    std::vector<StoreEntry> found;
    for (StoreEntry const& entry : entries)
        if (entry.symbol == request.symbol &&
            (request.timeframe.empty() || entry.timeframe == request.timeframe))
            found.push_back(entry);
    if (found.empty()) store.load(request.symbol, request.timeframe.empty() ? "1d" : request.timeframe);
    return found;
}

json series_document(StoreEntry const& e) {
    auto const [first_local, last_local] = local_ends(e);
    return {{"symbol", e.symbol},
            {"timeframe", e.timeframe},
            {"bars", e.bars},
            {"first", utc_text(e.first)},
            {"last", utc_text(e.last)},
            {"bytes", e.bytes},
            {"first_local", first_local},
            {"last_local", last_local},
            {"timezone", e.timezone},
            {"currency", e.currency},
            {"source", e.source},
            {"adjustments", e.adjustments},
            {"data_hash", e.data_hash},
            {"file", e.file}};
}

std::vector<Member> series_members() {
    using namespace shape;
    return {
        {"symbol", text()},
        {"timeframe", text("length of a bar, as 1d; of derived bars their kind and source, as renko2.5_1m")},
        {"bars", whole("how many", "bars")},
        {"first", time("open of the first bar")},
        {"last", time("close of the last bar")},
        {"bytes", whole("size of the file", "bytes")},
        {"first_local", text("the clock of the source: date of the first daily bar, else its open")},
        {"last_local", text("the clock of the source: date of the last daily bar, else its close")},
        {"timezone", text("IANA name of the source's clock")},
        {"currency", text("ISO code; may be empty")},
        {"source", text("where the bars came from")},
        {"adjustments", text("raw, or what the prices are adjusted for")},
        {"data_hash", text("hash of all bars")},
        {"file", text("seen from the store")}};
}

Outcome store_list(StoreRequest const& request, CommandContext const& context) {
    Store const store = open_store(request.store, context);
    json document = {{"command", "store list"}, {"store", request.store}, {"series", json::array()}};
    for (StoreEntry const& entry : entries_of(store, request))
        document["series"].push_back(series_document(entry));
    return {std::move(document)};
}

Shape store_list_shape() {
    using namespace shape;
    return document_shape(
        "store list", {{"store", text("folder of the store")}, {"series", list(object(series_members()))}});
}

Outcome store_info(StoreRequest const& request, CommandContext const& context) {
    Store const store = open_store(request.store, context);
    json document = {{"command", "store info"}, {"store", request.store}, {"series", json::array()}};
    for (StoreEntry const& entry : entries_of(store, request))
        document["series"].push_back(info_of(store, entry));
    return {std::move(document)};
}

Shape store_info_shape() {
    using namespace shape;
    auto const series = joined(series_members(),
                               {{"stamp", text("what a time of the source means: open or close")},
                                {"bar_seconds", or_null(number("length of a bar; null: derived bars", "s"))},
                                {"bars_per_year", or_null(number("as it was stated", "bars"))},
                                {"input_hash", text("hash of the file that was imported")},
                                {"splits", whole("how many")},
                                {"dividends", whole("how many")}});
    return document_shape("store info",
                          {{"store", text("folder of the store")}, {"series", list(object(series))}});
}

Outcome store_verify(StoreRequest const& request, CommandContext const& context) {
    Store const store = open_store(request.store, context);
    VerifyReport report;
    if (request.symbol.empty()) {
        report = store.verify();
    } else {
        for (StoreEntry const& entry : entries_of(store, request)) {
            report.files.push_back(verdict_of(store, entry));
            if (!report.files.back().problem.empty()) continue;
            report.bars += entry.bars;
            report.bytes += entry.bytes;
        }
    }
    json document = {{"command", "store verify"},  {"store", request.store}, {"ok", report.ok()},
                     {"bars", report.bars},        {"bytes", report.bytes},  {"files", json::array()},
                     {"problems", report.problems}};
    std::vector<std::string> bad = report.problems;
    for (FileVerdict const& v : report.files) {
        document["files"].push_back({{"file", v.file},
                                     {"symbol", v.symbol},
                                     {"timeframe", v.timeframe},
                                     {"bars", v.bars},
                                     {"bytes", v.bytes},
                                     {"problem", v.problem.empty() ? json(nullptr) : json(v.problem)}});
        if (!v.problem.empty()) bad.push_back(v.problem);
    }
    Outcome outcome{std::move(document)};
    if (!bad.empty())
        outcome.failure =
            Error(ErrorKind::data,
                  {.code = "store_damaged",
                   .path = request.store,
                   .value = std::to_string(bad.size()) + (bad.size() == 1 ? " problem" : " problems"),
                   .problem = "the store is not as it was written (" + bad.front() + ")",
                   .allowed = "",
                   .suggestion = "import the damaged series again with --replace"});
    return outcome;
}

Shape store_verify_shape() {
    using namespace shape;
    Shape const file = object({{"file", text("seen from the store")},
                               {"symbol", text()},
                               {"timeframe", text()},
                               {"bars", whole("", "bars")},
                               {"bytes", whole("", "bytes")},
                               {"problem", or_null(text("null: sound"))}});
    return document_shape("store verify",
                          {{"store", text("folder of the store")},
                           {"ok", flag("all is as it was written")},
                           {"bars", whole("in sound files", "bars")},
                           {"bytes", whole("of sound files", "bytes")},
                           {"files", list(file)},
                           {"problems", list(text(), "of the store itself")}},
                          true);
}

std::string store_list_text(json const& document) {
    TextTable table({"symbol", "bar", "bars", "first", "last", "time zone", "currency", "size"});
    for (json const& s : document.at("series")) {
        auto const currency = s.at("currency").get<std::string>();
        table.add({plain(s.at("symbol").get<std::string>()), s.at("timeframe").get<std::string>(),
                   s.at("bars").dump(), time_shown(s.at("first_local").get<std::string>(), false),
                   time_shown(s.at("last_local").get<std::string>(), false),
                   plain(s.at("timezone").get<std::string>()), currency.empty() ? "-" : plain(currency),
                   bytes_shown(s.at("bytes").get<std::uint64_t>())});
    }
    if (table.empty()) return "the store is empty\n";
    return table.text();
}

std::string store_info_text(json const& document) {
    std::string text;
    for (json const& s : document.at("series")) {
        if (!text.empty()) text += "\n";
        text += plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + "\n";
        std::size_t longest = 0;
        for (auto const& [name, value] : s.items()) longest = std::max(longest, name.size());
        for (auto const& [name, value] : s.items()) {
            if (name == "symbol" || name == "timeframe" || value.is_null() || value == json("")) continue;
            text += "  " + name + std::string(longest - name.size() + 2, ' ') +
                    (value.is_string() ? plain(value.get<std::string>()) : number_shown(value)) + "\n";
        }
    }
    return text.empty() ? "the store is empty\n" : text;
}

std::string store_verify_text(json const& document) {
    TextTable table({"file", "bars", "size", "state"});
    for (json const& f : document.at("files"))
        table.add({plain(f.at("file").get<std::string>()), f.at("bars").dump(),
                   bytes_shown(f.at("bytes").get<std::uint64_t>()),
                   f.at("problem").is_null() ? "sound" : plain(f.at("problem").get<std::string>())});
    std::string text = table.empty() ? "" : table.text();
    for (json const& problem : document.at("problems")) text += plain(problem.get<std::string>()) + "\n";
    text += document.at("bars").dump() + " bars, " + bytes_shown(document.at("bytes").get<std::uint64_t>()) +
            (document.at("ok").get<bool>() ? ": sound\n" : " sound; the rest is not\n");
    return text;
}

}  // namespace basicbot
