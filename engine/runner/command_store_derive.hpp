#pragma once
// basicbot store derive: volume, dollar, tick, range, Renko and Heikin-Ashi bars.

#include "engine/ingest/derive_series.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreDeriveRequest {
    std::string store, symbol;
    std::string from;                // bar length of the source, or "trades"
    std::vector<std::string> kinds;  // parse_derived()'s
    TradeFiles trades;               // from = "trades"
    bool onto = false;               // extra series beside the symbol's bars instead of a series of their own
    std::string as;                  // what their names begin with; empty = the kind's name
    bool replace = false;            // what is there under these names
};

Outcome store_derive(StoreDeriveRequest const& request, CommandContext const& context);
std::string store_derive_text(nlohmann::json const& document);
Shape store_derive_shape();

}  // namespace basicbot
