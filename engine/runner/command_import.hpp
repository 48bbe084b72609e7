#pragma once
// basicbot import, basicbot synth: bars into a store.

#include "engine/bars/store.hpp"
#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/synth.hpp"
#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct ImportRequest {
    std::string file, store, symbol;
    CsvImportOptions options;
    std::string dst = "refuse", on_bad = "reject", epoch = "auto";  // as written
    bool replace = false, append = false;
};

// {command, store, series {symbol, timeframe, bars, first, last, ...}, appended, new_bars, report {...}};
// bars counts those of the store.
Outcome import_file(ImportRequest request, CommandContext const& context);
std::string import_text(nlohmann::json const& document);

struct SynthRequest {
    std::string store, symbol, model = "gbm";
    SynthOptions options;
    bool replace = false;
};

// {command, store, series {...}, model, seed}
Outcome synth_series(SynthRequest request, CommandContext const& context);
std::string synth_text(nlohmann::json const& document);

}  // namespace basicbot
