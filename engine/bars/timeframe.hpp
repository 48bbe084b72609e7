#pragma once
// Names of bar lengths: a whole number and a unit, "15s", "5m", "1h", "1d", "1w".

#include <cstdint>
#include <string>
#include <string_view>

namespace basicbot {

inline constexpr std::int64_t second_ns = 1'000'000'000;
inline constexpr std::int64_t minute_ns = 60 * second_ns;
inline constexpr std::int64_t hour_ns = 60 * minute_ns;
inline constexpr std::int64_t day_ns = 24 * hour_ns;

// What names of bar lengths look like, for messages.
inline constexpr char const* timeframe_form =
    "a whole number from 1 to 10000 and one of s, m, h, d, w, as in 5m or 1d";

// Length in nanoseconds, 0 where the text is no bar length.
std::int64_t read_timeframe(std::string_view text);

// Nominal length in nanoseconds. Error(data, "bad_timeframe") for any other text; months are not a fixed
// length and are refused.
std::int64_t timeframe_ns(std::string_view text);

// The same, and 0 for the name of derived bars (engine/config/derived_bars.hpp), which have no length of
// time.
std::int64_t nominal_ns(std::string_view timeframe);

// True for whole days and weeks: their bars begin and end at local midnights (A22).
bool is_daily(std::int64_t bar_ns);

// The shortest name of a length: 3600e9 -> "1h", 604800e9 -> "1w", 5400e9 -> "90m".
std::string timeframe_name(std::int64_t bar_ns);

}  // namespace basicbot
