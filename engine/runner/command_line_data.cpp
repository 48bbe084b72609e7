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
    option(table, *c, "FILE", r->request.files,
           "CSV files, as they are or in gzip or zip; of one series or of many")
        ->required();
    option(table, *c, "--store", r->request.store, "Folder of the store; made where it is missing")
        ->required()
        ->type_name("DIR");
    option(table, *c, "--symbol", r->request.symbol,
           "Name of the series; by default what the file's column symbol says, or the file's name");
    std::string formats;
    for (std::string const& name : csv_format_names()) formats += (formats.empty() ? "" : ", ") + name;
    option(table, *c, "--format", o.format, formats + "; a known one says time zone, stamp and columns",
           csv_format_names());
    option(table, *c, "--timeframe", o.timeframe, "Length of a bar: 1d, 1h, 5m, ...")->type_name("LENGTH");
    option(table, *c, "--timezone", o.timezone, "Clock of the file: UTC, America/New_York, ...")
        ->type_name("ZONE");
    option(table, *c, "--stamp", o.stamp, "What a time means: open or close of its bar", {"open", "close"})
        ->type_name("WHICH");
    option(table, *c, "--session-close", o.session_close, "When daily bars are known, local time")
        ->type_name("HH:MM");
    option(table, *c, "--on-bad", r->on_bad, "Bad rows: reject (default), drop or keep",
           {"reject", "drop", "keep"})
        ->type_name("WHAT");
    option(table, *c, "--dst", r->dst,
           "Times that a clock change makes ambiguous: refuse (default), earliest, latest",
           {"refuse", "earliest", "latest"})
        ->type_name("WHICH");
    option(table, *c, "--epoch", r->epoch, "Unit of numeric times: auto (default), s, ms, us, ns",
           {"auto", "s", "ms", "us", "ns"})
        ->type_name("UNIT");
    option(table, *c, "--columns", o.columns,
           "Names of the columns where the header does not say them, as date,open,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    option(table, *c, "--member", o.member, "File inside a zip archive that holds several");
    option(table, *c, "--side", o.side, "Of quotes: bid, ask or mid, the mean of the two",
           {"bid", "ask", "mid"})
        ->type_name("WHICH");
    option(table, *c, "--ask", r->request.ask_file,
           "FILE holds bids and this one asks: the bars are their means")
        ->type_name("FILE");
    option(table, *c, "--price-divisor", o.price_divisor,
           "Prices are divided by it: 100 where the file has cents")
        ->type_name("N");
    flag(table, *c, "--use-adj-close", o.use_adj_close, "Scale open, high and low by adjusted close / close");
    option(table, *c, "--currency", o.currency, "ISO code of the prices")->type_name("CODE");
    option(table, *c, "--source", o.source, "Where the bars came from; the file's name by default");
    option(table, *c, "--bars-per-year", o.bars_per_year, "Only a check against what is measured");
    flag(table, *c, "--replace", r->replace, "The new bars take the place of all old ones");
    flag(table, *c, "--append", r->append, "The new bars follow the old ones");
    table.entries[c] = {false, [=](CommandContext const& context) { return import_bars(*r, context); },
                        import_text, import_shape};
}

void add_synth(CommandTable& table) {
    auto const r = std::make_shared<SynthRequest>();
    SynthOptions& o = r->options;
    CLI::App* const c =
        add_command(table, table.app, "synth", "Write seeded synthetic bars into a store",
                    "basicbot synth --store bars --symbol DEMO --bars 5000 --model regimes --seed 7");
    option(table, *c, "--store", r->store, "Folder of the store; made where it is missing")
        ->required()
        ->type_name("DIR");
    option(table, *c, "--symbol", r->symbol, "Name of the series")->required();
    option(table, *c, "--bars", o.bars, "How many")->required()->type_name("N");
    std::string models;
    for (std::string const& name : synth_model_names()) models += (models.empty() ? "" : ", ") + name;
    option(table, *c, "--model", r->model, models + " (gbm by default)", synth_model_names());
    option(table, *c, "--seed", o.seed, "Start of the random numbers (1 by default)")->type_name("N");
    option(table, *c, "--timeframe", o.timeframe, "Length of a bar (1d by default)")->type_name("LENGTH");
    option(table, *c, "--start", o.start, "First day, UTC")->type_name("YYYY-MM-DD");
    option(table, *c, "--start-price", o.start_price, "First price; the model's by default");
    option(table, *c, "--volatility", o.volatility, "Per year (0.2 by default)");
    option(table, *c, "--drift", o.drift, "Per year (0.05 by default)");
    flag(table, *c, "--replace", r->replace, "Take the place of an older series of that name");
    table.entries[c] = {false, [=](CommandContext const& context) { return synth_series(*r, context); },
                        synth_text, synth_shape};
}

}  // namespace

void add_data_commands(CommandTable& table) {
    add_import(table);
    add_synth(table);
}

}  // namespace basicbot
