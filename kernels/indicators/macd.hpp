#pragma once
// Moving average convergence/divergence.
//   line = ema(x, fast) - ema(x, slow);  signal = ema(line, signal);  hist = line - signal
// Both averages give their first value at bar slow-1: the fast one is seeded with the mean of the last `fast`
// of the first `slow` values, as TA-Lib does. If fast > slow the two are exchanged, as TA-Lib does. Source:
// Gerald Appel (1979); TA-Lib, ta_MACD.c (https://ta-lib.org): look-back (slow-1) + (signal-1) for all three
// outputs, unstable period 0.
// Cost per bar: about sixteen operations, three recursions beside each other.
// Degenerate: flat series give 0 within rounding; a NaN inside stays for ever.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct macd {
    static constexpr entry_info info{
        "macd",
        "Moving average convergence/divergence",
        "momentum",
        "line = ema(x, fast) - ema(x, slow); signal = ema(line, signal); hist = line - signal",
        "Appel 1979; TA-Lib ta_MACD.c, https://ta-lib.org",
        "fast > slow: exchanged; flat: 0 within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"fast", "bars", 2, 100000, 12, 5, 20, 1, true},
                                            {"slow", "bars", 2, 100000, 26, 20, 60, 2, true},
                                            {"signal", "bars", 1, 100000, 9, 5, 15, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "signal", "hist"};
    static constexpr int64_t warmup(double const* p) {
        return static_cast<int64_t>(p[0] < p[1] ? p[1] : p[0]) + static_cast<int64_t>(p[2]) - 2;
    }

    template <class L>
    struct state {
        typename L::real fast_n, slow_n, fast_alpha, slow_alpha, signal_alpha;
        int64_t longest;  // from this age on every mean of every lane is seeded
        seeded_mean<L> fast, slow, signal;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.fast_n = min_of(p[0], p[1]);
        s.slow_n = max_of(p[0], p[1]);
        s.fast_alpha = real(2.0) / (s.fast_n + real(1.0));
        s.slow_alpha = real(2.0) / (s.slow_n + real(1.0));
        s.signal_alpha = real(2.0) / (p[2] + real(1.0));
        s.longest = windows_of<L>(s.slow_n + p[2]).longest;
        s.fast.start();
        s.slow.start();
        s.signal.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        bool const settled = t - in.begin >= s.longest;
        real const x(in.x[0][t]);
        real const age(static_cast<double>(t - in.begin));
        s.slow.step(x, age, s.slow_n, s.slow_alpha, settled);
        s.fast.step(x, age - (s.slow_n - s.fast_n), s.fast_n, s.fast_alpha, settled);
        real const line = s.fast.value - s.slow.value;
        s.signal.step(line, age - (s.slow_n - real(1.0)), p[2], s.signal_alpha, settled);
        out[0] = line;
        out[1] = s.signal.value;
        out[2] = line - s.signal.value;
    }
};

BB_ISA_END
