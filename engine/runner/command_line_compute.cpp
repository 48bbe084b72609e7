// indicators compute.

#include "engine/runner/command_compute.hpp"
#include "engine/runner/command_line_parts.hpp"

namespace basicbot {

void add_compute_command(CommandTable& table, CLI::App& indicators) {
    auto const r = std::make_shared<ComputeRequest>();
    CLI::App* const c = add_command(
        table, indicators, "compute", "Columns of indicators over the bars of a store, as files",
        "basicbot indicators compute --store bars --symbols GOOG rsi:14 'sma(close, {5..200..5})'");
    option(
        table, *c, "EXPRESSION", r->expressions,
        "rsi:14, 'macd(close, {8..16}, 26, 9)', 'gap = open / close[1] - 1'; {from..to..step} and {a, b} are "
        "axes")
        ->required();
    option(table, *c, "--store", r->store, "Folder of the store")->required()->type_name("DIR");
    option(table, *c, "--symbols", r->symbols, "Symbols, as GOOG,NASDAQ; '*' for all")
        ->required()
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    option(table, *c, "--timeframe", r->timeframe, "Length of a bar, where a symbol has several")
        ->type_name("LENGTH");
    option(table, *c, "--series", r->series, "Extra series of the store that the expressions read")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    r->out = "columns";
    option(table, *c, "--out", r->out, "Folder of the files, or for one symbol a file.h5")
        ->type_name("PLACE");
    flag(table, *c, "--replace", r->replace, "Over files that are there");
    add_machine_options(table, *c, r->options, r->memory);
    table.entries[c] = {true, [=](CommandContext const& context) { return compute_command(*r, context); },
                        compute_text, compute_shape};
}

}  // namespace basicbot
