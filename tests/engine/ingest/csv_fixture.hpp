#pragma once
// Imports from text in memory, for the tests of the importer.

#include <string>

#include "engine/ingest/csv_import.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

namespace basicbot::testing_bars {

inline CsvImportOptions hourly(std::string timezone = "UTC") {
    CsvImportOptions options;
    options.timezone = std::move(timezone), options.stamp = "open", options.timeframe = "1h";
    return options;
}

inline CsvImportOptions daily(std::string timezone = "America/New_York") {
    CsvImportOptions options = hourly(std::move(timezone));
    options.timeframe = "1d";
    return options;
}

inline CsvImport import_text(std::string const& text, CsvImportOptions const& options) {
    TempFolder folder;
    write_bytes(folder / "in.csv", text);
    return import_csv(folder / "in.csv", options);
}

// Header and one bar per stamp, with sound prices.
inline std::string bars_at(std::initializer_list<char const*> stamps) {
    std::string text = "time,open,high,low,close,volume\n";
    for (char const* stamp : stamps) text += std::string(stamp) + ",10,12,9,11,5\n";
    return text;
}

// The error of an import; its path without the folder: "in.csv:line:column".
inline ErrorParts import_error(std::string const& text, CsvImportOptions const& options) {
    ErrorParts parts = error_of([&] { import_text(text, options); });
    std::size_t const start = parts.path.find("in.csv");
    if (start != std::string::npos) parts.path = parts.path.substr(start);
    return parts;
}

}  // namespace basicbot::testing_bars
