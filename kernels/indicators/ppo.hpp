#pragma once
// Difference of a short and a long moving mean in per cent of the long one.
//   ppo = 100 apo(x, fast, slow, kind) / ma(x, slow, kind); fast and slow are exchanged where fast > slow
// Source: TA-Lib, ta_PPO.c (https://ta-lib.org); look-back of the longer mean.
// Cost per bar: two means and three operations. Degenerate: a long mean of 0 gives 0, as TA-Lib.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct ppo {
    static constexpr entry_info info{"ppo",
                                     "Percentage price oscillator",
                                     "momentum",
                                     "100 (ma(x, fast) - ma(x, slow)) / ma(x, slow)",
                                     "TA-Lib ta_PPO.c, https://ta-lib.org",
                                     "fast > slow: exchanged; ma(x, slow) = 0: 0"};
    static constexpr param_info params[] = {{"fast", "bars", 2, 100000, 12, 5, 20, 1, true},
                                            {"slow", "bars", 2, 100000, 26, 20, 60, 2, true},
                                            {"kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let long = ma(x, choose(slow - fast + 1, fast, slow), kind)\n"
        "let value = 100 * quotient(apo(x, fast, slow, kind), long)";
};

BB_ISA_END
