#pragma once
// basicbot store list | info | verify.

#include "engine/bars/store.hpp"
#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct StoreRequest {
    std::string store;
    std::string symbol, timeframe;  // empty = all
};

// Shows what opening had to mend.
Store open_store(std::string const& path, CommandContext const& context);
// The entries that the request names. A name that is not there fails as in a study, with the nearest names.
std::vector<StoreEntry> entries_of(Store const& store, StoreRequest const& request);

// {symbol, timeframe, bars, first, last, first_local, last_local, bytes, timezone, currency, source,
// adjustments, data_hash, file}; first and last are UTC, the local ones what the clock of the series showed:
// the dates of the first and last bar for daily bars, else the first open and the last close.
nlohmann::json series_document(StoreEntry const& entry);

// {command, store, series [..]}
Outcome store_list(StoreRequest const& request, CommandContext const& context);
// As store_list, each series with what its file says of itself (stamp, bar length, hashes, gaps).
Outcome store_info(StoreRequest const& request, CommandContext const& context);
// {command, store, ok, bars, bytes, files [{file, symbol, timeframe, bars, bytes, problem}], problems [..]};
// fails with Error(data) where anything is not as it was written.
Outcome store_verify(StoreRequest const& request, CommandContext const& context);

std::string store_list_text(nlohmann::json const& document);
std::string store_info_text(nlohmann::json const& document);
std::string store_verify_text(nlohmann::json const& document);

}  // namespace basicbot
