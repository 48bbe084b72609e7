#pragma once
// Many files into a store: a year of monthly archives that make one series, or a night's bars of a thousand
// symbols.

#include <string>
#include <vector>

#include "engine/bars/store.hpp"
#include "engine/ingest/csv_import.hpp"

namespace basicbot {

struct ImportRequest {
    std::vector<std::string> files;
    std::string store;         // made where it is missing, once there are bars for it
    std::string symbol;        // empty = the file's column of symbols, or else its name
    CsvImportOptions options;  // side may also be "mid"
    std::string ask_file;      // the one file holds bids, this one the asks: mids, see quotes.hpp
    WriteMode mode = WriteMode::create;
};

// Time without bars between the files of a series, or between what was stored and what follows; inside a file
// gaps are counted in its report, by the same rule.
struct SeriesHoles {
    std::uint64_t count = 0;
    std::int64_t longest_ns = 0,
                 first_after_ns = 0;  // first_after_ns: when the bar before the first hole closed

    void note(std::int64_t closed, std::int64_t next_open, std::int64_t bar_ns);
};

struct ImportedSeries {
    StoreEntry entry;
    std::uint64_t new_bars = 0;
    SeriesHoles holes = {};
};

struct ImportRefusal {
    std::string what;  // a file, or "symbol timeframe"
    Error error;
};

struct ImportResult {
    std::vector<ImportedSeries> series;  // by name
    std::vector<ImportReport> reports;   // of the files that could be read, in their order
    std::vector<ImportRefusal> refused;  // what is refused of one file or series does not stop the others
};

// Files of one series are joined in the order of their bars. A single file that is refused throws; so does a
// wrong option.
ImportResult import_files(ImportRequest const& request);

// "AAPL.csv" -> AAPL, "BTCUSDT-1m-2024-01.zip" of Binance -> BTCUSDT. Error(data, "no_symbol") where the name
// cannot be one: LEAN's files of one day are named after the day.
std::string symbol_in_name(std::string const& file, std::string const& format);

}  // namespace basicbot
