#pragma once
// Ichimoku lines: middles of price channels of three lengths, two of them drawn ahead as the cloud.
//   conversion = midprice(a), base = midprice(b), midprice(n) = (highest(high, n) + lowest(low, n)) / 2
//   lead_a = ((conversion + base) / 2)[shift], lead_b = midprice(c)[shift]
// The leads are the cloud's edges at this bar, drawn `shift` bars ago; where they are drawn now is the same
// without the shift. The lagging line, the close moved back, would look ahead and is no part of this. Source:
// Goichi Hosoda, Ichimoku Kinko Hyo (1969): 9, 26, 52 and 26 bars. Look-back of the leads max(a, b) - 1 +
// shift and c - 1 + shift. Cost per bar: three middles and four operations, as columns. Degenerate: those of
// midprice.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct ichimoku {
    static constexpr entry_info info{
        "ichimoku",    "Ichimoku cloud",
        "overlap",     "midprice(a), midprice(b), their middle shift bars ago, midprice(c) shift bars ago",
        "Hosoda 1969", "flat: the price; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"a", "bars", 1, 100000, 9, 7, 12, 1, true},
                                            {"b", "bars", 1, 100000, 26, 20, 30, 2, true},
                                            {"c", "bars", 1, 100000, 52, 44, 60, 4, true},
                                            {"shift", "bars", 0, 100000, 26, 20, 30, 2, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"conversion", "base", "lead_a", "lead_b"};
    static constexpr char const* composed =
        "let conversion = midprice(a)\n"
        "let base = midprice(b)\n"
        "let middle = 0.5 * (conversion + base)\n"
        "let lead_a = middle[shift]\n"
        "let far = midprice(c)\n"
        "let lead_b = far[shift]";
};

BB_ISA_END
