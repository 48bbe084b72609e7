// Commands on bar stores: store list, info, verify, diff, export, resample, derive, actions, adjust, extra.

#include "engine/runner/command_line_parts.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/command_store_actions.hpp"
#include "engine/runner/command_store_derive.hpp"
#include "engine/runner/command_store_extra.hpp"
#include "engine/runner/command_store_series.hpp"

namespace basicbot {

namespace {

void add_diff(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreDiffRequest>();
    CLI::App* const c =
        add_command(table, store, "diff", "In what two stores differ, bar by bar; differing is no error",
                    "basicbot store diff bars yesterday GOOG 1d");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "OTHER", r->other, "Folder of the other store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Only this symbol");
    option(table, *c, "TIMEFRAME", r->timeframe, "Only this bar length");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_diff(*r, context); },
                        store_diff_text, store_diff_shape};
}

void add_export(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreExportRequest>();
    CLI::App* const c = add_command(table, store, "export", "Write series as CSV, every bit of them",
                                    "basicbot store export bars GOOG 1d --out goog.csv\n"
                                    "  basicbot store export bars '*' 1d --out folder");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Name of the series, or '*' for all")->required();
    option(table, *c, "TIMEFRAME", r->timeframe, "Its bar length, or '*' for all")->required();
    option(table, *c, "--out", r->out, "The CSV file; of '*' a folder, with SYMBOL_TIMEFRAME.csv in it")
        ->required()
        ->type_name("FILE");
    flag(table, *c, "--replace", r->replace, "Write over a file that is there");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_export(*r, context); },
                        store_export_text, store_export_shape};
}

void add_resample(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreResampleRequest>();
    CLI::App* const c = add_command(table, store, "resample", "Make longer bars out of shorter ones",
                                    "basicbot store resample bars BTCUSDT 1m 1h");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Name of the series, or '*' for all")->required();
    option(table, *c, "FROM", r->from, "Bar length that is there")->required();
    option(table, *c, "TO", r->options.timeframe, "Bar length to make")->required();
    option(table, *c, "--session-close", r->options.session_close, "When daily bars are known, local time")
        ->type_name("HH:MM");
    flag(table, *c, "--drop-partial", r->options.drop_partial,
         "Leave out a last bar that is not complete yet");
    flag(table, *c, "--replace", r->replace, "Take the place of older bars of that length");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_resample(*r, context); },
                        store_resample_text, store_resample_shape};
}

void add_derive(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreDeriveRequest>();
    CLI::App* const c =
        add_command(table, store, "derive", "Make volume, dollar, tick, range, Renko or Heikin-Ashi bars",
                    "basicbot store derive bars BTCUSDT 1m renko:50 --onto\n"
                    "  basicbot store derive bars BTCUSDT trades volume:1000 dollar:5e6 --trades trades.csv "
                    "--timezone UTC");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Name of the series, or '*' for all")->required();
    option(table, *c, "FROM", r->from, "Bar length that is there, or trades for those of --trades")
        ->required();
    option(table, *c, "KIND", r->kinds,
           "volume:UNITS, dollar:MONEY, tick:COUNT, range:PRICE, renko:PRICE, heikin_ashi; one or more")
        ->required();
    flag(
        table, *c, "--onto", r->onto,
        "Not a series of their own but extra series beside the bars, which rules may read: renko_close, ...");
    option(table, *c, "--as", r->as, "With --onto: what their names begin with, in place of the kind")
        ->type_name("PREFIX");
    option(table, *c, "--trades", r->trades.files,
           "CSV files of trades, packed or not, with columns time, price and size")
        ->type_name("FILE");
    option(table, *c, "--timezone", r->trades.timezone, "Clock of the trades: UTC, America/New_York, ...")
        ->type_name("ZONE");
    option(table, *c, "--columns", r->trades.columns,
           "Names of the trades' columns where the files have no header, as id,price,size,time")
        ->delimiter(',')
        ->allow_extra_args(false);
    flag(table, *c, "--replace", r->replace, "Take the place of older series of these names");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_derive(*r, context); },
                        store_derive_text, store_derive_shape};
}

