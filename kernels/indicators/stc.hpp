#pragma once
// Schaff trend cycle: a difference of exponential means put through a smoothed stochastic twice, from 0 to
// 100.
//   line = ema(x, fast) - ema(x, slow); f = ema(range_position(line, cycle), smooth);
//   stc = ema(range_position(f, cycle), smooth)
// Schaff's smoothing factor of a half is that of an exponential mean of 3 bars. Source: Doug Schaff's
// indicator (1999): 23, 50 and 10 bars. Look-back slow - 1 + 2 (cycle - 1) + 2 (smooth - 1). Cost per bar:
// four exponential means, two positions and a difference, as columns. Degenerate: those of range_position and
// ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct stc {
    static constexpr entry_info info{
        "stc",         "Schaff trend cycle",
        "momentum",    "ema(range_position(ema(range_position(macd line, cycle), smooth), cycle), smooth)",
        "Schaff 1999", "no range: the position before; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"fast", "bars", 1, 100000, 23, 10, 30, 1, true},
                                            {"slow", "bars", 1, 100000, 50, 30, 80, 5, true},
                                            {"cycle", "bars", 1, 100000, 10, 5, 20, 1, true},
                                            {"smooth", "bars", 1, 100000, 3, 2, 5, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let line = ema(x, fast) - ema(x, slow)\n"
        "let first = ema(range_position(line, cycle), smooth)\n"
        "let value = ema(range_position(first, cycle), smooth)";
};

BB_ISA_END
