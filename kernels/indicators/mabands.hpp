#pragma once
// Standard deviations of the last n values above and below a mean of any kind: TA-Lib's BBANDS with its last
// parameter.
//   middle = ma(x, n, kind); upper = middle + up stddev(x, n); lower = middle - down stddev(x, n)
// Kind 0 is bbands, quicker there. Source: John Bollinger (1983); TA-Lib, ta_BBANDS.c (https://ta-lib.org):
// look-back of the mean; kind 7 with n > 33 begins with the deviation here.
// Cost per bar: a mean, a deviation and four operations. Degenerate: a flat window has no width.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct mabands {
    static constexpr entry_info info{"mabands",
                                     "Bollinger bands about a chosen mean",
                                     "overlap",
                                     "ma(x, n, kind) and up, down standard deviations above and below",
                                     "Bollinger; TA-Lib ta_BBANDS.c, https://ta-lib.org",
                                     "flat window: no width; else those of the kind"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 5, 5, 100, 5, true},
                                            {"up", "deviations", -1e6, 1e6, 2, 1, 3, 0.5, false},
                                            {"down", "deviations", -1e6, 1e6, 2, 1, 3, 0.5, false},
                                            {"kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"upper", "middle", "lower"};
    static constexpr char const* composed =
        "let raw = ma(x, n, kind)\n"
        "let width = stddev(x, n, 1)\n"
        "let upper = raw + up * width\n"
        "let lower = raw - down * width\n"
        "let middle = together(raw, width)";
};

BB_ISA_END
