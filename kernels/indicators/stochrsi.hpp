#pragma once
// Fast stochastic of the relative strength index.
//   r = rsi(x, n); k = 100 (r - lowest(r, fast_k)) / (highest(r, fast_k) - lowest(r, fast_k)); d = ma(k,
//   fast_d, d_kind)
// Source: Tushar Chande & Stanley Kroll, The New Technical Trader (1994); TA-Lib, ta_STOCHRSI.c
// (https://ta-lib.org): both begin with d, unstable period 0.
// Cost per bar: rsi, two rolling extremes, a mean and five operations. Degenerate: no range gives k = 0, as
// TA-Lib.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct stochrsi {
    static constexpr entry_info info{
        "stochrsi",
        "Fast stochastic of the relative strength",
        "momentum",
        "k = where rsi(x, n) lies in its last fast_k values, 0..100; d = ma(k, fast_d)",
        "Chande & Kroll 1994; TA-Lib ta_STOCHRSI.c, https://ta-lib.org",
        "no range in the window: 0, as TA-Lib"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true},
                                            {"fast_k", "bars", 1, 100000, 5, 5, 30, 1, true},
                                            {"fast_d", "bars", 1, 100000, 3, 2, 9, 1, true},
                                            {"d_kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"k", "d"};
    static constexpr char const* composed =
        "let r = rsi(x, n)\n"
        "let least = lowest(r, fast_k)\n"
        "let raw = 100 * quotient(r - least, highest(r, fast_k) - least)\n"
        "let d = ma(raw, fast_d, d_kind)\n"
        "let k = together(raw, d)";
};

BB_ISA_END
