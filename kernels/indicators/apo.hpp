#pragma once
// Difference of a short and a long moving mean of one kind.
//   apo = ma(x, fast, kind) - ma(x, slow, kind); fast and slow are exchanged where fast > slow
// Source: TA-Lib, ta_APO.c (https://ta-lib.org); look-back of the longer mean. Each mean is seeded where x
// begins, other than in macd. Cost per bar: two means and a difference. Degenerate: those of the kind.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct apo {
    static constexpr entry_info info{"apo",
                                     "Absolute price oscillator",
                                     "momentum",
                                     "ma(x, fast) - ma(x, slow)",
                                     "TA-Lib ta_APO.c, https://ta-lib.org",
                                     "fast > slow: exchanged; else those of the kind"};
    static constexpr param_info params[] = {{"fast", "bars", 2, 100000, 12, 5, 20, 1, true},
                                            {"slow", "bars", 2, 100000, 26, 20, 60, 2, true},
                                            {"kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let short = choose(slow - fast + 1, slow, fast)\n"
        "let long = choose(slow - fast + 1, fast, slow)\n"
        "let value = ma(x, short, kind) - ma(x, long, kind)";
};

BB_ISA_END
