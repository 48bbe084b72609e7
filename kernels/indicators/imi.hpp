#pragma once
// Intraday momentum index: the rising bodies' part of all bodies of the last n bars, in per cent.
//   imi = 100 up / (up + down), up and down = sums of max(close - open, 0) and max(open - close, 0)
// Source: Tushar Chande & Stanley Kroll, The New Technical Trader (1994); TA-Lib, ta_IMI.c
// (https://ta-lib.org): look-back n-1. Cost per bar: two sums of kernels/core/rolling_terms.hpp.
// Degenerate, as TA-Lib 0.8: no body in the window gives 50. A NaN inside: NaN until the next restart
// (t % 64 = 0) without it.

#include "kernels/core/rolling_terms.hpp"

BB_ISA_BEGIN

// The body of a bar whose close lies in the sign's direction from its open.
template <int Sign>
struct body_term {
    static constexpr int inputs = 2, back = 0;
    template <class R>
    static BB_HD R of(R const* now, R const*) {
        R const body = (now[1] - now[0]) * R(static_cast<double>(Sign));
        return select(body <= R(0.0), R(0.0), body);
    }
};

struct imi {
    static constexpr entry_info info{
        "imi",
        "Intraday momentum index",
        "momentum",
        "100 up / (up + down), sums of the rising and the falling bodies of the last n bars",
        "Chande & Kroll 1994; TA-Lib ta_IMI.c, https://ta-lib.org",
        "no body in the window: 50, as TA-Lib; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"open", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        leaving_bars<L, 2> bars;
        term_sum<L, body_term<1>> up;
        term_sum<L, body_term<-1>> down;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.bars.start();
        s.up.start();
        s.down.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        s.bars.step(in, t, s.window);
        s.up.step(in, t, s.window, s.bars);
        s.down.step(in, t, s.window, s.bars);
        real const up = s.up.value(s.window), all = up + s.down.value(s.window);
        out[0] = select(all == real(0.0), real(50.0), real(100.0) * (up / all));
    }
};

BB_ISA_END
