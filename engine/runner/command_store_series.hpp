#pragma once
// basicbot store diff | export | resample.

#include "engine/ingest/resample.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreDiffRequest {
    std::string store, other;
    std::string symbol, timeframe;  // empty = all
};

// {command, store, other, equal, series [{symbol, timeframe, state, common, only_in_store, only_in_other,
// differing, first, columns {name: {bars, largest}}, actions, meaning [..], provenance [..]}]}; state is
// equal, differs, only_in_store or only_in_other, and the last two end the object.
Outcome store_diff(StoreDiffRequest const& request, CommandContext const& context);
std::string store_diff_text(nlohmann::json const& document);

struct StoreExportRequest {
    std::string store, symbol, timeframe, out;
    bool replace = false;  // a file that is there
};

// {command, store, symbol, timeframe, bars, out, bytes}
Outcome store_export(StoreExportRequest const& request, CommandContext const& context);
std::string store_export_text(nlohmann::json const& document);

struct StoreResampleRequest {
    std::string store, symbol, from;
    ResampleOptions options;
    bool replace = false;
};

// {command, store, from, series [{symbol, ..., incomplete, last_is_partial}]}
Outcome store_resample(StoreResampleRequest const& request, CommandContext const& context);
std::string store_resample_text(nlohmann::json const& document);

}  // namespace basicbot
