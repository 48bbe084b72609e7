#pragma once
// Commodity channel index of any series: the value's distance from its mean in mean absolute deviations.
//   channel_index = (x - m) / (0.015 d), m = mean of the last n x, d = mean of |x - m|
// Source: Donald Lambert, Commodity channel index, Commodities (October 1980), whose x is the typical price:
// that is cci. Look-back n-1. Cost per bar: about 5 n operations, a lane being a bar
// (kernels/core/mean_deviation.hpp). Degenerate: no deviation gives 0; NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"
#include "kernels/core/mean_deviation.hpp"

BB_ISA_BEGIN

struct channel_index {
    static constexpr entry_info info{"channel_index",
                                     "Commodity channel index of a series",
                                     "momentum",
                                     "(x - mean) / (0.015 mean |x - mean|)",
                                     "Lambert 1980; TA-Lib ta_CCI.c, https://ta-lib.org",
                                     "flat window: 0; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 50, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        auto const value = [&](int64_t back) { return at(0, back); };
        out[0] = of(mean_deviation<real>(static_cast<int64_t>(p[0]), value));
    }
    template <class R>
    static BB_HD R of(deviation_about_mean<R> const& d) {
        auto const none = (d.first == R(0.0)) | (d.size == R(0.0));
        return select(none, R(0.0), d.first / (R(0.015) * d.size));
    }
};

BB_ISA_END
