#pragma once
// Weights in bins of equal width between a lowest and a highest value, both in a bin; for one bar's window.
// Bin i of b holds low + i width <= value < low + (i + 1) width, the last one the highest value too; without
// a range everything is in bin 0.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

inline constexpr int max_bins = 100;

struct histogram {
    double low, high, bins;
    double held[max_bins];

    BB_HD void start(double lowest, double highest, double count) {
        low = lowest;
        high = highest;
        bins = count;
        for (int i = 0; i < max_bins; ++i) held[i] = 0.0;
    }
    // False, and nothing added, where the value has no bin: it is NaN or the range is not finite.
    BB_HD bool add(double value, double weight) {
        double const share = high > low ? (value - low) / (high - low) * bins : value - low;
        if (!(share >= 0.0 && share <= bins)) return false;
        int const bin = static_cast<int>(share), last = static_cast<int>(bins) - 1;
        held[bin < last ? bin : last] += weight;
        return true;
    }
    BB_HD double edge(int bin) const {
        double const share = static_cast<double>(bin) / bins;
        return static_cast<double>(bin) == bins ? high : low + (high - low) * share;
    }
};

// f(bar, lane) for each bar of a register, where a bar's window is walked by itself.
template <class L, class F>
BB_HD void each_bar(bars_at<L> const& at, F f) {
    for (int i = 0; i < L::width; ++i) f(at.t + i, i);
}

BB_ISA_END
