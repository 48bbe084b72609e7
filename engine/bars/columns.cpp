#include "engine/bars/columns.hpp"

#include <cmath>
#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/time_text.hpp"

namespace basicbot {
namespace {

[[noreturn]] void refuse(std::string const& where, std::size_t bar, std::string const& value,
                         std::string const& problem) {
    fail_data("bad_bars", where + ": bar " + std::to_string(bar), value, problem);
}

void check_actions(std::vector<std::int64_t> const& time, std::vector<double> const& value, bool positive,
                   std::string const& where) {
    if (time.size() != value.size())
        refuse(where, 0, "", "a table of actions has columns of different lengths");
    for (std::size_t i = 0; i < time.size(); ++i) {
        if (i > 0 && time[i] <= time[i - 1])
            refuse(where, i, "", "the times of a table of actions do not ascend");
        if (!std::isfinite(value[i]) || (positive && value[i] <= 0))
            refuse(where, i, std::to_string(value[i]), "is not a split factor or dividend");
    }
}

}  // namespace

void BarColumns::reserve(std::size_t bars) {
    time.reserve(bars), close_time.reserve(bars);
    for (auto* column : {&open, &high, &low, &close, &volume}) column->reserve(bars);
}

void BarColumns::push_back(std::int64_t open_time, std::int64_t known_at, double o, double h, double l,
                           double c, double v) {
    time.push_back(open_time), close_time.push_back(known_at);
    open.push_back(o), high.push_back(h), low.push_back(l), close.push_back(c), volume.push_back(v);
}

void validate(BarColumns const& b, std::string const& where) {
    std::size_t const n = b.size();
    if (n == 0) fail_data("no_bars", where, "", "there are no bars to store");
    for (auto const* column : {&b.open, &b.high, &b.low, &b.close, &b.volume})
        if (column->size() != n) refuse(where, 0, "", "the columns have different lengths");
    if (b.close_time.size() != n) refuse(where, 0, "", "the columns have different lengths");
    for (std::size_t t = 0; t < n; ++t) {
        if (t > 0 && b.time[t] <= b.time[t - 1])
            refuse(where, t, utc_text(b.time[t]), "its open time is not after the bar before");
        if (b.close_time[t] <= b.time[t])
            refuse(where, t, utc_text(b.close_time[t]), "it closes before it opens");
        if (t > 0 && b.close_time[t - 1] > b.time[t])
            refuse(where, t, utc_text(b.time[t]), "it opens before the bar before has closed");
        for (auto const* column : {&b.open, &b.high, &b.low, &b.close})
            if (!std::isfinite((*column)[t]))
                refuse(where, t, std::to_string((*column)[t]), "a price is not a number");
        if (b.high[t] < b.open[t] || b.high[t] < b.close[t] || b.high[t] < b.low[t])
            refuse(where, t, std::to_string(b.high[t]), "its high is under its open, low or close");
        if (b.low[t] > b.open[t] || b.low[t] > b.close[t])
            refuse(where, t, std::to_string(b.low[t]), "its low is over its open or close");
        if (std::isinf(b.volume[t]) || b.volume[t] < 0)
            refuse(where, t, std::to_string(b.volume[t]), "its volume is negative or infinite");
    }
    check_actions(b.split_time, b.split_factor, true, where);
    check_actions(b.dividend_time, b.dividend_cash, false, where);
}

void unify_nan(BarColumns& bars) {
    for (double& v : bars.volume)
        if (std::isnan(v)) v = std::numeric_limits<double>::quiet_NaN();
}

BarColumns columns_of(Series const& s) {
    auto const owned = [](auto values) { return std::vector(values.begin(), values.end()); };
    return {owned(s.time),          owned(s.close_time),   owned(s.open),         owned(s.high),
            owned(s.low),           owned(s.close),        owned(s.volume),       owned(s.split_time),
            owned(s.dividend_time), owned(s.split_factor), owned(s.dividend_cash)};
}

Series make_series(BarColumns bars, SeriesAttributes attributes, std::string symbol, std::string timeframe) {
    validate(bars, symbol + " " + timeframe);
    unify_nan(bars);
    auto const owner = std::make_shared<BarColumns const>(std::move(bars));
    Series series;
    series.symbol = std::move(symbol);
    series.timeframe = std::move(timeframe);
    series.attributes = std::move(attributes);
    series.time = owner->time, series.close_time = owner->close_time;
    series.open = owner->open, series.high = owner->high, series.low = owner->low;
    series.close = owner->close, series.volume = owner->volume;
    series.split_time = owner->split_time, series.split_factor = owner->split_factor;
    series.dividend_time = owner->dividend_time, series.dividend_cash = owner->dividend_cash;
    series.data_hash = data_hash(series, hash_blocks(series));
    series.owner = owner;
    return series;
}

}  // namespace basicbot
