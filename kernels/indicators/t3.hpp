#pragma once
// T3: a generalised double exponential mean applied three times.
//   t3 = c1 e6 + c2 e5 + c3 e4 + c4 e3, e1 = ema(x, n), each further one the ema of the one before;
//   c1 = -v^3, c2 = 3 v^2 + 3 v^3, c3 = -6 v^2 - 3 v - 3 v^3, c4 = 1 + 3 v + v^3 + 3 v^2
// Source: Tim Tillson, Smoothing techniques for more accurate signals, Technical Analysis of Stocks &
// Commodities 16:1 (1998); TA-Lib, ta_T3.c (https://ta-lib.org): look-back 6 (n-1), unstable period 0. Cost
// per bar: six exponential means and seven operations, as columns. Degenerate: those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct t3 {
    static constexpr entry_info info{
        "t3",
        "T3 moving average",
        "overlap",
        "c1 e6 + c2 e5 + c3 e4 + c4 e3, e1 to e6 exponential means of one another",
        "Tillson 1998; TA-Lib ta_T3.c, https://ta-lib.org",
        "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 5, 5, 100, 5, true},
                                            {"v", "1", 0, 1, 0.7, 0.5, 0.9, 0.1, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let e1 = ema(x, n)\n"
        "let e2 = ema(e1, n)\n"
        "let e3 = ema(e2, n)\n"
        "let e4 = ema(e3, n)\n"
        "let e5 = ema(e4, n)\n"
        "let e6 = ema(e5, n)\n"
        "let c1 = -v * v * v\n"
        "let c2 = 3 * (v * v - c1)\n"
        "let c3 = -6 * v * v - 3 * (v - c1)\n"
        "let c4 = 1 + 3 * v - c1 + 3 * v * v\n"
        "let value = c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3";
};

BB_ISA_END
