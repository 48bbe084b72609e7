#pragma once
// A moving mean whose length is another series: one mean of every length from low to high, and at each bar
// the one whose length is the whole part of periods[t], held between them. Source: TA-Lib, ta_MAVP.c
// (https://ta-lib.org); all means begin at the look-back of the longest, so those that remember are seeded
// later the shorter they are. Lengths go to 100 here (TA-Lib: 100000), as each is a column, and low and high
// cannot be swept (the entry is made of itself). Cost per bar: high - low + 1 means. Degenerate: NaN where
// periods is NaN.

#include "kernels/core/mean_kinds.hpp"

BB_ISA_BEGIN

struct mavp {
    static constexpr entry_info info{"mavp",
                                     "Moving mean of a length that varies",
                                     "overlap",
                                     "at each bar the mean of length periods[t], held in low..high",
                                     "TA-Lib ta_MAVP.c, https://ta-lib.org",
                                     "periods NaN: NaN; else those of the kind"};
    static constexpr param_info params[] = {{"low", "bars", 2, 100, 2, 2, 10, 1, true},
                                            {"high", "bars", 2, 100, 30, 20, 60, 5, true},
                                            {"kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x", "periods"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let top = " BB_MEAN_OF_KIND("kind", "x", "high") "\n"
        "let late = " BB_MEAN_REACH("kind", "high") " - " BB_MEAN_REACH("kind", "(high - 1)") "\n"
        "let value = choose(high - low, top, "
        "if_at_least(periods, top, mavp(skip(x, late), periods, low, high - 1, kind), high))";
};

BB_ISA_END
