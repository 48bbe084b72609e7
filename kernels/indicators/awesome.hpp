#pragma once
// Awesome oscillator: a short mean of the bars' middles less a long one.
//   awesome = sma(hl2, fast) - sma(hl2, slow), hl2 = (high + low) / 2
// Source: Bill Williams, New Trading Dimensions (1998), chapter 6: 5 and 34 bars.
// Cost per bar: two means and three operations, as columns.
// Degenerate: those of sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct awesome {
    static constexpr entry_info info{"awesome",       "Awesome oscillator",
                                     "momentum",      "sma(hl2, fast) - sma(hl2, slow)",
                                     "Williams 1998", "flat: exactly 0"};
    static constexpr param_info params[] = {{"fast", "bars", 1, 100000, 5, 2, 20, 1, true},
                                            {"slow", "bars", 1, 100000, 34, 20, 60, 2, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = sma(hl2, fast) - sma(hl2, slow)";
};

BB_ISA_END
