#pragma once
// Fast stochastic: where the close lies in the range of the last n bars, and the mean of that.
//   k = fastk(n); d = ma(k, fast_d, d_kind)
// Source: George Lane (1984); TA-Lib, ta_STOCHF.c (https://ta-lib.org): both begin with d.
// Cost per bar: fastk and a mean. Degenerate: no range in the window gives k = 0, as TA-Lib.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct stochf {
    static constexpr entry_info info{"stochf",
                                     "Fast stochastic",
                                     "momentum",
                                     "k = fastk(n); d = ma(k, d)",
                                     "Lane 1984; TA-Lib ta_STOCHF.c, https://ta-lib.org",
                                     "no range in the window: 0, as TA-Lib"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 5, 5, 30, 1, true},
                                            {"fast_d", "bars", 1, 100000, 3, 2, 9, 1, true},
                                            {"d_kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"k", "d"};
    static constexpr char const* composed =
        "let raw = fastk(n)\n"
        "let d = ma(raw, fast_d, d_kind)\n"
        "let k = together(raw, d)";
};

BB_ISA_END
