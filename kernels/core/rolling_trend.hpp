#pragma once
// Sums of the last n values and of the values times their age, one n per lane: what weighted means and
// straight lines through a window are made of.
//   s = sum d[k], w = sum k d[k], d[k] = x[t-k] - anchor, k = 0 .. n-1
// With the next bar every value is one bar older: w + s, less n times the one that leaves. The anchor is x at
// the last restart (t % 64 == 0; before it x[begin]), where both sums are made afresh from the window as in
// kernels/core/rolling.hpp, so that they do not drift and the slope of 1e8 + {0, 1} keeps its digits.
// Cost per bar and register of lanes: one gather, eight operations, and longest/64 masked adds of two terms.
// A NaN inside makes both NaN until the first restart at which the window is free of it.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

template <class L>
struct rolling_trend {
    using real = typename L::real;
    real s, w, anchor;
    real of_weights, of_spread;  // 1 / (n (n + 1) / 2), 1 / (n (n^2 - 1) / 12)
    leaving_run<L> leaving;

    BB_HD void start(real n) {
        s = w = anchor = real(0.0);
        of_weights = real(2.0) / (n * (n + real(1.0)));
        of_spread = real(12.0) / (n * (n * n - real(1.0)));
    }
    template <class X>
    BB_HD void step(X const& x, int64_t begin, int64_t t, lane_windows<L> const& window) {
        bool const restart = (t & (rolling_restart - 1)) == 0;
        real const now(x[t]);
        if (restart || t == begin) anchor = now;
        real const origin = anchor;
        real const old = leaving.step(x, begin, t, window, origin);
        if (restart) {
            auto const distance = [&](int64_t bar) { return real(past(x, bar)) - anchor; };
            s = fresh_terms<L>(begin, t, window, distance);
            w = fresh_terms<L>(begin, t, window, [&](int64_t bar) {
                return real(static_cast<double>(t - bar)) * distance(bar);
            });
            return;
        }
        w = (w + s) - window.bars * (old - origin);
        s = s + (now - old);
    }

    // The mean with weights n, n-1, ..., 1 from the newest value back.
    BB_HD real weighted_mean(real n) const { return anchor + (n * s - w) * of_weights; }
    // The slope per bar of the least-squares line, for n >= 2.
    BB_HD real slope(real n) const {
        real const middle = real(0.5) * (n - real(1.0));
        return (middle * s - w) * of_spread;
    }
    // That line at the newest bar: it passes through the mean in the middle of the window.
    BB_HD real end_of_line(lane_windows<L> const& window) const {
        real const middle = real(0.5) * (window.bars - real(1.0));
        return (anchor + s * window.share) + middle * slope(window.bars);
    }
};

// What the entries have in common that are made of these sums over one input's last p[0] values. E says
//   template <class L> static BB_HD real of(rolling_trend<L> const&, lane_windows<L> const&);
//   template <class R> static BB_HD R flat(R x);   of a window of equal values x, exactly
template <class E>
struct trend_walk {
    static constexpr char const* inputs[1] = {"x"};  // a length: nvcc does not count those of a base
    static constexpr char const* outputs[1] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_trend<L> sums;
        flat_run<L> run;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.sums.start(p[0]);
        s.run.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, typename L::real const*, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        s.run.step(x, in.begin, t);
        s.sums.step(x, in.begin, t, s.window);
        out[0] = select(s.run.covers(s.window), E::flat(real(x[t])), E::template of<L>(s.sums, s.window));
    }
};

BB_ISA_END
