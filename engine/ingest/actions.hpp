#pragma once
// Tables of splits and dividends (A23), as files have them and as a series has them.

#include <string>
#include <vector>

#include "engine/bars/columns.hpp"
#include "engine/bars/series.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

// Ascending. A date is the ex-date: the action counts from the source's local midnight on.
struct ActionTable {
    std::vector<std::int64_t> time;
    std::vector<double> value;
};

// CSV, packed or not, with a column date and one of splits ("stock splits", split, factor, ratio) or of
// dividends (dividend, cash, amount). A factor is 4, 4:1 or 4/1, new shares for old; a value of 0 is no
// action, so that a price history with such columns serves as well. Dividends of one day are added up.
// Error(data) at file:line:column.
ActionTable read_splits(std::string const& path, ZoneClock& zone);
ActionTable read_dividends(std::string const& path, ZoneClock& zone);

// Price before a split over price after it: the last close before its first bar over that bar's open. NaN
// where the series does not reach over the split.
double price_ratio(Series const& series, std::int64_t time);

// The series' bars with these tables. Error(data): "adjusted_prices" where the prices are not raw;
// "split_not_in_prices" where a split of a fifth or more lies nearer to no split at all than to its factor;
// "bad_dividend" where one is not under the last close before it.
BarColumns with_actions(Series const& series, ActionTable const& splits, ActionTable const& dividends);

enum class Adjustment { splits, splits_and_dividends };

// Prices as if the shares had always been today's: before a split divided by its factor (volumes and
// dividends accordingly); before a dividend also times 1 - dividend / last close. The tables that were used
// up are gone.
BarColumns adjusted(Series const& series, Adjustment adjustment);

}  // namespace basicbot
