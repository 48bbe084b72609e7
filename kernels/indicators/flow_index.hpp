#pragma once
// Flow index: the part of the money that changed hands on rises of a price, in per cent. The money flow index
// is that of the typical price, which all lengths share.
//   flow = x volume
//   flow_index = 100 up / (up + down), up and down = sums of the flows of those of the last n bars whose x
//   rose, or fell
// Source: Gene Quong & Avrum Soudack, Volume-weighted RSI: money flow, Technical Analysis of Stocks &
// Commodities 7:3 (1989); TA-Lib, ta_MFI.c (https://ta-lib.org): look-back n. Cost per bar: two sums of
// kernels/core/rolling_terms.hpp. Degenerate: no flow in the window gives 0. A NaN inside: NaN until the next
// restart (t % 64 = 0) without it; a source without volume gives NaN everywhere.

#include "kernels/core/rolling_terms.hpp"

BB_ISA_BEGIN

// The flow of a bar whose price moved in the sign's direction; the inputs are the price and the volume.
template <int Sign>
struct flow_term {
    static constexpr int inputs = 2, back = 1;
    template <class R>
    static BB_HD R of(R const* now, R const* before) {
        R const moved = (now[0] - before[0]) * R(static_cast<double>(Sign));
        return select(R(0.0) < moved, now[0] * now[1], select(moved <= R(0.0), R(0.0), moved));
    }
};

struct flow_index {
    static constexpr entry_info info{
        "flow_index",
        "Flow index of a price",
        "volume",
        "100 up / (up + down), sums of x volume of bars on which x rose and fell",
        "Quong & Soudack 1989; TA-Lib ta_MFI.c, https://ta-lib.org",
        "no flow in the window: 0; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"x", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        leaving_bars<L, 2> bars;
        term_sum<L, flow_term<1>> up;
        term_sum<L, flow_term<-1>> down;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.bars.start();
        s.up.start();
        s.down.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        s.bars.step(in, t, s.window);
        if (t == in.begin) {  // no price before
            out[0] = real(quiet_nan());
            return;
        }
        s.up.step(in, t, s.window, s.bars);
        s.down.step(in, t, s.window, s.bars);
        real const up = s.up.value(s.window), all = up + s.down.value(s.window);
        out[0] = select(all == real(0.0), real(0.0), real(100.0) * (up / all));
    }
};

BB_ISA_END
