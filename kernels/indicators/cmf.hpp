#pragma once
// Chaikin money flow: the money flows of the last n bars against their volume, from -1 to 1.
//   flow = ((close - low) - (high - close)) / (high - low) volume; cmf = sum(flow, n) / sum(volume, n)
// The quotient is fastk(1) + willr(1), which both are 0 for a bar without range. Source: Marc Chaikin's
// indicator, in Steven Achelis, Technical Analysis from A to Z (2nd ed. 2001). Look-back n-1. Cost per bar:
// two sums, a fastk and a willr of one bar and four operations, as columns. Degenerate: no volume in the
// window gives NaN, where TA-Lib 0.8 (CMF) has 0; those of sum.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct cmf {
    static constexpr entry_info info{
        "cmf",
        "Chaikin money flow",
        "volume",
        "sum(money flow, n) / sum(volume, n), flow = ((close - low) - (high - close)) / (high - low) * "
        "volume",
        "Chaikin, in Achelis 2001",
        "high = low: no flow; no volume in the window: NaN; NaN inside: until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 10, 40, 5, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let flow = 0.01 * (fastk(1) + willr(1)) * volume\n"
        "let value = sum(flow, n) / sum(volume, n)";
};

BB_ISA_END
