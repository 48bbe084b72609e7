#pragma once
// Sums of two series and of their squares and product over the last n bars, one n per lane: what covariance,
// correlation and regression of one on the other are made of.
//
// Variances after a jump are far below the squares that were added, so the sums are carried in two parts
// (kernels/core/two_part.hpp): nothing is lost that matters, for a window of 2 bars as for 100000. They are
// made afresh from the window at every bar divisible by 64, as in kernels/core/rolling.hpp. A series is given
// as
//   begin       the first bar at which it has a value
//   at(s)       its value at bar s >= begin
//   anchor(t)   what to subtract from its values from restart t on, exactly
//   leaving(t, window, otherwise)   its value at t-n per lane, `otherwise` where the window still fills
// plain_series is an input itself; return_series is the change of an input as a share of the value before.
// Cost per bar and register of lanes: the gathers of the leaving values, about 250 operations, and
// longest/64 times 120. A NaN inside makes the sums NaN until the first restart without it.

#include "kernels/core/rolling.hpp"
#include "kernels/core/two_part.hpp"

BB_ISA_BEGIN

template <class L>
struct plain_series {
    double const* x;
    int64_t begin;
    BB_HD double at(int64_t s) const { return x[s]; }
    BB_HD double anchor(int64_t t) const { return x[t]; }
    BB_HD typename L::real leaving(int64_t t, lane_windows<L> const& w, typename L::real otherwise) const {
        return leaving_value<L>(x, begin, t, w, otherwise);
    }
};

// (x[s] - x[s-1]) / x[s-1], and 0 where x[s-1] is 0.
template <class L>
struct return_series {
    using real = typename L::real;
    double const* x;
    int64_t begin;  // that of x and one bar more

    BB_HD double at(int64_t s) const { return x[s - 1] == 0.0 ? 0.0 : (x[s] - x[s - 1]) / x[s - 1]; }
    BB_HD double anchor(int64_t) const { return 0.0; }
    BB_HD real leaving(int64_t t, lane_windows<L> const& w, real otherwise) const {
        real const now = leaving_value<L>(x, begin, t, w, real(1.0));
        real const before = leaving_value<L>(x, begin - 1, t - 1, w, real(1.0));
        real const change = select(before == real(0.0), real(0.0), (now - before) / before);
        return select(window_full<L>(begin, t, w), change, otherwise);
    }
};

template <class L>
struct rolling_pair {
    using real = typename L::real;
    using two = detail::parts<real>;
    two sx, sy, sxx, sxy, syy;
    double anchor_x, anchor_y;
    double last_x, last_y;   // the values of the bar before
    int64_t same_x, same_y;  // bars up to t of one value

    BB_HD void start() {
        clear();
        anchor_x = anchor_y = last_x = last_y = 0.0;
        same_x = same_y = 0;
    }
    template <class Series>
    BB_HD void step(Series const& x, Series const& y, int64_t t, lane_windows<L> const& w) {
        double const now_x = x.at(t), now_y = y.at(t);
        bool const first = t == x.begin, restart = (t & (rolling_restart - 1)) == 0;
        same_x = !first && now_x == last_x ? same_x + 1 : 1;
        same_y = !first && now_y == last_y ? same_y + 1 : 1;
        last_x = now_x;
        last_y = now_y;
        if (restart || first) {
            anchor_x = x.anchor(t);
            anchor_y = y.anchor(t);
        }
        if (!restart) {
            // Where nothing leaves yet the anchor does: its distance from itself is zero.
            real const origin_x(anchor_x), origin_y(anchor_y);
            real const gone_x = x.leaving(t, w, origin_x) - origin_x;
            real const gone_y = y.leaving(t, w, origin_y) - origin_y;
            add(real(now_x - anchor_x), real(now_y - anchor_y), real(1.0));
            add(gone_x, gone_y, real(-1.0));
            return;
        }
        clear();
        int64_t const age = t - x.begin + 1, bars = w.longest < age ? w.longest : age;
        for (int64_t k = 0; k < bars; ++k) {
            auto const inside = real(static_cast<double>(k)) < w.bars;
            real const dx = select(inside, real(x.at(t - k) - anchor_x), real(0.0));
            real const dy = select(inside, real(y.at(t - k) - anchor_y), real(0.0));
            add(dx, dy, real(1.0));
        }
    }

    // n^2 times the variance (1/n) of x, of y and their covariance. A window of one value has exactly none.
    BB_HD real spread_x(lane_windows<L> const& w) const { return spread(sx, sxx, same_x, w); }
    BB_HD real spread_y(lane_windows<L> const& w) const { return spread(sy, syy, same_y, w); }
    BB_HD real common(lane_windows<L> const& w) const { return about_means(sx, sy, sxy, w); }

  private:
    BB_HD void clear() { sx = sy = sxx = sxy = syy = two{real(0.0), real(0.0)}; }
    // sign: 1 or -1.
    BB_HD void add(real dx, real dy, real sign) {
        real const x = sign * dx, y = sign * dy;
        sx = detail::sum_of(sx, two{x, real(0.0)});
        sy = detail::sum_of(sy, two{y, real(0.0)});
        sxx = detail::sum_of(sxx, detail::product(x, dx));
        sxy = detail::sum_of(sxy, detail::product(x, dy));
        syy = detail::sum_of(syy, detail::product(y, dy));
    }
    // n sab - sa sb
    static BB_HD real about_means(two sa, two sb, two sab, lane_windows<L> const& w) {
        two const all = detail::product(sab, two{w.bars, real(0.0)}), means = detail::product(sa, sb);
        two const rest = detail::sum_of(all, two{-means.high, -means.low});
        return rest.high + rest.low;
    }
    static BB_HD real spread(two s, two squares, int64_t same, lane_windows<L> const& w) {
        real const v = about_means(s, s, squares, w);
        auto const none = (v < real(0.0)) | (w.bars <= real(static_cast<double>(same)));
        return select(none, real(0.0), v);
    }
};

BB_ISA_END
