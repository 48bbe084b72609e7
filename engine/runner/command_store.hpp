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

nlohmann::json series_document(StoreEntry const& entry);
std::vector<Member> series_members();

Outcome store_list(StoreRequest const& request, CommandContext const& context);
// As store_list, each series with what its file says of itself (stamp, bar length, hashes, gaps).
Outcome store_info(StoreRequest const& request, CommandContext const& context);
// Fails with Error(data) where anything is not as it was written.
Outcome store_verify(StoreRequest const& request, CommandContext const& context);

std::string store_list_text(nlohmann::json const& document);
std::string store_info_text(nlohmann::json const& document);
std::string store_verify_text(nlohmann::json const& document);

Shape store_list_shape();
Shape store_info_shape();
Shape store_verify_shape();

}  // namespace basicbot
