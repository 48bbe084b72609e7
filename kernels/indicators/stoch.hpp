#pragma once
// Slow stochastic: a mean of where the close lies in the range of the last n bars, and the mean of that.
//   k = ma(fastk(n), slow_k, k_kind); d = ma(k, slow_d, d_kind)
// Source: George Lane (1984); TA-Lib, ta_STOCH.c (https://ta-lib.org): both begin with d.
// Cost per bar: fastk and two means. Degenerate: no range in the window counts as 0, as TA-Lib.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct stoch {
    static constexpr entry_info info{"stoch",
                                     "Slow stochastic",
                                     "momentum",
                                     "k = ma(fastk(n), slow_k); d = ma(k, slow_d)",
                                     "Lane 1984; TA-Lib ta_STOCH.c, https://ta-lib.org",
                                     "no range in the window: 0, as TA-Lib"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 5, 5, 30, 1, true},
                                            {"slow_k", "bars", 1, 100000, 3, 2, 9, 1, true},
                                            {"k_kind", "1", 0, 8, 0, 0, 8, 1, true},
                                            {"slow_d", "bars", 1, 100000, 3, 2, 9, 1, true},
                                            {"d_kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"k", "d"};
    static constexpr char const* composed =
        "let raw = ma(fastk(n), slow_k, k_kind)\n"
        "let d = ma(raw, slow_d, d_kind)\n"
        "let k = together(raw, d)";
};

BB_ISA_END
