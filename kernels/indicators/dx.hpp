#pragma once
// Directional movement index: how far the two directional indicators are apart, from 0 to 100.
//   dx = 100 |p - m| / (p + m), p = plus_di(n), m = minus_di(n)
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib, ta_DX.c
// (https://ta-lib.org): look-back n, unstable period 0. Cost per bar: one division and about twenty other
// operations (kernels/core/directional.hpp). Degenerate, as TA-Lib: no movement at all keeps the value
// before, which is 0 at first. A NaN inside stays for ever.

#include "kernels/core/directional.hpp"

BB_ISA_BEGIN

struct dx {
    static constexpr entry_info info{
        "dx",
        "Directional movement index",
        "momentum",
        "100 |p - m| / (p + m), p = plus_di(n), m = minus_di(n)",
        "Wilder 1978; TA-Lib ta_DX.c, https://ta-lib.org",
        "no movement: the value before, at first 0; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        directional_index<L> index;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.index.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t > in.begin) s.index.step(in, t, p[0]);
        out[0] = s.index.value;
    }
};

BB_ISA_END
