#include "engine/bars/append.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "engine/bars/data_error.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/time_text.hpp"
#include "engine/config/decimal.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_bar(BarColumns const& s, std::size_t i, BarColumns const& b, std::size_t j) {
    return s.close_time[i] == b.close_time[j] && same_bits(s.open[i], b.open[j]) &&
           same_bits(s.high[i], b.high[j]) && same_bits(s.low[i], b.low[j]) &&
           same_bits(s.close[i], b.close[j]) && same_bits(s.volume[i], b.volume[j]);
}

void join_actions(std::vector<std::int64_t>& time, std::vector<double>& value,
                  std::vector<std::int64_t> const& t, std::vector<double> const& v) {
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (!time.empty() && t[i] <= time.back()) continue;
        time.push_back(t[i]), value.push_back(v[i]);
    }
}

bool without_volumes(Series const& s) {
    return std::all_of(s.volume.begin(), s.volume.end(), [](double volume) { return std::isnan(volume); });
}

// A source without volumes goes on without them: its zeros are none.
BarColumns unknown_for_zero(BarColumns bars) {
    for (double& volume : bars.volume)
        if (volume == 0) volume = std::numeric_limits<double>::quiet_NaN();
    return bars;
}

}  // namespace

std::string attributes_difference(SeriesAttributes const& one, SeriesAttributes const& other) {
    std::string text;
    auto const note = [&](char const* name, std::string const& a, std::string const& b) {
        if (a != b) text += (text.empty() ? "" : ", ") + (name + (" '" + a) + "' and '" + b + "'");
    };
    note("time zone", one.timezone, other.timezone);
    note("stamp", one.stamp, other.stamp);
    note("bar length", std::to_string(one.bar_ns) + " ns", std::to_string(other.bar_ns) + " ns");
    note("bars per year", shortest_text(one.bars_per_year), shortest_text(other.bars_per_year));
    note("currency", one.currency, other.currency);
    note("adjustments", one.adjustments, other.adjustments);
    return text;
}

bool append_bars(BarColumns& bars, BarColumns const& fresh, std::string const& where) {
    std::int64_t const last = bars.time.empty() ? INT64_MIN : bars.time.back();
    bool added = false;
    for (std::size_t j = 0; j < fresh.size(); ++j) {
        if (fresh.time[j] > last) {
            bars.push_back(fresh.time[j], fresh.close_time[j], fresh.open[j], fresh.high[j], fresh.low[j],
                           fresh.close[j], fresh.volume[j]);
            added = true;
            continue;
        }
        auto const found = std::lower_bound(bars.time.begin(), bars.time.end(), fresh.time[j]);
        auto const i = static_cast<std::size_t>(found - bars.time.begin());
        if (*found != fresh.time[j] || !same_bar(bars, i, fresh, j))
            fail_data("bars_differ", where + ": new bar " + std::to_string(j), utc_text(fresh.time[j]),
                      "it overlaps the stored bars and is not one of them", "",
                      "write the whole series anew with --replace");
    }
    join_actions(bars.split_time, bars.split_factor, fresh.split_time, fresh.split_factor);
    join_actions(bars.dividend_time, bars.dividend_cash, fresh.dividend_time, fresh.dividend_cash);
    return added;
}

BarColumns join_bars(Series const& s, BarColumns const& fresh, SeriesAttributes& attributes) {
    std::string const where = s.symbol + " " + s.timeframe;
    SeriesAttributes whole = s.attributes;
    whole.input_hash = attributes.input_hash, whole.source = attributes.source;
    if (!(whole == attributes))
        fail_data("attributes_differ", where, "",
                  "the new bars are not of the stored ones' kind: stored and new have " +
                      attributes_difference(s.attributes, attributes),
                  "",
                  "append with the settings of the first import, or write the whole series with --replace");
    std::string const inputs = s.attributes.input_hash + attributes.input_hash;
    whole.source = s.attributes.source;
    whole.input_hash = hash_hex(inputs.data(), inputs.size());

    BarColumns joined = columns_of(s);
    bool const added = append_bars(joined, without_volumes(s) ? unknown_for_zero(fresh) : fresh, where);
    // Appending what is there already changes nothing, so it may be run twice.
    if (added)
        attributes = whole;
    else
        attributes = s.attributes;
    return joined;
}

}  // namespace basicbot
