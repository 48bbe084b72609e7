#pragma once
// basicbot import, basicbot synth: bars into a store.

#include "engine/bars/store.hpp"
#include "engine/ingest/import_files.hpp"
#include "engine/ingest/synth.hpp"
#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct ImportCommand {
    ImportRequest request;
    std::string dst = "refuse", on_bad = "reject", epoch = "auto";  // as written
    bool replace = false, append = false;
};

// Fails with Error(data) where anything was refused.
Outcome import_bars(ImportCommand command, CommandContext const& context);
std::string import_text(nlohmann::json const& document);
Shape import_shape();

struct SynthRequest {
    std::string store, symbol, model = "gbm";
    SynthOptions options;
    bool replace = false;
};

Outcome synth_series(SynthRequest request, CommandContext const& context);
std::string synth_text(nlohmann::json const& document);
Shape synth_shape();

}  // namespace basicbot
