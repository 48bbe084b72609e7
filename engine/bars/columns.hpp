#pragma once
// Bars on their way into a store: columns that own their memory, and the rules every stored bar obeys.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/series.hpp"

namespace basicbot {

// Times are int64 nanoseconds UTC; all seven columns share one length. volume is NaN where the source has
// none.
struct BarColumns {
    std::vector<std::int64_t> time, close_time;
    std::vector<double> open, high, low, close, volume;
    std::vector<std::int64_t> split_time, dividend_time;  // corporate actions, see Series
    std::vector<double> split_factor, dividend_cash;

    std::size_t size() const { return time.size(); }
    void reserve(std::size_t bars);
    void push_back(std::int64_t open_time, std::int64_t known_at, double o, double h, double l, double c,
                   double v);
};

// Error(data, "bad_bars") naming the first offending bar unless: there is at least one bar; times strictly
// increase; time < close_time <= next time (a bar that closes after the next one opens would look ahead);
// open, high, low, close finite; high >= open, close; low <= open, close; volume NaN or finite >= 0; actions
// ascend, split factors > 0, dividends finite.
void validate(BarColumns const& bars, std::string const& where);

// Gives every NaN volume the one bit pattern that is stored.
void unify_nan(BarColumns& bars);

// The bars and actions of a series as columns of their own.
BarColumns columns_of(Series const& series);

// A series over memory instead of a file; validates first. The columns move into the series' owner.
Series make_series(BarColumns bars, SeriesAttributes attributes, std::string symbol, std::string timeframe);

}  // namespace basicbot
