#pragma once
// Bars from a CSV file, packed or not. What a file cannot say (time zone, meaning of the stamp, bar length)
// has to be stated, unless its format says it.

#include <optional>
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

// Which reader: for the tests, which compare the two.
enum class CsvRead { quick_where_plain, carefully };

struct CsvImportOptions {
    std::string format = "auto";  // see csv_format.hpp
    std::string member;           // of a zip archive
    // Required where the format does not say them: IANA name of the source's clock; "open" or "close"; "1d",
    // "1h".
    std::string timezone, stamp, timeframe;
    DstChoice dst = DstChoice::refuse;
    OnBad on_bad = OnBad::reject;
    EpochUnit epoch = EpochUnit::by_magnitude;
    std::string session_close;         // "HH:MM" local, daily bars only (A22)
    bool use_adj_close = false;        // scale open, high, low by adj close / close (A23)
    std::vector<std::string> columns;  // names by position, where the file has no header or another one
    // A price in the file is so many times the price; as the format says where it is not stated.
    std::optional<double> price_divisor = {};
    std::string side;              // bid or ask, where the file has the prices of both
    std::string currency, source;  // attributes; source defaults to the file's name
    double bars_per_year = 0;
    CsvRead read = CsvRead::quick_where_plain;
};

struct CsvImport {
    BarColumns bars;
    SeriesAttributes attributes;
    ImportReport report;
};

struct CsvSeries {
    std::string symbol;  // as the file names it; empty where it has no column for it
    BarColumns bars;
};

// All series of a file; the report is that of the whole file.
struct CsvFile {
    std::vector<CsvSeries> series;  // by first line in the file; at least one, none is empty
    std::string timeframe;
    SeriesAttributes attributes;
    ImportReport report;
};

// Delimiter , ; or tab. Columns by name in any case: date, time, timestamp or datetime (date and time may be
// two columns), open, high, low, close, adj close, volume, symbol or ticker. Errors: usage for options, data
// with "file:line:column".
CsvFile import_csv_file(std::string const& path, CsvImportOptions const& options);
// The same where one series is expected; Error(data, "several_symbols") where there are more.
CsvImport import_csv(std::string const& path, CsvImportOptions const& options);

// Text of options as the command line has it; Error(usage) lists the allowed words.
OnBad on_bad_from(std::string const& text);
DstChoice dst_from(std::string const& text);
EpochUnit epoch_from(std::string const& text);

}  // namespace basicbot
