#include "engine/bars/series_diff.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace basicbot {
namespace {

template <class T>
bool equal_bits(std::span<T const> a, std::span<T const> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](T x, T y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    });
}

// Counts what differs in a common bar; true where anything does.
bool compare(Series const& a, std::size_t i, Series const& b, std::size_t j, SeriesDiff& diff) {
    bool differs = a.close_time[i] != b.close_time[j];
    diff.columns[1].bars += differs;
    std::span<double const> const first[] = {a.open, a.high, a.low, a.close, a.volume},
                                  second[] = {b.open, b.high, b.low, b.close, b.volume};
    for (std::size_t c = 0; c < std::size(first); ++c) {
        double const x = first[c][i], y = second[c][j];
        if (std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y)) continue;
        differs = true;
        ColumnDiff& column = diff.columns[2 + c];
        ++column.bars;
        double const off = std::fabs(x - y) / std::fabs(x);
        if (off > column.largest) column.largest = off;
    }
    return differs;
}

}  // namespace

bool SeriesDiff::equal() const {
    return only_first == 0 && only_second == 0 && differing == 0 && !actions && meaning.empty();
}

SeriesDiff diff_series(Series const& a, Series const& b) {
    SeriesDiff diff;
    bool found = false;
    auto const note = [&](std::int64_t time) {
        if (!found) diff.first_time = time;
        found = true;
    };
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (j == b.size() || (i < a.size() && a.time[i] < b.time[j])) {
            ++diff.only_first;
            note(a.time[i++]);
        } else if (i == a.size() || b.time[j] < a.time[i]) {
            ++diff.only_second;
            note(b.time[j++]);
        } else {
            ++diff.common;
            if (compare(a, i, b, j, diff)) {
                ++diff.differing;
                note(a.time[i]);
            }
            ++i, ++j;
        }
    }
    diff.actions = !equal_bits(a.split_time, b.split_time) || !equal_bits(a.split_factor, b.split_factor) ||
                   !equal_bits(a.dividend_time, b.dividend_time) ||
                   !equal_bits(a.dividend_cash, b.dividend_cash);
    SeriesAttributes const &x = a.attributes, &y = b.attributes;
    if (x.timezone != y.timezone) diff.meaning.emplace_back("timezone");
    if (x.stamp != y.stamp) diff.meaning.emplace_back("stamp");
    if (x.bar_ns != y.bar_ns) diff.meaning.emplace_back("bar length");
    if (x.bars_per_year != y.bars_per_year) diff.meaning.emplace_back("bars_per_year");
    if (x.currency != y.currency) diff.meaning.emplace_back("currency");
    if (x.adjustments != y.adjustments) diff.meaning.emplace_back("adjustments");
    if (x.source != y.source) diff.provenance.emplace_back("source");
    if (x.input_hash != y.input_hash) diff.provenance.emplace_back("input_hash");
    return diff;
}

}  // namespace basicbot
