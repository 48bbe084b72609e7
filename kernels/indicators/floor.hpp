#pragma once
// Rounded down to a whole number, bar by bar.
//   floor[t] = floor(x)
// Source: TA-Lib, ta_FLOOR.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: seven operations.
// Degenerate: whole numbers, infinities and -0 stay; NaN gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

// Exact for every float64: above 2^52 all are whole, below it adding 2^52 rounds to a whole number.
template <class R>
BB_HD R rounded_down(R x) {
    R const size = select(x < R(0.0), -x, x), grid(0x1p52);
    R const whole = (size + grid) - grid;
    R const nearest = select(x < R(0.0), -whole, whole);
    R const down = nearest - select(nearest > x, R(1.0), R(0.0));
    return select((size < grid) & !(nearest == x), down, x);
}

struct floor {
    static constexpr entry_info info{
        "floor",    "Rounded down to a whole number",        "math",
        "floor(x)", "TA-Lib ta_FLOOR.c, https://ta-lib.org", "infinite: itself; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = rounded_down(at(0));
    }
};

BB_ISA_END
