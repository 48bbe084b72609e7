#pragma once
// The part of the positive values in what the last n values amount to, in per cent: the money flow index is
// this of signed flows, the intraday momentum index of bodies.
//   positive_share = 100 up / (up + down), up and down = sums of max(x, 0) and max(-x, 0)
// Source: definition. Look-back n-1. Cost per bar: two sums as those of kernels/core/rolling.hpp and one
// division. Degenerate: where nothing in the window is other than 0 the value is `none`. A NaN inside: NaN
// until the next restart (t % 64 = 0) without it.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

// max(x, 0) of what has the sign; NaN stays.
struct positive_term {
    template <class V>
    BB_HD V operator()(V x) const {
        return max_of(V(0.0), x);
    }
};
struct negative_term {
    template <class V>
    BB_HD V operator()(V x) const {
        return max_of(V(0.0), -x);
    }
};

// One of the two sums.
template <class L, class Term>
struct share_sum {
    using real = typename L::real;
    real sum;
    real idle;  // bars up to t without such a value: a window inside has the sum zero, whatever rounding did

    BB_HD void start() { sum = idle = real(0.0); }
    template <class X>
    BB_HD void step(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w, real left) {
        Term const term{};
        auto const now = term(x[t]);
        idle = select(real(now) == real(0.0), idle + real(1.0), real(0.0));
        if ((t & (rolling_restart - 1)) == 0)
            sum = fresh_sum<L>(x, begin, t, w, term);
        else
            sum = sum + (real(now) - term(left));
    }
    BB_HD real value(lane_windows<L> const& w) const { return select(w.bars <= idle, real(0.0), sum); }
};

struct positive_share {
    static constexpr entry_info info{
        "positive_share", "Share of the positive values",
        "math",           "100 up / (up + down), sums of max(x, 0) and max(-x, 0) of the last n values",
        "definition",     "all 0: none; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true},
                                            {"none", "percent", 0, 100, 0, 0, 50, 50, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        leaving_run<L> leaving;
        share_sum<L, positive_term> up;
        share_sum<L, negative_term> down;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.up.start();
        s.down.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        real const left = s.leaving.step(x, in.begin, t, s.window, real(0.0));
        s.up.step(x, in.begin, t, s.window, left);
        s.down.step(x, in.begin, t, s.window, left);
        real const up = s.up.value(s.window), all = up + s.down.value(s.window);
        out[0] = select(all == real(0.0), p[1], real(100.0) * (up / all));
    }
};

BB_ISA_END