void add_actions(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreActionsRequest>();
    CLI::App* c =
        add_command(table, store, "actions", "Give raw bars their splits and dividends, or show them",
                    "basicbot store actions bars AAPL --splits splits.csv --dividends dividends.csv");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Name of the series")->required();
    option(table, *c, "TIMEFRAME", r->timeframe, "Only this bar length");
    option(table, *c, "--splits", r->splits, "CSV with columns date and splits: 4, 4:1 or 4/1")
        ->type_name("FILE");
    option(table, *c, "--dividends", r->dividends, "CSV with columns date and dividends, per raw share")
        ->type_name("FILE");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_actions(*r, context); },
                        store_actions_text, store_actions_shape};

    auto const a = std::make_shared<StoreAdjustRequest>();
    c = add_command(table, store, "adjust",
                    "Make a series of adjusted prices out of raw ones and their actions",
                    "basicbot store adjust bars AAPL 1d --as AAPL.adjusted");
    option(table, *c, "DIR", a->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", a->symbol, "Name of the raw series")->required();
    option(table, *c, "TIMEFRAME", a->timeframe, "Its bar length")->required();
    option(table, *c, "--as", a->as, "Name of the adjusted series")->required()->type_name("SYMBOL");
    option(table, *c, "--for", a->adjust, "splits (default) or all, which is dividends too",
           {"splits", "all"})
        ->type_name("WHICH");
    flag(table, *c, "--replace", a->replace, "Take the place of an older series of that name");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_adjust(*a, context); },
                        store_adjust_text, store_adjust_shape};
}

void add_extra(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreExtraRequest>();
    ExtraImport& i = r->import;
    CLI::App* const c = add_command(
        table, store, "extra", "Keep a series beside a symbol's bars, or show those that are kept",
        "basicbot store extra bars AAPL sentiment --from mood.csv --timezone UTC --delay 1h");
    option(table, *c, "DIR", r->store, "Folder of the store")->required();
    option(table, *c, "SYMBOL", r->symbol, "Whose bars it belongs to")->required();
    option(table, *c, "NAME", i.name, "Name of the extra series");
    option(table, *c, "--from", i.file, "CSV with columns date, value and known_at; replaces an older one")
        ->type_name("FILE");
    option(table, *c, "--value", i.value, "Column of the values: value, or the NAME, by default")
        ->type_name("COLUMN");
    option(table, *c, "--timezone", i.timezone, "Clock of the file: UTC, America/New_York, ...")
        ->type_name("ZONE");
    option(table, *c, "--delay", i.delay,
           "Without a column known_at: how long after its time a value was known, 0s, 1h, 1d")
        ->type_name("LENGTH");
    option(table, *c, "--source", i.source, "Where the values came from; the file's name by default");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_extra(*r, context); },
                        store_extra_text, store_extra_shape};
}

}  // namespace

void add_store_commands(CommandTable& table) {
    CLI::App* const store = add_command(table, table.app, "store",
                                        "What a store holds, whether it is sound, and what can be made of it",
                                        "basicbot store list bars");
    store->require_subcommand(0, 1);
    auto const add = [&](char const* name, char const* description, auto run, auto text, auto shape) {
        auto const r = std::make_shared<StoreRequest>();
        std::string const example = std::string("basicbot store ") + name + " bars";
        CLI::App* const c = add_command(table, *store, name, description, example.c_str());
        option(table, *c, "DIR", r->store, "Folder of the store")->required();
        option(table, *c, "SYMBOL", r->symbol, "Only this symbol");
        option(table, *c, "TIMEFRAME", r->timeframe, "Only this bar length");
        table.entries[c] = {false, [=](CommandContext const& context) { return run(*r, context); }, text,
                            shape};
    };
    add("list", "One line per series", store_list, store_list_text, store_list_shape);
    add("info", "Everything the store knows about its series", store_info, store_info_text, store_info_shape);
    add("verify", "Read everything and compare all hashes", store_verify, store_verify_text,
        store_verify_shape);
    add_diff(table, *store);
    add_export(table, *store);
    add_resample(table, *store);
    add_derive(table, *store);
    add_actions(table, *store);
    add_extra(table, *store);
}

}  // namespace basicbot
