// Commands that fill bar stores: import, synth.

#include "engine/ingest/csv_format.hpp"
#include "engine/runner/command_import.hpp"
#include "engine/runner/command_line_parts.hpp"

namespace basicbot {

namespace {

void add_import(CommandTable& table) {
    auto const r = std::make_shared<ImportCommand>();
    CsvImportOptions& o = r->request.options;
    CLI::App* const c =
        add_command(table, table.app, "import", "Read bars from CSV files, packed or not, into a store",
                    "basicbot import goog_1d.csv --store bars --symbol GOOG --timeframe 1d "
                    "--timezone America/New_York --stamp open\n"
                    "  basicbot import BTCUSDT-1m-2024-*.zip --store bars");
    c->add_option("FILE", r->request.files,
                  "CSV files, as they are or in gzip or zip; of one series or of many")
        ->required();
    c->add_option("--store", r->request.store, "Folder of the store; made where it is missing")
        ->required()
        ->type_name("DIR");
    c->add_option("--symbol", r->request.symbol,
                  "Name of the series; by default what the file's column symbol says, or the file's name");
    std::string formats;
    for (std::string const& name : csv_format_names()) formats += (formats.empty() ? "" : ", ") + name;
    c->add_option("--format", o.format, formats + "; a known one says time zone, stamp and columns");
    c->add_option("--timeframe", o.timeframe, "Length of a bar: 1d, 1h, 5m, ...")->type_name("LENGTH");
    c->add_option("--timezone", o.timezone, "Clock of the file: UTC, America/New_York, ...")
        ->type_name("ZONE");
    c->add_option("--stamp", o.stamp, "What a time means: open or close of its bar")->type_name("WHICH");
    c->add_option("--session-close", o.session_close, "When daily bars are known, local time")
        ->type_name("HH:MM");
    c->add_option("--on-bad", r->on_bad, "Bad rows: reject (default), drop or keep")->type_name("WHAT");
    c->add_option("--dst", r->dst,
                  "Times that a clock change makes ambiguous: refuse (default), earliest, latest")
        ->type_name("WHICH");
    c->add_option("--epoch", r->epoch, "Unit of numeric times: auto (default), s, ms, us, ns")
        ->type_name("UNIT");
    c->add_option("--columns", o.columns,
                  "Names of the columns where the header does not say them, as date,open,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    c->add_option("--member", o.member, "File inside a zip archive that holds several");
    c->add_option("--side", o.side, "Of quotes: bid, ask or mid, the mean of the two")->type_name("WHICH");
    c->add_option("--ask", r->request.ask_file, "FILE holds bids and this one asks: the bars are their means")
        ->type_name("FILE");
    c->add_option("--price-divisor", o.price_divisor,
                  "Prices are divided by it: 100 where the file has cents")
        ->type_name("N");
    c->add_flag("--use-adj-close", o.use_adj_close, "Scale open, high and low by adjusted close / close");
    c->add_option("--currency", o.currency, "ISO code of the prices")->type_name("CODE");
    c->add_option("--source", o.source, "Where the bars came from; the file's name by default");
    c->add_option("--bars-per-year", o.bars_per_year, "Only a check against what is measured");
    c->add_flag("--replace", r->replace, "The new bars take the place of all old ones");
    c->add_flag("--append", r->append, "The new bars follow the old ones");
    table.entries[c] = {false, [=](CommandContext const& context) { return import_bars(*r, context); },
                        import_text};
}

void add_synth(CommandTable& table) {
    auto const r = std::make_shared<SynthRequest>();
    SynthOptions& o = r->options;
    CLI::App* const c =
        add_command(table, table.app, "synth", "Write seeded synthetic bars into a store",
                    "basicbot synth --store bars --symbol DEMO --bars 5000 --model regimes --seed 7");
    c->add_option("--store", r->store, "Folder of the store; made where it is missing")
        ->required()
        ->type_name("DIR");
    c->add_option("--symbol", r->symbol, "Name of the series")->required();
    c->add_option("--bars", o.bars, "How many")->required()->type_name("N");
    std::string models;
    for (std::string const& name : synth_model_names()) models += (models.empty() ? "" : ", ") + name;
    c->add_option("--model", r->model, models + " (gbm by default)");
    c->add_option("--seed", o.seed, "Start of the random numbers (1 by default)")->type_name("N");
    c->add_option("--timeframe", o.timeframe, "Length of a bar (1d by default)")->type_name("LENGTH");
    c->add_option("--start", o.start, "First day, UTC")->type_name("YYYY-MM-DD");
    c->add_option("--start-price", o.start_price, "First price; the model's by default");
    c->add_option("--volatility", o.volatility, "Per year (0.2 by default)");
    c->add_option("--drift", o.drift, "Per year (0.05 by default)");
    c->add_flag("--replace", r->replace, "Take the place of an older series of that name");
    table.entries[c] = {false, [=](CommandContext const& context) { return synth_series(*r, context); },
                        synth_text};
}

}  // namespace

void add_data_commands(CommandTable& table) {
    add_import(table);
    add_synth(table);
}

}  // namespace basicbot
