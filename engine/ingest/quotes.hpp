#pragma once
// Bars of bid and ask prices as one series: each price the mean of the two, and how far apart they were.

#include <string>

#include "engine/ingest/csv_import.hpp"

namespace basicbot {

// `ask_path` empty: one file has both sides in columns such as "bid open" and "ask open". Bars that stand on
// one side alone, and bars that close with the ask under the bid, are defects that options.on_bad decides
// about; `keep` keeps the latter and leaves the former out. The volume is that of the bid's file. Error(data)
// as import_csv().
CsvFile import_quotes(std::string const& bid_path, std::string const& ask_path,
                      CsvImportOptions const& options);

}  // namespace basicbot
