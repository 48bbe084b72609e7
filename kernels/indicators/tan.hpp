#pragma once
// Tangent, bar by bar.
//   tan[t] = tan(x), x in radians
// Source: TA-Lib, ta_TAN.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 90 operations and two divisions, whole registers; angles beyond 2^19 are reduced one by
// one. Same bits everywhere: kernels/core/exact_trig.hpp.
// Degenerate: an infinity has no angle and gives NaN, as does NaN; no float64 is a pole, so the value is
// finite.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_trig.hpp"

BB_ISA_BEGIN

struct tan {
    static constexpr entry_info info{"tan",
                                     "Tangent",
                                     "math",
                                     "tan(x), x in radians",
                                     "TA-Lib ta_TAN.c, https://ta-lib.org",
                                     "infinite or NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = exact_tan<L>(at(0));
    }
};

BB_ISA_END
