#pragma once
// Keltner channel in its later form: an exponential mean and average true ranges about it.
//   middle = ema(close, n), upper = middle + k atr(m), lower = middle - k atr(m)
// Source: Chester Keltner, How to Make Money in Commodities (1960), with the true range after Linda Raschke &
// Laurence Connors, Street Smarts (1996). Cost per bar: an exponential mean, an average true range and three
// operations, as columns. Degenerate: those of ema and atr.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct keltner {
    static constexpr entry_info info{
        "keltner",
        "Keltner channel",
        "overlap",
        "ema(close, n) and k average true ranges above and below",
        "Keltner 1960, as Raschke & Connors 1996",
        "flat: three lines equal within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true},
                                            {"m", "bars", 1, 100000, 10, 5, 30, 5, true},
                                            {"k", "true ranges", -1e6, 1e6, 2, 1, 3, 0.5, false}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"upper", "middle", "lower"};
    static constexpr char const* composed =
        "let middle = ema(close, n)\n"
        "let width = k * atr(m)\n"
        "let upper = middle + width\n"
        "let lower = middle - width";
};

BB_ISA_END
