#pragma once
// The way a series has gone over its last n steps, the sum of |x[s] - x[s-1]|, one n per lane, without drift:
// made afresh at every bar divisible by 64, as kernels/core/rolling.hpp does for values. n steps have n + 1
// values, of which the first is x[t-n]. Shared by kama and vidya.
// Cost per bar and register of lanes: two gathers, six operations and longest/64 masked adds.
// A NaN inside makes the sum NaN until the first restart at which the window is free of it.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

template <class L>
struct rolling_path {
    using real = typename L::real;
    lane_windows<L> steps, values;  // n and n + 1
    real sum, oldest;               // oldest: x[t-n], where the window is full
    flat_run<L> run;

    BB_HD void start(real n) {
        steps = windows_of<L>(n);
        values = windows_of<L>(n + real(1.0));
        sum = oldest = real(0.0);
        run.start();
    }
    BB_HD void step(double const* x, int64_t begin, int64_t t) {
        run.step(x, begin, t);
        real const before = oldest;  // of the bar before: x[t-n-1]
        oldest = leaving_value<L>(x, begin, t, steps, real(0.0));
        if ((t & (rolling_restart - 1)) == 0) {
            sum = fresh_terms<L>(begin + 1, t, steps, [&](int64_t s) { return magnitude(x[s] - x[s - 1]); });
        } else if (t > begin) {
            real const moved = oldest - before;
            real const gone = select(moved < real(0.0), -moved, moved);
            sum = sum + (real(magnitude(x[t] - x[t - 1])) -
                         select(window_full<L>(begin, t, values), gone, real(0.0)));
        }
    }
    // How straight the way was: its length as the crow flies by the sum, at most 1; `still` where nothing
    // moved.
    BB_HD real straightness(real now, real still) const {
        real const gone = now - oldest, ratio = gone / sum;
        real const size = select(ratio < real(0.0), -ratio, ratio);
        auto const flat = run.covers(values);
        return select(flat | (sum == real(0.0)), still, select(size > real(1.0), real(1.0), size));
    }
};

BB_ISA_END
