#pragma once
// Recursive means as TA-Lib seeds them: the first value is the simple mean of the first n, then each bar
// moves it. `age` counts the bars that the mean has seen before this one, per lane; a negative age means "not
// yet". A NaN stays for ever. The value depends on where the series begins, by nature.
//
// value + share (x - value) is computed as value (1 - share) + x share: only one product and one sum wait for
// the value of the bar before, which is what a walk of few lanes waits for.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

template <class L>
struct seeded_mean {
    using real = typename L::real;
    real value;  // the sum while age < n - 1, the mean afterwards

    BB_HD void start() { value = real(0.0); }

    // share: of the newest value; 1/n is Wilder's mean of 1978.
    BB_HD void step(real x, real age, real n, real share, bool settled) {
        real const moved = value * (real(1.0) - share) + x * share;
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

// Wilder means of the moves up and down of a series, which rsi and cmo put into relation.
template <class L>
struct wilder_moves {
    using real = typename L::real;
    int64_t longest;  // from this age on every mean of every lane is seeded
    real share;
    seeded_mean<L> gain, loss;

    BB_HD void start(real n) {
        longest = windows_of<L>(n).longest;
        share = real(1.0) / n;
        gain.start();
        loss.start();
    }
    // For t > begin: the first bar has no move.
    BB_HD void step(double const* x, int64_t begin, int64_t t, real n) {
        double const d = x[t] - x[t - 1];
        int64_t const age = t - begin - 1;
        real const seen(static_cast<double>(age));
        bool const settled = age >= longest;
        gain.step(real(max_of(0.0, d)), seen, n, share, settled);
        loss.step(real(max_of(0.0, -d)), seen, n, share, settled);
    }
};

BB_ISA_END
