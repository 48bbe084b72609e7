// indicators compute, and study: what is computed of expressions.

#include "engine/runner/command_compute.hpp"
#include "engine/runner/command_line_parts.hpp"
#include "engine/runner/command_signal_study.hpp"

namespace basicbot {

// What to compute, and over which bars.
static void add_series_options(CommandTable& table, CLI::App& command, SeriesRequest& request) {
    option(
        table, command, "EXPRESSION", request.expressions,
        "rsi:14, 'macd(close, {8..16}, 26, 9)', 'gap = open / close[1] - 1'; {from..to..step} and {a, b} are "
        "axes")
        ->required();
    option(table, command, "--store", request.store, "Folder of the store")->required()->type_name("DIR");
    option(table, command, "--symbols", request.symbols, "Symbols, as GOOG,NASDAQ; '*' for all")
        ->required()
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    option(table, command, "--timeframe", request.timeframe, "Length of a bar, where a symbol has several")
        ->type_name("LENGTH");
    option(table, command, "--series", request.series, "Extra series of the store that the expressions read")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
}

void add_compute_command(CommandTable& table, CLI::App& indicators) {
    auto const r = std::make_shared<ComputeRequest>();
    CLI::App* const c = add_command(
        table, indicators, "compute", "Columns of indicators over the bars of a store, as files",
        "basicbot indicators compute --store bars --symbols GOOG rsi:14 'sma(close, {5..200..5})'");
    add_series_options(table, *c, *r);
    r->out = "columns";
    option(table, *c, "--out", r->out, "Folder of the files, or for one symbol a file.h5")
        ->type_name("PLACE");
    flag(table, *c, "--replace", r->replace, "Over files that are there");
    add_machine_options(table, *c, r->options, r->memory);
    table.entries[c] = {true, [=](CommandContext const& context) { return compute_command(*r, context); },
                        compute_text, compute_shape};
}

void add_signal_study_command(CommandTable& table) {
    auto const r = std::make_shared<SignalStudyRequest>();
    CLI::App* const c =
        add_command(table, table.app, "study", "What prices did after a value or an event was known",
                    "basicbot study 'rsi(close, {5..20..5})' 'cross_above(close, sma(close, 50))' --store "
                    "bars --symbols '*'");
    add_series_options(table, *c, *r);
    option(table, *c, "--horizons", r->horizons, "Bars from entry to exit, as 1,5,20")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("BARS");
    option(table, *c, "--quantiles", r->quantiles,
           "Groups of equal size that values are sorted into, 2 to 100");
    option(table, *c, "--entry", r->entry,
           "Bought at the next bar's open, or at the close that the value is of", {"open", "close"});
    option(table, *c, "--out", r->out, "Also a file.h5 of all results, with labelled axes")
        ->type_name("FILE");
    flag(table, *c, "--replace", r->replace, "Over a file that is there");
    option(table, *c, "--top", r->top, "Rows that are shown, those with the strongest ic or edge first");
    add_machine_options(table, *c, r->options, r->memory);
    table.entries[c] = {true,
                        [=](CommandContext const& context) { return signal_study_command(*r, context); },
                        signal_study_text, signal_study_shape};
}

}  // namespace basicbot
