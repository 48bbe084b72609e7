#pragma once
// Klinger volume oscillator: a fast exponential mean of the volume force less a slow one, and a mean of it.
//   line = ema(volume_force, fast) - ema(volume_force, slow), signal = ema(line, signal)
// Source: Stephen Klinger, Identifying trends with volume analysis, Technical Analysis of Stocks &
// Commodities 15:12 (1997): 34, 55 and 13 bars. Look-back of the line the longer mean's, n; of the signal
// `signal` - 1 more. Cost per bar: a volume force, three exponential means and a difference, as columns.
// Degenerate: those of volume_force and ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct kvo {
    static constexpr entry_info info{
        "kvo",
        "Klinger volume oscillator",
        "volume",
        "line = ema(volume_force, fast) - ema(volume_force, slow); signal = ema(line, signal)",
        "Klinger 1997",
        "NaN inside (no volume): NaN from there on"};
    static constexpr param_info params[] = {{"fast", "bars", 1, 100000, 34, 20, 40, 2, true},
                                            {"slow", "bars", 1, 100000, 55, 50, 80, 5, true},
                                            {"signal", "bars", 1, 100000, 13, 5, 20, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"line", "signal"};
    static constexpr char const* composed =
        "let force = volume_force()\n"
        "let line = ema(force, fast) - ema(force, slow)\n"
        "let signal = ema(line, signal)";
};

BB_ISA_END
