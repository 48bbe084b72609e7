#pragma once
// Relative strength index with Wilder's smoothing.
//   d = x[t] - x[t-1]; gain and loss = Wilder means of max(d, 0) and max(-d, 0), seeded with the mean of the
//   first n rsi = 100 gain / (gain + loss)
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section VI; TA-Lib, ta_RSI.c
// (https://ta-lib.org): look-back n, unstable period 0.
// Cost per bar: three divisions and about ten other operations.
// Degenerate, as TA-Lib: |gain + loss| < 1e-14 (a flat series) gives 0. A NaN inside stays for ever.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct rsi {
    static constexpr entry_info info{
        "rsi",
        "Relative strength index",
        "momentum",
        "100 * gain / (gain + loss), Wilder means of the up and down moves",
        "Wilder 1978; TA-Lib ta_RSI.c, https://ta-lib.org",
        "flat series (|gain + loss| < 1e-14): 0, as TA-Lib; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        wilder_moves<L> moves;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.moves.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t == in.begin) {  // no move yet
            out[0] = real(quiet_nan());
            return;
        }
        s.moves.step(in.x[0], in.begin, t, p[0]);
        real const moved = s.moves.gain.value + s.moves.loss.value;
        auto const flat = (real(-1e-14) < moved) & (moved < real(1e-14));
        out[0] = select(flat, real(0.0), real(100.0) * (s.moves.gain.value / moved));
    }
};

BB_ISA_END
