#pragma once
// Arnaud Legoux moving average: the last n values under a Gaussian bell.
//   w[j] = exp(-(j - offset (n-1))^2 / (2 (n / sigma)^2)), j = 0 the oldest of the window
//   alma = sum(w[j] x[t-n+1+j]) / sum(w[j])
// Source: Arnaud Legoux & Dimitris Kouzis-Loukas, ALMA (2009), http://www.arnaudlegoux.com; look-back n-1.
// The sum is of differences from the newest value. Cost per bar: four n operations; the weights, n
// exponentials, once per register of bars. Degenerate: a window of equal values gives that value exactly; NaN
// while a NaN is in it.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct alma {
    static constexpr entry_info info{"alma",
                                     "Arnaud Legoux moving average",
                                     "overlap",
                                     "sum(w x) / sum(w), w = exp(-(j - offset (n-1))^2 / (2 (n / sigma)^2))",
                                     "Legoux & Kouzis-Loukas 2009, http://www.arnaudlegoux.com",
                                     "flat window: exactly the value; NaN while a NaN is in it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 1000, 9, 5, 50, 5, true},
                                            {"offset", "fraction", 0, 1, 0.85, 0.5, 0.95, 0.05, false},
                                            {"sigma", "1", 0.1, 100, 6, 3, 9, 1, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        int64_t const n = static_cast<int64_t>(p[0]);
        double const middle = p[1] * (p[0] - 1.0), width = p[0] / p[2];
        real const newest = at(0);
        real above(0.0);
        double weights = 0.0;
        for (int64_t k = 0; k < n; ++k) {
            double const from = (static_cast<double>(n - 1 - k) - middle) / width;
            double const weight = exact_exp(-0.5 * from * from);
            above = above + real(weight) * (at(0, k) - newest);
            weights += weight;
        }
        out[0] = newest + above / real(weights);
    }
};

BB_ISA_END
