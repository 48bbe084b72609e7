#pragma once
// Where the dominant cycle (kernels/core/hilbert.hpp) stands in its turn, and the line that is left of the
// price without it. Shared by ht_dcphase, ht_trendline and ht_trendmode.
//   m = smooth_period + 1/2 without its fraction
//   re = sum(sin(2 pi k / m) smooth[t-k]), im = sum(cos(2 pi k / m) smooth[t-k]), k = 0 .. m-1
//   phase = atan(re / im) + 90 + 360 / smooth_period degrees, 180 more where im < 0, 360 less above 315
//   trendline = (4 mean[t] + 3 mean[t-1] + 2 mean[t-2] + mean[t-3]) / 10, mean of the last m prices
// Source: John Ehlers, Rocket Science for Traders (2001), chapters 9 to 11; TA-Lib, ta_HT_TRENDMODE.c
// (https://ta-lib.org), look-back 63: smoothed prices and means before bar 37 count as zero.
// A constant times a whole turn is zero, so the sums are of smooth[t-k] less smooth[t]: then a flat stretch
// gives exactly zero, where TA-Lib's phase is that of the rounding, and prices of 1e8 keep their phase. The
// sines are turned on from one pair by products, within 1e-14.
// Degenerate: im = 0: 90 degrees from the last phase towards re's sign; a NaN stays for ever.
// Cost per bar: about 8 m operations, a sine, a cosine and an arc tangent; the line m additions.

#include "kernels/core/exact_trig.hpp"
#include "kernels/core/hilbert.hpp"

BB_ISA_BEGIN

inline constexpr double radians_per_degree = 1.0 / degrees_per_radian;

// The bars of a turn, whole; 0 for NaN.
BB_HD int64_t whole_turn(double smooth_period) {
    double const ended = smooth_period + 0.5;
    return ended == ended ? static_cast<int64_t>(ended) : 0;
}

struct cycle_phase {
    double smoothed[64];  // of bar s at s % 64
    double degrees;

    BB_HD void start() {
        for (int k = 0; k < 64; ++k) smoothed[k] = 0.0;
        degrees = 0.0;
    }
    // After the cycle's step of the same bar.
    BB_HD void step(hilbert_cycle const& cycle, int64_t t) {
        smoothed[t & 63] = cycle.smooth;
        int64_t const m = whole_turn(cycle.smooth_period);
        double const angle = m > 0 ? 360.0 * radians_per_degree / static_cast<double>(m) : 0.0;
        double const by_sine = exact_sin(angle), by_cosine = exact_cos(angle);
        double sine = 0.0, cosine = 1.0, re = 0.0, im = 0.0;
        for (int64_t k = 0; k < m; ++k) {
            double const above = smoothed[(t - k) & 63] - cycle.smooth;
            re += sine * above;
            im += cosine * above;
            double const next = cosine * by_cosine - sine * by_sine;
            sine = sine * by_cosine + cosine * by_sine;
            cosine = next;
        }
        if (im != 0.0) {
            degrees = exact_atan(re / im) * degrees_per_radian;
        } else {
            degrees += re < 0.0 ? -90.0 : re > 0.0 ? 90.0 : 0.0;
        }
        degrees += 90.0;
        degrees += 360.0 / cycle.smooth_period;
        if (im < 0.0) degrees += 180.0;
        if (degrees > 315.0) degrees -= 360.0;
    }
};

struct cycle_trendline {
    double means[3];  // of the bars before, the newest first
    double value;

    BB_HD void start() { means[0] = means[1] = means[2] = value = 0.0; }
    BB_HD void step(double const* x, hilbert_cycle const& cycle, int64_t t) {
        int64_t const m = whole_turn(cycle.smooth_period);
        double mean = 0.0 * cycle.smooth_period;  // a NaN goes on
        for (int64_t k = 0; k < m; ++k) mean += x[t - k];
        if (m > 0) mean = mean / static_cast<double>(m);
        value = (4.0 * mean + 3.0 * means[0] + 2.0 * means[1] + means[2]) / 10.0;
        means[2] = means[1];
        means[1] = means[0];
        means[0] = mean;
    }
};

BB_ISA_END
