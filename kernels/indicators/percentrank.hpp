#pragma once
// The part of the n values before this one that lie below it, in per cent.
//   percentrank = 100 (number of k = 1 .. n with x[t-k] < x[t]) / n
// Source: Larry Connors & Cesar Alvarez, An Introduction to ConnorsRSI (2012); TA-Lib 0.8 (PERCENTRANK,
// https://ta-lib.org): look-back n. Cost per bar: about 4 n operations, a lane being a bar. Degenerate: flat
// series give 0; NaN while a NaN is among the n + 1 values.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct percentrank {
    static constexpr entry_info info{"percentrank",
                                     "Rank among the last values",
                                     "statistic",
                                     "100 * share of the n values before that are below x",
                                     "Connors & Alvarez 2012; as TA-Lib PERCENTRANK, https://ta-lib.org",
                                     "flat: 0; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 100, 20, 200, 20, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        int64_t const n = static_cast<int64_t>(p[0]);
        real const x = at(0), zero(0.0), one(1.0);
        real below[2] = {zero, zero};  // two halves, so that one need not wait for the other
        for (int64_t k = 1; k <= n; ++k) {
            real const other = at(0, k);
            real const counted = select(other < x, one, select(x <= other, zero, real(quiet_nan())));
            below[k & 1] = below[k & 1] + counted;
        }
        out[0] = real(100.0) * ((below[0] + below[1]) / real(p[0]));
    }
};

BB_ISA_END
