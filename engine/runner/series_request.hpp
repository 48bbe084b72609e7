#pragma once
// Expressions over symbols of a store: what commands that compute series are asked with.

#include <string>
#include <vector>

#include "engine/bars/store.hpp"
#include "engine/plan/expressions.hpp"

namespace basicbot {

struct SeriesRequest {
    std::string store, timeframe;          // no timeframe: the only length that the symbol has
    std::vector<std::string> symbols;      // "*" = all of the store
    std::vector<std::string> expressions;  // parse_series's, or NAME = one
    std::vector<std::string> series;       // extra series that they may read
};

struct NamedExpressions {
    std::vector<Expression> list;
    std::vector<std::string> names;  // as given, "" where none was
};

// Error(usage) for a name that is none or stands twice, and what parse_series refuses.
NamedExpressions named_expressions(SeriesRequest const& request);

// One entry a symbol; derived bars only where they are asked for or stand alone. Error(usage) where a symbol
// has bars of several lengths and none was asked for.
std::vector<StoreEntry> wanted_entries(Store const& store, SeriesRequest const& request);

// The bars of an entry with the extra series that a plan reads, as known at the bars' close.
Series load_wanted(Store const& store, StoreEntry const& entry, SeriesRequest const& request,
                   std::vector<std::string> const& extra);

}  // namespace basicbot
