#pragma once
// basicbot store extra: series beside the bars of a symbol.

#include "engine/ingest/import_extra.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreExtraRequest {
    std::string store, symbol;
    ExtraImport import;  // file empty = only show; its name empty = all of the symbol
};

// {command, store, symbol, changed, extra [{name, rows, values, first, last, first_known, last_known, source,
// input_hash, seen {timeframe: bars}}]}; values are the rows that are not missing, `seen` counts the bars of
// the symbol at whose close a value was known.
Outcome store_extra(StoreExtraRequest request, CommandContext const& context);
std::string store_extra_text(nlohmann::json const& document);

}  // namespace basicbot
