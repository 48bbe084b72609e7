#pragma once
// The price channel of the last n bars, this one included.
//   upper = highest(high, n), lower = lowest(low, n), middle = (upper + lower) / 2
// A breakout rule compares with the channel of the bar before: close > donchian(20).upper[1].
// Source: Richard Donchian's four-week rule (1960), after Perry Kaufman, Trading Systems and Methods (5th ed.
// 2013), chapter 5. Cost per bar: a highest, a lowest and two operations, as columns. Degenerate: flat bars
// give three equal lines; NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct donchian {
    static constexpr entry_info info{
        "donchian",
        "Donchian channel",
        "overlap",
        "highest(high, n), lowest(low, n) and their middle",
        "Donchian 1960, in Kaufman, Trading Systems and Methods (2013), chapter 5",
        "flat: three equal lines; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 10, 100, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"upper", "middle", "lower"};
    static constexpr char const* composed =
        "let upper = highest(high, n)\n"
        "let lower = lowest(low, n)\n"
        "let middle = (upper + lower) / 2";
};

BB_ISA_END
