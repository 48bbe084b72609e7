#pragma once
// The cycle that dominates a series: Ehlers' Hilbert transform of a smoothed price, the phasor that it gives
// and the length of a turn of it. Shared by the ht_ entries and mama. No parameter enters, so the state is of
// plain doubles, one for all lanes.
//   smooth = (4 x[t] + 3 x[t-1] + 2 x[t-2] + x[t-3]) / 10
//   H(v) = (0.0962 (v[t] - v[t-6]) + 0.5769 (v[t-2] - v[t-4])) (0.075 period[t-1] + 0.54)
//   d = H(smooth), quadrature = H(d), inphase = d[t-3]
//   i2 = 0.2 (inphase - H(quadrature)) + 0.8 i2[t-1],  q2 = 0.2 (quadrature + H(inphase)) + 0.8 q2[t-1]
//   re = 0.2 (i2 i2[t-1] + q2 q2[t-1]) + 0.8 re[t-1],  im = 0.2 (i2 q2[t-1] - q2 i2[t-1]) + 0.8 im[t-1]
//   period = 360 / atan(im / re) in degrees, held within 0.67 and 1.5 times the last and within 6 and 50,
//   then 0.2 of it and 0.8 of the last; smooth_period = 0.33 period + 0.67 smooth_period[t-1]
// Source: John Ehlers, Rocket Science for Traders (2001), chapters 6 and 7; TA-Lib, ta_HT_DCPERIOD.c
// (https://ta-lib.org), whose constants, order of operations and first bar these are. Everything before the
// first bar is zero; its traces fade, which is why TA-Lib looks back 32 or 63 bars. There the smoothed price
// comes from running sums, which keep the rounding of all bars before; here it is made of its four bars.
// Degenerate: where im or re is 0 the period stays. A NaN stays for ever.
// Cost per bar: about 70 operations, three divisions and an arc tangent.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_arc.hpp"

BB_ISA_BEGIN

inline constexpr double degrees_per_radian = 45.0 / 0.78539816339744830962;

// Bars from the series' begin to the first that enters the transform.
inline constexpr int64_t cycle_start = 12;        // of period and phasor: TA-Lib looks back 32
inline constexpr int64_t cycle_start_phase = 37;  // of phase, sine and trend: 63

struct hilbert_cycle {
    double smoothed[16], detrended[16], across[16];  // of bar s at s % 16; across: the quadratures
    double i2, q2, re, im;
    double period, smooth_period;
    double smooth, inphase, quadrature;  // of this bar

    BB_HD void start() {
        for (int k = 0; k < 16; ++k) smoothed[k] = detrended[k] = across[k] = 0.0;
        i2 = q2 = re = im = period = smooth_period = smooth = inphase = quadrature = 0.0;
    }
    // For t >= begin + cycle_start.
    BB_HD void step(double const* x, int64_t t) {
        double const adjusted = 0.075 * period + 0.54;
        smooth = (4.0 * x[t] + 3.0 * x[t - 1] + 2.0 * x[t - 2] + x[t - 3]) * 0.1;
        smoothed[t & 15] = smooth;
        detrended[t & 15] = transform(smoothed, t) * adjusted;
        quadrature = across[t & 15] = transform(detrended, t) * adjusted;
        inphase = detrended[(t - 3) & 15];
        double const ahead_i = transform(detrended, t - 3) * adjusted;
        double const ahead_q = transform(across, t) * adjusted;
        double const q = 0.2 * (quadrature + ahead_i) + 0.8 * q2;
        double const i = 0.2 * (inphase - ahead_q) + 0.8 * i2;
        re = 0.2 * (i * i2 + q * q2) + 0.8 * re;
        im = 0.2 * (i * q2 - q * i2) + 0.8 * im;
        q2 = q;
        i2 = i;
        double next = period;
        if (im != 0.0 && re != 0.0) next = 360.0 / (exact_atan(im / re) * degrees_per_radian);
        next = next > 1.5 * period ? 1.5 * period : next;
        next = next < 0.67 * period ? 0.67 * period : next;
        next = next < 6.0 ? 6.0 : next > 50.0 ? 50.0 : next;
        period = 0.2 * next + 0.8 * period;
        smooth_period = 0.33 * period + 0.67 * smooth_period;
    }

  private:
    static BB_HD double transform(double const* v, int64_t t) {
        return ((0.0962 * v[t & 15] - 0.0962 * v[(t - 6) & 15]) - 0.5769 * v[(t - 4) & 15]) +
               0.5769 * v[(t - 2) & 15];
    }
};

BB_ISA_END
