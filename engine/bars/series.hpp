#pragma once
// One (symbol, timeframe) of a bar store as read-only columns. Times are int64 nanoseconds UTC.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

struct SeriesAttributes {
    std::string timezone;      // IANA name of the source, e.g. "America/New_York"
    std::string stamp;         // what the source's stamp meant: "open" or "close"
    std::int64_t bar_ns = 0;   // nominal bar length, 0 = derived bars
    double bars_per_year = 0;  // declared, 0 = not declared; only a check (A13)
    std::string currency;      // ISO code, may be empty
    std::string source;        // where the bars came from, free text
    std::string input_hash;    // xxh3-128 of the imported bytes, hex
    std::string adjustments;   // "raw", or what was adjusted

    bool operator==(SeriesAttributes const&) const = default;
};

// A series beside the bars, one value a bar: what was known of it at the bar's close (A22), NaN = nothing
// yet.
struct SeriesColumn {
    std::string name;
    std::span<double const> values;
    std::string hash;  // of name and values, hex
    std::shared_ptr<void const> owner;

    // The column of these values.
    static SeriesColumn of(std::string name, std::vector<double> values);
};

// Those that every series of bars has: what the clock of its source says when a bar opens
// (engine/ingest/clock_series.hpp).
inline constexpr std::array<char const*, 6> clock_names = {"session", "hour",    "minute",
                                                           "day",     "weekday", "month"};

// Place in clock_names, -1 where it is none of them.
int clock_number(std::string_view name);

// Columns share one length n; close_time[t] is when bar t is known (A22). The spans point into a mapping
// that `owner` keeps alive. volume is NaN where the source has none.
struct Series {
    std::string symbol;
    std::string timeframe;  // "1d", "1h", "5m", ...; of derived bars as "renko2.5_1m"
    SeriesAttributes attributes;
    std::span<std::int64_t const> time, close_time;
    std::span<double const> open, high, low, close, volume;
    // Corporate actions (A23), usually empty; ascending times. A split factor is new shares per old share (4
    // for 4:1), a dividend is cash per raw share; both take effect at the first bar with open time >= their
    // time.
    std::span<std::int64_t const> split_time, dividend_time;
    std::span<double const> split_factor, dividend_cash;
    std::vector<SeriesColumn> extra;
    std::string data_hash;  // hash over all columns and attributes, hex: identifies the bars in a cube
    std::shared_ptr<void const> owner;

    std::size_t size() const { return time.size(); }
    // data_hash, and the hashes of `extra` where there are any.
    std::string identity() const;
    // Bars [begin, end) of all columns; actions and hash are left out.
    Series slice(std::size_t begin, std::size_t end) const;
};

// The first bar at which each of the columns has been known; their length where one never is.
std::int64_t first_known(std::span<SeriesColumn const> columns);

}  // namespace basicbot
