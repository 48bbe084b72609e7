#pragma once
// Floor traders' pivot points of the n bars before this one, rolling: n = 1 is the bar before, on daily bars
// the classic form.
//   h, l, c = highest high, lowest low and last close of bars t-n .. t-1;  p = (h + l + c) / 3
//   r1 = 2 p - l, s1 = 2 p - h;  r2, s2 = p + (h - l), p - (h - l);  r3 = h + 2 (p - l), s3 = l - 2 (h - p)
// Source: John Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6, after the floor of
// the Chicago exchanges. Look-back n. Cost per bar: two rolling extremes and about twenty operations, as
// columns. Degenerate: flat: all seven the price within rounding; NaN while a NaN is among the n bars.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct pivots {
    static constexpr entry_info info{
        "pivots",
        "Pivot points",
        "overlap",
        "p = (h + l + c) / 3 of the n bars before, r1 = 2 p - l, r2 = p + h - l, r3 = h + 2 (p - l), ...",
        "floor traders' pivots, e.g. Person 2004",
        "flat: the price within rounding; NaN while a NaN is among the n bars"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 1, 1, 60, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"p", "r1", "s1", "r2", "s2", "r3", "s3"};
    static constexpr char const* composed =
        "let h = highest(high, n)[1]\n"
        "let l = lowest(low, n)[1]\n"
        "let p = (h + l + close[1]) / 3\n"
        "let r1 = 2 * p - l\n"
        "let s1 = 2 * p - h\n"
        "let r2 = p + (h - l)\n"
        "let s2 = p - (h - l)\n"
        "let r3 = h + 2 * (p - l)\n"
        "let s3 = l - 2 * (h - p)";
};

BB_ISA_END
