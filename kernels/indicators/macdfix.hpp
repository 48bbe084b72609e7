#pragma once
// Moving average convergence/divergence as it was drawn first, with rates that are not 2 / (n + 1).
//   line = e12 - e26, of the rates 0.15 and 0.075; signal = ema(line, signal); hist = line - signal
// Both means give their first value at bar 25, as in macd. Source: Gerald Appel (1979); TA-Lib, ta_MACDFIX.c
// (https://ta-lib.org): look-back 25 + (signal-1) for all outputs, unstable period 0.
// Cost per bar: three exponential means and two differences. Degenerate: those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct macdfix {
    static constexpr entry_info info{"macdfix",
                                     "Moving average convergence/divergence with fixed rates",
                                     "momentum",
                                     "macd of lengths 12 and 26 with the rates 0.15 and 0.075",
                                     "Appel 1979; TA-Lib ta_MACDFIX.c, https://ta-lib.org",
                                     "flat: 0 within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"signal", "bars", 1, 100000, 9, 5, 15, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "signal", "hist"};
    static constexpr char const* composed =
        "let raw = ema_alpha(skip(x, 14), 12, 0.15) - ema_alpha(x, 26, 0.075)\n"
        "let smooth = ema(raw, signal)\n"
        "let line = together(raw, smooth)\n"
        "let hist = raw - smooth\n"
        "let signal = smooth";
};

BB_ISA_END
