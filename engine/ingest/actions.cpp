#include "engine/ingest/actions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/ingest/stamp.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {
namespace {

// Index of the first bar that opens at or after the time.
std::size_t first_from(Series const& s, std::int64_t time) {
    return static_cast<std::size_t>(std::lower_bound(s.time.begin(), s.time.end(), time) - s.time.begin());
}

// Shares at `until` for one at `from`: the factors of the splits in between, the latter end included.
double shares_between(Series const& s, std::int64_t from, std::int64_t until) {
    double shares = 1;
    for (std::size_t i = 0; i < s.split_time.size(); ++i)
        if (s.split_time[i] > from && s.split_time[i] <= until) shares *= s.split_factor[i];
    return shares;
}

void check_split(Series const& s, std::int64_t time, double factor) {
    double const ratio = price_ratio(s, time);
    constexpr double told_apart = 0.18;  // ln 1.2: smaller ones drown in a day's move
    constexpr double day_move = 0.2;     // ln 1.22: what the price may do beside the split
    if (!(ratio > 0) || std::fabs(exact_log(factor)) < told_apart) return;
    double const off = std::fabs(exact_log(ratio) - exact_log(factor));
    if (off <= std::fabs(exact_log(ratio)) && off <= day_move) return;
    fail_data("split_not_in_prices", s.symbol + " " + s.timeframe, utc_text(time),
              "the split's factor is " + std::to_string(factor) +
                  ", but the price before over the price after is " + std::to_string(ratio),
              "", "import prices that are not adjusted, or mend the split");
}

void check_dividend(Series const& s, std::int64_t time, double cash) {
    std::size_t const t = first_from(s, time);
    if (t == 0 || t == s.size() || cash < s.close[t - 1]) return;
    fail_data("bad_dividend", s.symbol + " " + s.timeframe, utc_text(time),
              "the dividend of " + std::to_string(cash) + " is not under the last close of " +
                  std::to_string(s.close[t - 1]),
              "", "mend the table: dividends are per raw share, in the currency of the prices");
}

}  // namespace

double price_ratio(Series const& s, std::int64_t time) {
    std::size_t const t = first_from(s, time);
    return t == 0 || t == s.size() ? std::numeric_limits<double>::quiet_NaN() : s.close[t - 1] / s.open[t];
}

BarColumns with_actions(Series const& s, ActionTable const& splits, ActionTable const& dividends) {
    if (s.attributes.adjustments != "raw" && !splits.time.empty())
        fail_data("adjusted_prices", s.symbol + " " + s.timeframe, s.attributes.adjustments,
                  "the prices have their splits in them already", "raw",
                  "import prices that are not adjusted; raw ones in Yahoo's columns need --format csv");
    for (std::size_t i = 0; i < splits.time.size(); ++i) check_split(s, splits.time[i], splits.value[i]);
    for (std::size_t i = 0; i < dividends.time.size(); ++i)
        check_dividend(s, dividends.time[i], dividends.value[i]);
    BarColumns bars = columns_of(s);
    bars.split_time = splits.time, bars.split_factor = splits.value;
    bars.dividend_time = dividends.time, bars.dividend_cash = dividends.value;
    return bars;
}

BarColumns adjusted(Series const& s, Adjustment adjustment) {
    BarColumns bars = columns_of(s);
    bool const dividends_too = adjustment == Adjustment::splits_and_dividends;
    std::int64_t const last = s.time.back();
    // Backwards: what dividends leave of a price.
    double kept = 1;
    std::size_t next = s.dividend_time.size();
    for (std::size_t t = s.size(); t-- > 0;) {
        for (; next > 0 && s.dividend_time[next - 1] > s.time[t]; --next) {
            std::int64_t const ex = s.dividend_time[next - 1];
            if (ex <= last)
                kept *= 1 - s.dividend_cash[next - 1] / (s.close[t] / shares_between(s, s.time[t], ex));
        }
        double const shares = shares_between(s, s.time[t], last), by = dividends_too ? kept : 1;
        for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close})
            (*column)[t] = (*column)[t] / shares * by;
        bars.volume[t] *= shares;
    }
    for (std::size_t i = 0; i < bars.dividend_time.size(); ++i)
        bars.dividend_cash[i] /= shares_between(s, bars.dividend_time[i], last);
    bars.split_time.clear(), bars.split_factor.clear();
    if (dividends_too) bars.dividend_time.clear(), bars.dividend_cash.clear();
    return bars;
}

}  // namespace basicbot
