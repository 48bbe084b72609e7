#pragma once
// Recursive means as TA-Lib seeds them: the first value is the simple mean of the first n, then each bar
// moves it. `age` counts the bars that the mean has seen before this one, per lane; a negative age means "not
// yet". A NaN stays for ever. The value depends on where the series begins, by nature.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

template <class L>
struct seeded_mean {
    using real = typename L::real;
    real value;  // the sum while age < n - 1, the mean afterwards

    BB_HD void start() { value = real(0.0); }

    // Exponential: value += alpha (x - value).
    BB_HD void step_exponential(real x, real age, real n, real alpha, bool settled) {
        real const moved = (x - value) * alpha + value;
        value = settled ? moved : seeding(x, age, n, moved);
    }
    // Wilder 1978: value = (value (n - 1) + x) / n.
    BB_HD void step_wilder(real x, real age, real n, bool settled) {
        real const moved = (value * (n - real(1.0)) + x) / n;
        value = settled ? moved : seeding(x, age, n, moved);
    }

  private:
    BB_HD real seeding(real x, real age, real n, real moved) const {
        real const last = n - real(1.0);
        real const sum = value + x;
        real const seeded = select(age == last, sum / n, sum);
        real const next = select(last < age, moved, seeded);
        return select(age < real(0.0), value, next);
    }
};

BB_ISA_END
