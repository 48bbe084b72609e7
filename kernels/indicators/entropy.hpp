#pragma once
// Shannon's entropy, in bits, of the last n returns in bins: 0 where all are alike, log2(bins) where all bins
// are as full.
//   entropy = -sum(p log2(p)) over bins with p > 0, p the share of the returns in a bin
// The bins are of equal width between the lowest and the highest of the n returns x[s] / x[s-1] - 1.
// Source: Claude Shannon, A mathematical theory of communication, Bell System Technical Journal 27 (1948),
// 379-423; the bins are ours. Look-back n. Cost per bar: n times two divisions and about ten operations, and
// a logarithm per bin, one bar after the other. Degenerate: returns all equal: 0; NaN while a NaN or a price
// of 0 is in the window.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/histogram.hpp"

BB_ISA_BEGIN

struct entropy {
    static constexpr entry_info info{
        "entropy",
        "Entropy of returns",
        "statistic",
        "-sum(p log2(p)), p the share of the last n returns in each of `bins` bins",
        "Shannon 1948; equal bins from the lowest to the highest return",
        "returns all equal: 0; NaN while a NaN or a price of 0 is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 1, 10000, 50, 20, 200, 20, true},
                                            {"bins", "1", 2, max_bins, 10, 4, 20, 2, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        double found[L::width];
        each_bar(at, [&](int64_t t, int lane) { found[lane] = at_bar(at.in.x[0], t, p[0], p[1]); });
        out[0] = L::load(found);
    }

  private:
    static BB_HD double at_bar(double const* x, int64_t t, double n, double bins) {
        double low = infinity(), high = -infinity();
        int64_t const first = t - static_cast<int64_t>(n) + 1;
        for (int64_t s = first; s <= t; ++s) {
            double const r = x[s] / x[s - 1] - 1.0;
            low = r < low ? r : low;
            high = r > high ? r : high;
        }
        histogram counts;
        counts.start(low, high, bins);
        for (int64_t s = first; s <= t; ++s) {
            if (!counts.add(x[s] / x[s - 1] - 1.0, 1.0)) return quiet_nan();
        }
        double bits = 0.0;
        for (int i = 0; i < static_cast<int>(bins); ++i) {
            double const share = counts.held[i] / n;
            if (share > 0.0) bits -= share * exact_log(share);
        }
        return bits / 0x1.62e42fefa39efp-1;
    }
};

BB_ISA_END
