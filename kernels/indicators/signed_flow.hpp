#pragma once
// The money that changed hands on a bar, with the sign of the price's move: what the money flow index sums.
//   signed_flow = x volume, - x volume or 0 where x rose, fell or stayed since the bar before
// Source: Gene Quong & Avrum Soudack, Volume-weighted RSI: money flow, Technical Analysis of Stocks &
// Commodities 7:3 (1989). Look-back 1. Cost per bar: four operations, a lane being a bar. Degenerate: a
// source without volume gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct signed_flow {
    static constexpr entry_info info{"signed_flow",
                                     "Money flow with the sign of the price's move",
                                     "volume",
                                     "x volume where x > x[1], -x volume where x < x[1], else 0",
                                     "Quong & Soudack 1989",
                                     "unchanged: 0; no volume known: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        real const moved = at(0) - at(0, 1), flow = at(0) * at(1);
        // The last case is 0, or NaN where the move is.
        out[0] = select(real(0.0) < moved, flow, select(moved < real(0.0), -flow, flow * real(0.0) + moved));
    }
};

BB_ISA_END
