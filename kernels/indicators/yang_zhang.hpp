#pragma once
// Yang-Zhang volatility: the standard deviation of a bar's log return with the gap before it, whatever the
// drift.
//   yang_zhang = sqrt(v(ln(open / close[1])) + k v(ln(close / open)) + (1 - k) r)
//   v = variance over n bars with 1 / (n - 1), r = rogers_satchell(n)^2
//   k = 0.34 / (1.34 + (n + 1) / (n - 1))
// Per bar, not per year. Source: Dennis Yang & Qiang Zhang, Drift-independent volatility estimation based on
// high, low, open, and close prices, Journal of Business 73:3 (2000). Look-back n. Cost per bar: two
// variances, a mean, six logarithms, a root and fourteen operations, as columns. Degenerate: flat bars give
// 0; a price that is not above 0 gives NaN; those of var and sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct yang_zhang {
    static constexpr entry_info info{"yang_zhang",
                                     "Yang-Zhang volatility",
                                     "volatility",
                                     "sqrt(v(ln(open / close[1])) + k v(ln(close / open)) + (1 - k) "
                                     "rogers_satchell^2), v with 1 / (n - 1)",
                                     "Yang & Zhang 2000",
                                     "flat: 0; a price of 0 or below: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let k = 0.34 / (1.34 + (n + 1) / (n - 1))\n"
        "let night = var(ln(open / close[1]), n)\n"
        "let inside = var(ln(close / open), n)\n"
        "let term = ln(high / close) * ln(high / open) + ln(low / close) * ln(low / open)\n"
        "let value = sqrt((night + k * inside) * (n / (n - 1)) + (1 - k) * sma(term, n))";
};

BB_ISA_END
