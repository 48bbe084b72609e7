#include "engine/runner/command_store_derive.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "engine/bars/data_error.hpp"
#include "engine/bars/store_files.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

std::string prefix_of(DerivedBars const& kind, StoreDeriveRequest const& r) {
    return r.as.empty() ? kind_name(kind.kind) : r.as;
}

std::vector<DerivedBars> checked(StoreDeriveRequest const& r) {
    bool const trades = r.from == trades_name;
    if (trades != !r.trades.files.empty())
        refuse_option(
            trades ? "--trades" : "FROM", trades ? "" : r.from,
            trades ? "the file of the trades is missing" : "bars of the store and trades of a file are given",
            trades ? "name it with --trades FILE"
                   : "write trades in place of " + r.from + ", or leave --trades out");
    if (!trades && read_derived_name(r.from))
        refuse_option("FROM", r.from, "derived bars are made of trades or of bars of a length of time");
    if (!trades) timeframe_ns(r.from);
    if (!trades && !(r.trades.timezone.empty() && r.trades.columns.empty()))
        refuse_option(r.trades.columns.empty() ? "--timezone" : "--columns", "", "is a word about --trades",
                      "leave it out: the store knows its bars");
    if (trades && r.symbol == "*") refuse_option("SYMBOL", "*", "trades are of one symbol", "name it");
    if (!r.as.empty() && !r.onto) refuse_option("--as", r.as, "names series beside the bars", "add --onto");
    std::vector<DerivedBars> kinds;
    std::set<std::string> names;
    for (std::string const& text : r.kinds) {
        DerivedBars const kind = parse_derived(text);
        if (!names.insert(r.onto ? prefix_of(kind, r) : derived_text(kind)).second)
            refuse_option(
                "KIND", text, "two kinds would have one name",
                r.onto ? "derive them one after the other, each with its own --as" : "name it once");
        kinds.push_back(kind);
    }
    return kinds;
}

// The symbols whose bars are read.
std::vector<std::string> symbols_of(StoreDeriveRequest const& r, Store const& store) {
    std::vector<std::string> symbols;
    if (r.symbol != "*") return {r.symbol};
    for (StoreEntry const& e : store.list())
        if (e.timeframe == r.from) symbols.push_back(e.symbol);
    if (symbols.empty())
        fail_data("unknown_timeframe", r.store, r.from, "the store has no bars of this length", "",
                  "see basicbot store list " + r.store);
    return symbols;
}

// All names are looked at before anything is read or written.
void refuse_present_series(StoreDeriveRequest const& r, Store const& store, std::string const& symbol,
                           std::vector<DerivedBars> const& kinds) {
    if (r.replace) return;
    auto const present = [&](std::string const& name) {
        fail_data("series_exists", r.store, symbol + " " + name, "the store holds this series already", "",
                  "take its place with --replace" + std::string(r.onto ? ", or name others with --as" : ""));
    };
    std::vector<std::string> const there = extra_names(r.store, symbol);
    for (DerivedBars const& kind : kinds) {
        std::string const name = derived_name(kind, r.from);
        if (!r.onto && store.contains(symbol, name)) present(name);
        for (std::string const& extra : names_beside(prefix_of(kind, r)))
            if (r.onto && std::find(there.begin(), there.end(), extra) != there.end()) present(extra);
    }
}

json common_document(DerivedOf const& all, std::size_t k) {
    return {{"symbol", all.symbol},
            {"kind", derived_text(all.kinds[k])},
            {"bars", all.made[k].bars.size()},
            {"source_bars", all.made[k].source_bars},
            {"left_over", all.made[k].left_over}};
}

json write_beside(StoreDeriveRequest const& r, DerivedOf const& all, std::size_t k, Store const& store) {
    json document = common_document(all, k);
    document["extra"] = json::array();
    std::vector<ExtraSeries> const made = beside(all, k, prefix_of(all.kinds[k], r));
    for (ExtraSeries const& extra : made) {
        write_extra(r.store, extra);
        document["extra"].push_back(extra.name);
    }
    document["seen"] = json::object();
    for (StoreEntry const& e : store.list()) {
        if (e.symbol != all.symbol || read_derived_name(e.timeframe)) continue;
        auto const seen = as_of(made.front(), store.load(e.symbol, e.timeframe, Verify::none).close_time);
        document["seen"][e.timeframe] =
            std::count_if(seen.begin(), seen.end(), [](double x) { return !std::isnan(x); });
    }
    return document;
}

