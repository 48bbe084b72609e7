#pragma once
// Chandelier exit: stops that hang k average true ranges from the extreme of the last n bars.
//   long = highest(high, n) - k atr(n), short = lowest(low, n) + k atr(n)
// Source: Charles LeBeau's exit, in Alexander Elder, Come Into My Trading Room (2002): 22 bars and 3.
// Look-back n. Cost per bar: two extremes, an average true range and three operations, as columns.
// Degenerate: those of highest, lowest and atr.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct chandelier {
    static constexpr entry_info info{"chandelier",
                                     "Chandelier exit",
                                     "overlap",
                                     "highest(high, n) - k atr(n) and lowest(low, n) + k atr(n)",
                                     "LeBeau, in Elder, Come Into My Trading Room (2002)",
                                     "flat: the price; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 22, 10, 40, 2, true},
                                            {"k", "true ranges", -1e6, 1e6, 3, 1, 4, 0.5, false}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"long", "short"};
    static constexpr char const* composed =
        "let width = k * atr(n)\n"
        "let long = highest(high, n) - width\n"
        "let short = lowest(low, n) + width";
};

BB_ISA_END
