// Commands on bar stores: store list, info, verify, diff, export, resample, actions, adjust, extra.

#include "engine/runner/command_line_parts.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/command_store_actions.hpp"
#include "engine/runner/command_store_extra.hpp"
#include "engine/runner/command_store_series.hpp"

namespace basicbot {

namespace {

void add_diff(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreDiffRequest>();
    CLI::App* const c =
        add_command(table, store, "diff", "In what two stores differ, bar by bar; differing is no error",
                    "basicbot store diff bars yesterday GOOG 1d");
    c->add_option("DIR", r->store, "Folder of the store")->required();
    c->add_option("OTHER", r->other, "Folder of the other store")->required();
    c->add_option("SYMBOL", r->symbol, "Only this symbol");
    c->add_option("TIMEFRAME", r->timeframe, "Only this bar length");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_diff(*r, context); },
                        store_diff_text};
}

void add_export(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreExportRequest>();
    CLI::App* const c = add_command(table, store, "export", "Write a series as CSV, every bit of it",
                                    "basicbot store export bars GOOG 1d --out goog.csv");
    c->add_option("DIR", r->store, "Folder of the store")->required();
    c->add_option("SYMBOL", r->symbol, "Name of the series")->required();
    c->add_option("TIMEFRAME", r->timeframe, "Its bar length")->required();
    c->add_option("--out", r->out, "The CSV file; what is there already is replaced")
        ->required()
        ->type_name("FILE");
    c->add_flag("--replace", r->replace, "Write over a file that is there");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_export(*r, context); },
                        store_export_text};
}

void add_resample(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreResampleRequest>();
    CLI::App* const c = add_command(table, store, "resample", "Make longer bars out of shorter ones",
                                    "basicbot store resample bars BTCUSDT 1m 1h");
    c->add_option("DIR", r->store, "Folder of the store")->required();
    c->add_option("SYMBOL", r->symbol, "Name of the series, or '*' for all")->required();
    c->add_option("FROM", r->from, "Bar length that is there")->required();
    c->add_option("TO", r->options.timeframe, "Bar length to make")->required();
    c->add_option("--session-close", r->options.session_close, "When daily bars are known, local time")
        ->type_name("HH:MM");
    c->add_flag("--drop-partial", r->options.drop_partial, "Leave out a last bar that is not complete yet");
    c->add_flag("--replace", r->replace, "Take the place of older bars of that length");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_resample(*r, context); },
                        store_resample_text};
}

void add_actions(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreActionsRequest>();
    CLI::App* c =
        add_command(table, store, "actions", "Give raw bars their splits and dividends, or show them",
                    "basicbot store actions bars AAPL --splits splits.csv --dividends dividends.csv");
    c->add_option("DIR", r->store, "Folder of the store")->required();
    c->add_option("SYMBOL", r->symbol, "Name of the series")->required();
    c->add_option("TIMEFRAME", r->timeframe, "Only this bar length");
    c->add_option("--splits", r->splits, "CSV with columns date and splits: 4, 4:1 or 4/1")
        ->type_name("FILE");
    c->add_option("--dividends", r->dividends, "CSV with columns date and dividends, per raw share")
        ->type_name("FILE");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_actions(*r, context); },
                        store_actions_text};

    auto const a = std::make_shared<StoreAdjustRequest>();
    c = add_command(table, store, "adjust",
                    "Make a series of adjusted prices out of raw ones and their actions",
                    "basicbot store adjust bars AAPL 1d --as AAPL.adjusted");
    c->add_option("DIR", a->store, "Folder of the store")->required();
    c->add_option("SYMBOL", a->symbol, "Name of the raw series")->required();
    c->add_option("TIMEFRAME", a->timeframe, "Its bar length")->required();
    c->add_option("--as", a->as, "Name of the adjusted series")->required()->type_name("SYMBOL");
    c->add_option("--for", a->adjust, "splits (default) or all, which is dividends too")->type_name("WHICH");
    c->add_flag("--replace", a->replace, "Take the place of an older series of that name");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_adjust(*a, context); },
                        store_adjust_text};
}

void add_extra(CommandTable& table, CLI::App& store) {
    auto const r = std::make_shared<StoreExtraRequest>();
    ExtraImport& i = r->import;
    CLI::App* const c = add_command(
        table, store, "extra", "Keep a series beside a symbol's bars, or show those that are kept",
        "basicbot store extra bars AAPL sentiment --from mood.csv --timezone UTC --delay 1h");
    c->add_option("DIR", r->store, "Folder of the store")->required();
    c->add_option("SYMBOL", r->symbol, "Whose bars it belongs to")->required();
    c->add_option("NAME", i.name, "Name of the extra series");
    c->add_option("--from", i.file, "CSV with columns date, value and known_at; replaces an older one")
        ->type_name("FILE");
    c->add_option("--value", i.value, "Column of the values: value, or the NAME, by default")
        ->type_name("COLUMN");
    c->add_option("--timezone", i.timezone, "Clock of the file: UTC, America/New_York, ...")
        ->type_name("ZONE");
    c->add_option("--delay", i.delay,
                  "Without a column known_at: how long after its time a value was known, 0s, 1h, 1d")
        ->type_name("LENGTH");
    c->add_option("--source", i.source, "Where the values came from; the file's name by default");
    table.entries[c] = {false, [=](CommandContext const& context) { return store_extra(*r, context); },
                        store_extra_text};
}

}  // namespace

void add_store_commands(CommandTable& table) {
    CLI::App* const store = add_command(table, table.app, "store",
                                        "What a store holds, whether it is sound, and what can be made of it",
                                        "basicbot store list bars");
    store->require_subcommand(0, 1);
    auto const add = [&](char const* name, char const* description, auto run, auto text) {
        auto const r = std::make_shared<StoreRequest>();
        std::string const example = std::string("basicbot store ") + name + " bars";
        CLI::App* const c = add_command(table, *store, name, description, example.c_str());
        c->add_option("DIR", r->store, "Folder of the store")->required();
        c->add_option("SYMBOL", r->symbol, "Only this symbol");
        c->add_option("TIMEFRAME", r->timeframe, "Only this bar length");
        table.entries[c] = {false, [=](CommandContext const& context) { return run(*r, context); }, text};
    };
    add("list", "One line per series", store_list, store_list_text);
    add("info", "Everything the store knows about its series", store_info, store_info_text);
    add("verify", "Read everything and compare all hashes", store_verify, store_verify_text);
    add_diff(table, *store);
    add_export(table, *store);
    add_resample(table, *store);
    add_actions(table, *store);
    add_extra(table, *store);
}

}  // namespace basicbot
