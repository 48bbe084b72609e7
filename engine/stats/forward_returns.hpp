#pragma once
// What prices did after a value or an event was known: the statistics of signal research.
//
// A sample is one value and one forward return of every bar of one symbol. Overlapping returns are no
// independent observations: intervals count n / horizon values, or the events that lie at least a horizon
// apart.

#include <cstdint>
#include <span>
#include <vector>

namespace basicbot {

enum class ForwardEntry { next_open, close };

// [bar] return over `horizon` bars: bought at the next bar's open and sold at the open `horizon` bars later,
// or the same from close to close beginning at this bar's. NaN where the series ends before.
std::vector<double> forward_returns(std::span<double const> open, std::span<double const> close,
                                    std::int64_t horizon, ForwardEntry entry);

// Ranks from 1, equal values share their mean rank; NaN where the value is NaN. (Spearman 1904.)
std::vector<double> ranks_of(std::span<double const> values);

// Pearson's correlation of the pairs in which both are numbers; NaN for fewer than 3 or where one has no
// spread.
double correlation(std::span<double const> a, std::span<double const> b);
// The same of the ranks, taken among those pairs.
double rank_correlation(std::span<double const> a, std::span<double const> b);

inline constexpr double two_sided_95 = 1.959963984540054;  // normal quantile of 0.975

struct Interval {
    double low, high;
};

// 95 % for a share of `hits` in `count`: Wilson 1927, doi 10.1080/01621459.1927.10502953. NaN for none.
Interval share_interval(double hits, double count);
// 95 % for a rank correlation over `count` independent pairs, by Fisher's z with variance 1.06 / (count - 3)
// (Fieller, Hartley & Pearson 1957, doi 10.1093/biomet/44.3-4.470). NaN below 4.
Interval correlation_interval(double correlation, double count);

// The quantile 0 .. quantiles-1 of every value among all of them by rank, -1 for NaN.
std::vector<std::int32_t> quantiles_of(std::span<double const> values, std::int32_t quantiles);

// Sum, squares and count of some returns, and what follows from them.
struct ReturnMean {
    double count = 0, sum = 0, squares = 0, hits = 0;  // hits: above 0
    void add(double value) {
        count += 1;
        sum += value;
        squares += value * value;
        hits += value > 0 ? 1 : 0;
    }
    void add(ReturnMean const& other) {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
        hits += other.hits;
    }
    double mean() const;                              // NaN for none
    double hit_rate() const;                          // NaN for none
    double standard_error(double independent) const;  // deviation / sqrt(independent); NaN below 2
};

}  // namespace basicbot
