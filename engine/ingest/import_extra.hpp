#pragma once
// Extra series from a CSV file, packed or not (A22).

#include <string>

#include "engine/bars/extra_series.hpp"

namespace basicbot {

struct ExtraImport {
    std::string file, symbol, name;
    std::string value;     // column of the values; empty = "value", or the name of the series
    std::string timezone;  // required: IANA name of the file's clock
    // When a value was known: a column known_at, or so long after the time that it is about. Without the
    // column the delay must be stated, if only as "0s".
    std::string delay;
    std::string source;
};

// Columns date (or time, timestamp, datetime), the value, and known_at. A date without a time of day begins
// what a value is about and ends when it was known: the local midnight after it. An empty value is known to
// be missing. Rows may come in any order. Error(usage) for options, Error(data) at file:line.
ExtraSeries import_extra(ExtraImport const& request);

}  // namespace basicbot
