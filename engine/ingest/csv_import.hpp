#pragma once
// Bars from a CSV file. What a file cannot say (time zone, meaning of the stamp, bar length) has to be
// stated.

#include <string>
#include <vector>

#include "engine/bars/columns.hpp"
#include "engine/ingest/import_report.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

enum class OnBad {
    reject,  // the first bad row ends the import (default)
    drop,    // bad rows are left out and counted; rows out of order are sorted
    keep     // what the store can hold stays (order is mended, prices <= 0 stay), the rest is refused
};

struct CsvImportOptions {
    std::string timezone;   // required: IANA name of the source's clock
    std::string stamp;      // required: "open" or "close"
    std::string timeframe;  // required: "1d", "1h", ...
    DstChoice dst = DstChoice::refuse;
    OnBad on_bad = OnBad::reject;
    EpochUnit epoch = EpochUnit::by_magnitude;
    std::string session_close;         // "HH:MM" local, daily bars only (A22)
    bool use_adj_close = false;        // scale open, high, low by adj close / close (A23)
    std::vector<std::string> columns;  // names by position, where the file has no header or another one
    std::string currency, source;      // attributes; source defaults to the file's name
    double bars_per_year = 0;
};

struct CsvImport {
    BarColumns bars;
    SeriesAttributes attributes;
    ImportReport report;
};

// Delimiter , ; or tab. Columns by name in any case: date, time, timestamp or datetime (date and time may be
// two columns), open, high, low, close, adj close, volume. Errors: usage for options, data with
// "file:line:column".
CsvImport import_csv(std::string const& path, CsvImportOptions const& options);

// Text of options as the command line has it; Error(usage) lists the allowed words.
OnBad on_bad_from(std::string const& text);
DstChoice dst_from(std::string const& text);
EpochUnit epoch_from(std::string const& text);

}  // namespace basicbot
