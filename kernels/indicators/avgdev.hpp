#pragma once
// Mean absolute deviation of the last n values about their mean.
//   avgdev[t] = mean of |x[t-k] - m|, m = mean of x[t-k], k = 0 .. n-1
// Source: TA-Lib, ta_AVGDEV.c, https://ta-lib.org; look-back n-1. Cost per bar: about 5 n operations,
// a lane being a bar (kernels/core/mean_deviation.hpp). Degenerate: a window of equal values gives 0 exactly;
// NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"
#include "kernels/core/mean_deviation.hpp"

BB_ISA_BEGIN

struct avgdev {
    static constexpr entry_info info{"avgdev",
                                     "Mean absolute deviation",
                                     "statistic",
                                     "mean of |x - mean| over the last n values",
                                     "TA-Lib ta_AVGDEV.c, https://ta-lib.org",
                                     "flat window: exactly 0; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        auto const x = [&](int64_t back) { return at(0, back); };
        out[0] = of(mean_deviation<real>(static_cast<int64_t>(p[0]), x));
    }
    template <class R>
    static BB_HD R of(deviation_about_mean<R> const& d) {
        return d.size;
    }
};

BB_ISA_END
