#pragma once
// Time stamps as text: what is written, before any time zone is applied.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/bars/time_text.hpp"

namespace basicbot {

enum class EpochUnit { by_magnitude, s, ms, us, ns };

struct Stamp {
    enum class Kind {
        date,    // a calendar date alone
        local,   // date and time of day on the source's clock
        instant  // carries its own offset, or counts from the epoch
    };
    Kind kind = Kind::date;
    std::int64_t day = 0;                      // days since 1970-01-01 as written
    std::int64_t of_day_ns = 0;                // time of day as written
    std::int64_t offset_ns = 0;                // written offset east of UTC, instants only
    EpochUnit unit = EpochUnit::by_magnitude;  // of a count since 1970; otherwise by_magnitude

    std::int64_t written_ns() const;                                  // the written clock as if it were UTC
    std::int64_t utc_ns() const { return written_ns() - offset_ns; }  // instants only
};

// Accepts YYYY-MM-DD, YYYY.MM.DD, YYYY/MM/DD, YYYYMMDD, each with {T|
// }HH:MM[:SS[.fraction]][Z|+HH:MM|+HHMM|+HH], and epoch counts. A count is told apart by magnitude (years
// 1973 to 2262; the four units do not overlap there); any other number is refused rather than read as 1970.
// Returns nullptr and fills `stamp`, or says what is wrong.
char const* parse_stamp(std::string_view text, EpochUnit unit, Stamp& stamp);

// The forms of parse_stamp as a person is told of them.
inline constexpr char const* stamp_forms =
    "YYYY-MM-DD, YYYY.MM.DD, YYYY/MM/DD or YYYYMMDD, with HH:MM[:SS[.fraction]] and Z or +01:00 behind it or "
    "not, seconds, milli-, "
    "micro- or nanoseconds since 1970";

// HH:MM[:SS[.f]] or HHMMSS, for files with a column of its own for the time of day.
char const* parse_time_of_day(std::string_view text, std::int64_t& of_day_ns);

}  // namespace basicbot
