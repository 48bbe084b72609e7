#pragma once
// Ultimate oscillator: buying pressure against true range over three windows, the shortest weighing most.
//   pressure = close - min(low, close[1]); a(n) = sum(pressure, n) / sum(trange, n)
//   ultosc = 100 (4 a(short) + 2 a(middle) + a(long)) / 7
// The three lengths may come in any order: the shortest has the weight 4, as TA-Lib. Source: Larry Williams,
// The ultimate oscillator, Technical Analysis of Stocks & Commodities 3:4 (1985); TA-Lib, ta_ULTOSC.c
// (https://ta-lib.org): look-back the longest. Cost per bar: six sums of kernels/core/rolling_terms.hpp.
// Degenerate, as TA-Lib: a window without range counts as 0. A NaN inside: NaN until the next restart
// (t % 64 = 0) without it.

#include "kernels/core/rolling_terms.hpp"
#include "kernels/core/true_range.hpp"

BB_ISA_BEGIN

struct pressure_term {
    static constexpr int inputs = 3, back = 1;
    template <class R>
    static BB_HD R of(R const* now, R const* before) {
        return now[2] - min_of(now[1], before[2]);
    }
};
struct range_term {
    static constexpr int inputs = 3, back = 1;
    template <class R>
    static BB_HD R of(R const* now, R const* before) {
        return true_range_of(now[0], now[1], before[2]);
    }
};

struct ultosc {
    static constexpr entry_info info{
        "ultosc",
        "Ultimate oscillator",
        "momentum",
        "100 (4 a(short) + 2 a(middle) + a(long)) / 7, a(n) = sum(close - true low, n) / sum(trange, n)",
        "Williams 1985; TA-Lib ta_ULTOSC.c, https://ta-lib.org",
        "a window without range: 0, as TA-Lib; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"a", "bars", 1, 100000, 7, 5, 10, 1, true},
                                            {"b", "bars", 1, 100000, 14, 10, 20, 2, true},
                                            {"c", "bars", 1, 100000, 28, 20, 40, 4, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) {
        double const most = p[0] < p[1] ? p[1] : p[0];
        return static_cast<int64_t>(most < p[2] ? p[2] : most);
    }
    static constexpr int64_t memory(double const* p) { return warmup(p); }

    template <class L>
    struct part {
        lane_windows<L> window;
        leaving_bars<L, 3> bars;
        term_sum<L, pressure_term> pressure;
        term_sum<L, range_term> range;

        BB_HD void start(typename L::real n) {
            window = windows_of<L>(n);
            bars.start();
            pressure.start();
            range.start();
        }
        BB_HD typename L::real step(series_view const& in, int64_t t) {
            using real = typename L::real;
            bars.step(in, t, window);
            if (t == in.begin) return real(quiet_nan());  // no close before
            pressure.step(in, t, window, bars);
            range.step(in, t, window, bars);
            real const whole = range.value(window);
            return select(whole == real(0.0), real(0.0), pressure.value(window) / whole);
        }
    };
    template <class L>
    struct state {
        part<L> parts[3];  // from the shortest to the longest
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        real const low = min_of(p[0], p[1]), high = max_of(p[0], p[1]);
        s.parts[0].start(min_of(low, p[2]));
        s.parts[1].start(max_of(low, min_of(high, p[2])));
        s.parts[2].start(max_of(high, p[2]));
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        real const a = s.parts[0].step(in, t), b = s.parts[1].step(in, t), c = s.parts[2].step(in, t);
        out[0] = real(100.0) * ((real(4.0) * a + real(2.0) * b + c) / real(7.0));
    }
};

BB_ISA_END
