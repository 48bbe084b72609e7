#pragma once
// Files of well-known sources: what they do not say themselves, but everybody who uses the source knows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

struct CsvFormat {
    std::string name = "csv";          // csv = nothing is known
    std::vector<std::string> columns;  // names by position, where the files have no header
    std::string timezone, stamp;       // empty = must be stated
    std::string adjustments = "raw";
    double price_divisor = 1;  // a price in the file is so many times the price
    std::int64_t bar_ns = 0;   // 0 = must be stated
    std::optional<std::int64_t> day =
        std::nullopt;  // times are milliseconds since this day's midnight (days since 1970)
};

// `wanted` is a name of csv_format_names() or "auto", which recognises a format by its first lines; lean is
// never recognised, because its files of stocks and of currencies differ in their prices alone. `source` is
// the name of the file or member: LEAN writes the day there. Error(usage) for another name, Error(data) where
// the text is none of the wanted format.
CsvFormat csv_format(std::string const& wanted, std::string_view text, std::string const& source);

std::vector<std::string> csv_format_names();

}  // namespace basicbot
