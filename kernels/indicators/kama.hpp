#pragma once
// Kaufman's adaptive moving average: an exponential mean that is fast where the price has gone straight.
//   er = |x[t] - x[t-n]| / sum(|x[s] - x[s-1]|, n steps)
//   c = (er (2/3 - 2/31) + 2/31)^2;  kama[t] = kama[t-1] + c (x[t] - kama[t-1]),  kama[n-1] = x[n-1]
// Source: Perry Kaufman, Smarter Trading (1995), chapter 6; TA-Lib, ta_KAMA.c (https://ta-lib.org): look-back
// n, unstable period 0. Cost per bar: the sum of kernels/core/rolling_path.hpp, one division and about ten
// operations. Degenerate, as TA-Lib: no way at all counts as straight. A NaN inside stays for
// ever; values depend on where the series begins.

#include "kernels/core/rolling_path.hpp"

BB_ISA_BEGIN

struct kama {
    static constexpr entry_info info{
        "kama",
        "Kaufman's adaptive moving average",
        "overlap",
        "kama += (er (2/3 - 2/31) + 2/31)^2 (x - kama), er = |x[t] - x[t-n]| / sum of |steps|",
        "Kaufman 1995; TA-Lib ta_KAMA.c, https://ta-lib.org",
        "no step in the window: er = 1, as TA-Lib; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        rolling_path<L> path;
        typename L::real value;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.path.start(p[0]);
        s.value = typename L::real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        s.path.step(in.x[0], in.begin, t);
        real const now(in.x[0][t]), efficiency = s.path.straightness(now, real(1.0));
        real const slow(2.0 / 31.0), fast(2.0 / 3.0);
        real const root = efficiency * (fast - slow) + slow;
        real const moved = (now - s.value) * (root * root) + s.value;
        // Until bar n-1 the mean is the price itself.
        s.value = select(real(static_cast<double>(t - in.begin)) < p[0], now, moved);
        out[0] = s.value;
    }
};

BB_ISA_END
