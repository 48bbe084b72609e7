#pragma once
// Longer bars out of shorter ones (A22). Buckets under a day are counted in elapsed time from the local
// midnight of their day; daily buckets are local days, weeks begin on Monday. A bar is stamped with its
// bucket's begin and known at its bucket's end, which is the session's close where that is given, never at
// its last trade. A bucket without any bar makes none: holes stay holes.

#include <string>

#include "engine/bars/columns.hpp"
#include "engine/bars/series.hpp"

namespace basicbot {

struct ResampleOptions {
    std::string timeframe;      // a multiple of the series' bar length; under a day it divides a day
    std::string session_close;  // "HH:MM" local, for daily and longer bars
    bool drop_partial = false;  // leave out the last bar where the source ends before its bucket does
};

// Why bars of one length do not make bars of another, "" where they do. 0 ns: derived bars.
std::string misfit(std::int64_t from_ns, std::int64_t to_ns);

struct Resampled {
    BarColumns bars;
    SeriesAttributes attributes;
    std::uint64_t incomplete =
        0;  // bars with fewer source bars than their length has room for; 0 from daily bars on
    bool last_is_partial = false;  // the source ends before the last bucket does
};

// Error(usage) for a length that does not fit, Error(data) for a source bar that crosses the end of its
// bucket.
Resampled resample(Series const& series, ResampleOptions const& options);

}  // namespace basicbot
