#pragma once
// True strength index: twice smoothed momentum against its twice smoothed size, from -100 to 100.
//   line = 100 ema(ema(d, slow), fast) / ema(ema(|d|, slow), fast), d = x - x[1]; signal = ema(line, signal)
// The size of d is written sqrt(d d), which is exact. Source: William Blau, Momentum, Direction, and
// Divergence (1995): 25 and 13 bars. Look-back of the line slow + fast - 1; of the signal `signal` - 1 more.
// Cost per bar: five exponential means and six operations, as columns. Degenerate: while nothing has moved
// the line is NaN (0 / 0; TA-Lib 0.8, TSI, has 0), and the signal from there on; those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct tsi {
    static constexpr entry_info info{
        "tsi",       "True strength index",
        "momentum",  "line = 100 e(d) / e(|d|), d = x - x[1], e = ema of ema; signal = ema(line, signal)",
        "Blau 1995", "no change at all: NaN, the signal from there on; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"slow", "bars", 1, 100000, 25, 20, 40, 5, true},
                                            {"fast", "bars", 1, 100000, 13, 5, 20, 1, true},
                                            {"signal", "bars", 1, 100000, 13, 5, 20, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "signal"};
    static constexpr char const* composed =
        "let moved = x - x[1]\n"
        "let size = sqrt(moved * moved)\n"
        "let line = 100 * ema(ema(moved, slow), fast) / ema(ema(size, slow), fast)\n"
        "let signal = ema(line, signal)";
};

BB_ISA_END
