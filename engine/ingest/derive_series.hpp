#pragma once
// Derived bars as what a store keeps: a series of their own, or extra series beside the bars of time that a
// study runs over.

#include <string>
#include <vector>

#include "engine/bars/extra_series.hpp"
#include "engine/bars/store.hpp"
#include "engine/ingest/derive.hpp"
#include "engine/ingest/trades.hpp"

namespace basicbot {

// Several kinds out of one reading of the source.
struct DerivedOf {
    std::string symbol, source;   // bar length of the source, or "trades"
    SeriesAttributes attributes;  // of the source; input_hash is that of its bars or files
    std::vector<DerivedBars> kinds;
    std::vector<Derived> made;  // one a kind
};

// Error(data) as Deriver, and "no_bars" where the source ends before a kind's first bar is complete.
DerivedOf derive(Series const& series, std::vector<DerivedBars> kinds);
DerivedOf derive(TradeFiles const& trades, std::string const& symbol, std::vector<DerivedBars> kinds);

// Kind k under derived_name(), in stored_form(). Its name marks it as derived; `source` says what of and
// `input_hash` is the source's. Splits and dividends stay with the source.
NewSeries series_of(DerivedOf const& all, std::size_t k);

// Names of beside(): the prefix and _open, _high, _low, _close, _volume.
std::vector<std::string> names_beside(std::string const& prefix);
// The last of kind k's bars that was known at each time, in extra series of these names. They carry the times
// at which the bars became known, not those of the stored form.
std::vector<ExtraSeries> beside(DerivedOf const& all, std::size_t k, std::string const& prefix);

}  // namespace basicbot
