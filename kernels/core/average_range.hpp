#pragma once
// Wilder's mean of the true range, which atr shows and other entries measure by. Its first true range is that
// of the second bar; a NaN stays for ever.

#include "kernels/core/smoothing.hpp"
#include "kernels/core/true_range.hpp"

BB_ISA_BEGIN

template <class L>
struct average_range {
    int64_t longest;
    typename L::real share;
    seeded_mean<L> mean;

    BB_HD void start(typename L::real n) {
        longest = windows_of<L>(n).longest;
        share = typename L::real(1.0) / n;
        mean.start();
    }
    // For t > begin; the inputs are high, low and close. The mean is there once t - begin is n.
    BB_HD void step(series_view const& in, int64_t t, typename L::real n) {
        using real = typename L::real;
        double const range = true_range_of(in.x[0][t], in.x[1][t], in.x[2][t - 1]);
        int64_t const age = t - in.begin - 1;
        mean.step(real(range), real(static_cast<double>(age)), n, share, age >= longest);
    }
};

BB_ISA_END
