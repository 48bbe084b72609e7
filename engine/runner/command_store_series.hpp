#pragma once
// basicbot store diff | export | resample.

#include "engine/ingest/resample.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreDiffRequest {
    std::string store, other;
    std::string symbol, timeframe;  // empty = all
};

Outcome store_diff(StoreDiffRequest const& request, CommandContext const& context);
std::string store_diff_text(nlohmann::json const& document);
Shape store_diff_shape();

struct StoreExportRequest {
    std::string store;
    std::string symbol, timeframe;  // "*" = all
    std::string out;       // a file of one series; a folder, with <symbol>_<timeframe>.csv in it, of several
    bool replace = false;  // a file that is there
};

Outcome store_export(StoreExportRequest const& request, CommandContext const& context);
std::string store_export_text(nlohmann::json const& document);
Shape store_export_shape();

struct StoreResampleRequest {
    std::string store, symbol, from;
    ResampleOptions options;
    bool replace = false;
};

Outcome store_resample(StoreResampleRequest const& request, CommandContext const& context);
std::string store_resample_text(nlohmann::json const& document);
Shape store_resample_shape();

}  // namespace basicbot
