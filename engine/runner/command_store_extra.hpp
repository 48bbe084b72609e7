#pragma once
// basicbot store extra: series beside the bars of a symbol.

#include "engine/ingest/import_extra.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreExtraRequest {
    std::string store, symbol;
    ExtraImport import;  // file empty = only show; its name empty = all of the symbol
};

Outcome store_extra(StoreExtraRequest request, CommandContext const& context);
std::string store_extra_text(nlohmann::json const& document);
Shape store_extra_shape();

}  // namespace basicbot
