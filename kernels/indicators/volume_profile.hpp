#pragma once
// Volume by price over the last n bars: where most of it was traded, and the range about it that holds a
// share of all.
// Bins of equal width lie between the lowest and the highest typical price, (high + low + close) / 3, of the
// window; each bar's volume goes to the bin of its typical price. poc is the middle of the fullest bin, of
// equals the lowest. From there the next bin above or below is taken, the fuller first and of equals that
// above, until the bins hold `share` of the volume: vah and val are their upper and lower edge.
// Source: J. Peter Steidlmayer, Markets and Market Logic (1986); value area of 70 % as in the CBOT's Market
// Profile handbook (1991). Look-back n-1. Cost per bar: two passes over n bars and one over the bins, one bar
// after the other. Degenerate: no range: all three the price; no volume in the window: NaN; NaN while a NaN
// is in it.

#include "kernels/core/histogram.hpp"

BB_ISA_BEGIN

struct volume_profile {
    static constexpr entry_info info{
        "volume_profile",
        "Volume profile",
        "volume",
        "fullest of `bins` price bins over n bars, and the edges of the `share` of volume about it",
        "Steidlmayer 1986; CBOT Market Profile 1991",
        "no range: the price; no volume, or a NaN in the window: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 10000, 100, 50, 300, 50, true},
                                            {"bins", "1", 1, max_bins, 24, 12, 48, 12, true},
                                            {"share", "fraction", 0, 1, 0.7, 0.6, 0.8, 0.05, false}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"poc", "vah", "val"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        double found[3][L::width];
        each_bar(at, [&](int64_t t, int lane) {
            double area[3];
            at_bar(at.in, t, p, area);
            for (int k = 0; k < 3; ++k) found[k][lane] = area[k];
        });
        for (int k = 0; k < 3; ++k) out[k] = L::load(found[k]);
    }

  private:
    static BB_HD double typical(series_view const& in, int64_t s) {
        return (in.x[0][s] + in.x[1][s] + in.x[2][s]) / 3.0;
    }
    static BB_HD void at_bar(series_view const& in, int64_t t, double const* p, double* area) {
        area[0] = area[1] = area[2] = quiet_nan();
        double low = infinity(), high = -infinity(), total = 0.0;
        int64_t const first = t - static_cast<int64_t>(p[0]) + 1;
        for (int64_t s = first; s <= t; ++s) {
            double const price = typical(in, s);
            low = price < low ? price : low;
            high = price > high ? price : high;
        }
        histogram traded;
        traded.start(low, high, p[1]);
        for (int64_t s = first; s <= t; ++s) {
            if (!traded.add(typical(in, s), in.x[3][s])) return;
            total += in.x[3][s];
        }
        if (!(total > 0.0)) return;
        int const bins = static_cast<int>(p[1]);
        int from = 0;
        for (int i = 1; i < bins; ++i) from = traded.held[i] > traded.held[from] ? i : from;
        int to = from + 1;  // the bins taken: from .. to-1
        area[0] = 0.5 * (traded.edge(from) + traded.edge(to));
        double taken = traded.held[from];
        while (taken < p[2] * total && to - from < bins) {
            bool const up = to < bins && (from == 0 || traded.held[to] >= traded.held[from - 1]);
            taken += up ? traded.held[to] : traded.held[from - 1];
            from -= up ? 0 : 1;
            to += up ? 1 : 0;
        }
        area[1] = traded.edge(to);
        area[2] = traded.edge(from);
    }
};

BB_ISA_END
