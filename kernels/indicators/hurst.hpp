#pragma once
// Hurst's exponent of the last n steps by rescaled range: above 1/2 steps tend to go on, below they turn.
//   y[k] = x[t-n+k] - x[t-n] - k m, k = 0 .. n, m = (x[t] - x[t-n]) / n
//   R = max(y) - min(y), S = sqrt(mean((x[s] - x[s-1] - m)^2)), hurst = log(R / S) / log(n / 2)
// Source: Harold Hurst, Long-term storage capacity of reservoirs, Transactions of the American Society of
// Civil Engineers 116 (1951), 770-808: his K, one window and no regression over several; it lies above 1/2
// for short windows of a random walk. Of the logarithm of a price (ln) the steps are returns. Look-back n.
// Cost per bar: about ten n operations and a logarithm. Degenerate: steps all equal, R / S is 0 / 0: 1/2, as
// of a walk of which nothing is known; NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct hurst {
    static constexpr entry_info info{
        "hurst",
        "Hurst exponent",
        "statistic",
        "log(R / S) / log(n / 2), R the range of the way less its drift, S the deviation of its n steps",
        "Hurst 1951",
        "steps all equal: 1/2; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 4, 10000, 100, 50, 300, 50, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        int64_t const n = static_cast<int64_t>(p[0]);
        real const oldest = at(0, n), drift = (at(0) - oldest) / real(p[0]);
        real before = oldest, top(0.0), bottom(0.0), squares(0.0);
        for (int64_t k = 1; k <= n; ++k) {
            real const now = at(0, n - k);
            real const y = (now - oldest) - real(static_cast<double>(k)) * drift;
            real const step = (now - before) - drift;
            top = max_of(top, y);
            bottom = min_of(bottom, y);
            squares = squares + step * step;
            before = now;
        }
        real const range = top - bottom, deviation = square_root(squares / real(p[0]));
        real const exponent = per_lane<L>(range / deviation, [](double ratio) { return exact_log(ratio); }) /
                              real(exact_log(0.5 * p[0]));
        auto const none = (range == real(0.0)) | (deviation == real(0.0));
        out[0] = select(none, real(0.5), select(squares == squares, exponent, real(quiet_nan())));
    }
};

BB_ISA_END
