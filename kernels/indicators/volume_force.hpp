#pragma once
// Klinger's volume force: a bar's volume with the direction of the typical price, the larger the more its
// range differs from half the range of the whole move.
//   trend = 1 where high + low + close rose, else -1; d = high - low
//   c = c[1] + d while the trend lasts, d[1] + d where it turns and at the first bar that has a trend
//   volume_force = 100 trend volume |2 d / c - 1|
// Source: Stephen Klinger, Identifying trends with volume analysis, Technical Analysis of Stocks &
// Commodities 15:12 (1997). Look-back 1. Cost per bar: one division and about ten other operations.
// Degenerate: no range in the move gives 0. A NaN price gives NaN for two bars, then a move begins; a source
// without volume gives NaN everywhere.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct volume_force {
    static constexpr entry_info info{
        "volume_force", "Klinger's volume force",
        "volume",       "100 trend volume |2 d / c - 1|, d the bar's range, c that of the whole move",
        "Klinger 1997", "no range in the move: 0; NaN in a price: NaN for two bars, then a move begins"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    struct state {
        double trend, move;  // 0: no trend yet
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.trend = s.move = 0.0;
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t == in.begin) {
            out[0] = real(quiet_nan());
            return;
        }
        double const now = in.x[0][t] + in.x[1][t] + in.x[2][t];
        double const before = in.x[0][t - 1] + in.x[1][t - 1] + in.x[2][t - 1];
        double const trend = now > before ? 1.0 : now <= before ? -1.0 : quiet_nan();
        double const range = in.x[0][t] - in.x[1][t], range_before = in.x[0][t - 1] - in.x[1][t - 1];
        s.move = (trend == s.trend ? s.move : range_before) + range;
        s.trend = trend;
        double const share = 2.0 * (range / s.move) - 1.0;
        double const size = share < 0.0 ? -share : share;
        out[0] = real(trend * (s.move == 0.0 ? 0.0 : in.x[3][t] * size * 100.0));
    }
};

BB_ISA_END