json write_series(StoreDeriveRequest const& r, DerivedOf const& all, Store& store) {
    std::vector<NewSeries> fresh;
    for (std::size_t k = 0; k < all.kinds.size(); ++k) fresh.push_back(series_of(all, k));
    std::vector<WriteResult> const written =
        store.write_all(std::move(fresh), r.replace ? WriteMode::replace : WriteMode::create);
    json documents = json::array();
    for (std::size_t k = 0; k < written.size(); ++k) {
        if (written[k].refusal) throw Error(*written[k].refusal);
        json document = series_document(written[k].entry);
        document.update(common_document(all, k));
        documents.push_back(std::move(document));
    }
    return documents;
}

void warn_of_actions(Series const& series, CommandContext const& context) {
    if (series.split_time.empty() && series.dividend_time.empty()) return;
    context.log.warn(series.symbol +
                     " has splits or dividends, which stand in the derived bars as moves of the "
                     "price: basicbot store adjust makes a series without them");
}

}  // namespace

Outcome store_derive(StoreDeriveRequest const& r, CommandContext const& context) {
    std::vector<DerivedBars> const kinds = checked(r);
    bool const trades = r.from == trades_name;
    // Trades may be the first that a store holds; nothing is made before they are read.
    bool const fresh = trades && !r.onto && !store_files::exists(r.store + store_files::marker_name);
    std::optional<Store> store;
    if (!fresh) store = open_store(r.store, context);
    std::vector<std::string> const symbols = fresh ? std::vector{r.symbol} : symbols_of(r, *store);
    for (std::string const& symbol : symbols) {
        if (r.onto) entries_of(*store, {r.store, symbol, ""});  // has bars, or its nearest names are said
        if (!fresh) refuse_present_series(r, *store, symbol, kinds);
    }
    json document = {{"command", "store derive"},
                     {"store", r.store},
                     {"from", r.from},
                     {"onto", r.onto},
                     {"series", json::array()}};
    for (std::string const& symbol : symbols) {
        DerivedOf all;
        if (trades) {
            all = derive(r.trades, symbol, kinds);
        } else {
            Series const series = store->load(symbol, r.from);
            warn_of_actions(series, context);
            all = derive(series, kinds);
        }
        if (fresh) store = Store::create(r.store);
        if (!r.onto)
            for (json& one : write_series(r, all, *store)) document["series"].push_back(std::move(one));
        for (std::size_t k = 0; r.onto && k < kinds.size(); ++k)
            document["series"].push_back(write_beside(r, all, k, *store));
    }
    return {std::move(document)};
}

Shape store_derive_shape() {
    using namespace shape;
    std::vector<Member> const counts = {
        {"kind", text("as renko:2.5")},
        {"source_bars", whole("that were read", "bars or trades")},
        {"left_over", whole("behind the last bar that was complete", "bars or trades")}};
    Shape const own = object(joined(series_members(), counts));
    Shape const onto =
        object(joined({{"symbol", text()},
                       {"bars", whole("that were derived", "bars")},
                       {"extra", list(text(), "series beside the symbol's bars, as strategies call them")},
                       {"seen", by_name(whole("bars at whose close one was known", "bars"),
                                        "by the symbol's bar lengths")}},
                      counts));
    return document_shape("store derive",
                          {{"store", text("folder of the store")},
                           {"from", text("bar length of the source, or trades")},
                           {"onto", flag("extra series beside the bars, and no series of their own")},
                           {"series", list(any_of({own, onto}))}});
}

std::string store_derive_text(json const& document) {
    std::string const unit = document.at("from") == trades_name ? "trades" : "source bars";
    std::string text;
    for (json const& s : document.at("series")) {
        text += plain(s.at("symbol").get<std::string>()) + " " +
                (s.contains("timeframe") ? s.at("timeframe") : s.at("kind")).get<std::string>() + ": " +
                s.at("bars").dump() + " bars out of " + s.at("source_bars").dump() + " " + unit;
        if (s.contains("extra")) {
            text += ", beside the bars as ";
            for (json const& name : s.at("extra"))
                text += (name == s.at("extra").front() ? "" : ", ") + name.get<std::string>();
        } else {
            text += ", from " + time_shown(s.at("first_local").get<std::string>(), false) + " to " +
                    time_shown(s.at("last_local").get<std::string>(), false);
        }
        text += "\n";
        if (s.at("left_over") > 0)
            text += "  " + s["left_over"].dump() + " " + unit + " at the end complete no bar\n";
    }
    if (document.at("onto").get<bool>()) text += "rules of a study read them where data.series names them\n";
    return text;
}

}  // namespace basicbot
