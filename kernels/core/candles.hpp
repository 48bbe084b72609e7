#pragma once
// The vocabulary of candlestick patterns: parts of a candle, TA-Lib's settings of what counts as long, short,
// a doji, near and so on, and gaps. The patterns (kernels/indicators/cdl*.hpp) are written in it.
//
// Every word takes a bar's age: body(2) is the body two bars ago. In the patterns' texts o, h, l, c are the
// prices, c[2] is the close two bars ago, white is c >= o, black is c < o; the body reaches from min(o, c) to
// max(o, c), and the shadows upper and lower from there to h and l.
//
// A setting is a threshold at a bar: a factor times a mean over the bars before it (of both shadows: half of
// that),
//   setting                   mean of              bars  factor            in TA-Lib
//   body_long, body_short     bodies                 10  1                 BodyLong, BodyShort
//   body_very_long            bodies                 10  3                 BodyVeryLong
//   body_doji                 h - l                  10  0.1               BodyDoji
//   shadow_long               the bar's own body      0  1                 ShadowLong
//   shadow_very_long          the bar's own body      0  2                 ShadowVeryLong
//   shadow_short              sums of both shadows   10  1                 ShadowShort
//   shadow_very_short         h - l                  10  0.1               ShadowVeryShort
//   near, far, equal          h - l                   5  0.2, 0.6, 0.05    Near, Far, Equal
// as TA-Lib's defaults (ta_global.c, https://ta-lib.org). TA-Lib moves a running total from bar to bar; here
// every bar adds its five or ten terms anew, in the order that mean_of_five and mean_of_ten write. So nothing
// drifts, and a value is a function of that window alone. Where the sums are exact the two have the same
// bits; elsewhere they can differ at a price that meets its threshold to the last bit.
//
// A comparison with a NaN does not hold: a pattern that compares a bar of NaNs, or a mean over one, is not
// found.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

// Bars that the means look at before their own bar: of bodies and shadows, and for near, far, equal.
inline constexpr int64_t body_bars = 10;
inline constexpr int64_t near_bars = 5;

// What all patterns have in common as entries.
struct candle_pattern {
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
};

// How deep a bar must close into an earlier body, as a part of that body.
constexpr param_info penetration(double standard) {
    return {"penetration", "fraction", 0, 2, standard, 0.1, 0.9, 0.1, false};
}

template <class M, class... More>
BB_HD M all_of(M first, More... more) {
    return (first & ... & more);
}
template <class M, class... More>
BB_HD M one_of(M first, More... more) {
    return (first | ... | more);
}

enum class candle_part { body, range, shadows };

template <class L>
struct candles {
    using real = typename L::real;
    using mask = typename L::mask;

    bars_at<L> const& at;

    BB_HD real open(int bar) const { return at(0, bar); }
    BB_HD real high(int bar) const { return at(1, bar); }
    BB_HD real low(int bar) const { return at(2, bar); }
    BB_HD real close(int bar) const { return at(3, bar); }

    BB_HD mask white(int bar) const { return close(bar) >= open(bar); }
    BB_HD mask black(int bar) const { return close(bar) < open(bar); }
    BB_HD real top(int bar) const { return max_of(open(bar), close(bar)); }
    BB_HD real bottom(int bar) const { return min_of(open(bar), close(bar)); }
    BB_HD real body(int bar) const { return max_of(close(bar) - open(bar), open(bar) - close(bar)); }
    BB_HD real upper(int bar) const { return high(bar) - top(bar); }
    BB_HD real lower(int bar) const { return bottom(bar) - low(bar); }
    BB_HD real range(int bar) const { return high(bar) - low(bar); }

    BB_HD real body_long(int bar) const { return mean_of_ten<candle_part::body>(bar); }
    BB_HD real body_very_long(int bar) const { return real(3.0) * mean_of_ten<candle_part::body>(bar); }
    BB_HD real body_short(int bar) const { return mean_of_ten<candle_part::body>(bar); }
    BB_HD real body_doji(int bar) const { return real(0.1) * mean_of_ten<candle_part::range>(bar); }
    BB_HD real shadow_long(int bar) const { return body(bar); }
    BB_HD real shadow_very_long(int bar) const { return real(2.0) * body(bar); }
    BB_HD real shadow_short(int bar) const { return real(0.5) * mean_of_ten<candle_part::shadows>(bar); }
    BB_HD real shadow_very_short(int bar) const { return real(0.1) * mean_of_ten<candle_part::range>(bar); }
    BB_HD real near(int bar) const { return real(0.2) * mean_of_five<candle_part::range>(bar); }
    BB_HD real far(int bar) const { return real(0.6) * mean_of_five<candle_part::range>(bar); }
    BB_HD real equal(int bar) const { return real(0.05) * mean_of_five<candle_part::range>(bar); }

    BB_HD mask is_long(int bar) const { return body(bar) > body_long(bar); }
    BB_HD mask is_short(int bar) const { return body(bar) < body_short(bar); }
    BB_HD mask is_small(int bar) const { return body(bar) <= body_short(bar); }
    BB_HD mask is_doji(int bar) const { return body(bar) <= body_doji(bar); }
    BB_HD mask no_upper(int bar) const { return upper(bar) < shadow_very_short(bar); }
    BB_HD mask no_lower(int bar) const { return lower(bar) < shadow_very_short(bar); }
    BB_HD mask has_upper(int bar) const { return upper(bar) > shadow_very_short(bar); }
    BB_HD mask has_lower(int bar) const { return lower(bar) > shadow_very_short(bar); }

    // Gaps between the bodies of two bars, and between their whole ranges.
    BB_HD mask gap_up(int newer, int older) const { return bottom(newer) > top(older); }
    BB_HD mask gap_down(int newer, int older) const { return top(newer) < bottom(older); }
    BB_HD mask range_gap_up(int newer, int older) const { return low(newer) > high(older); }
    BB_HD mask range_gap_down(int newer, int older) const { return high(newer) < low(older); }
    // Above 0 where a bar lies within the range of the one before, below it or above it.
    BB_HD real inside(int bar) const { return min_of(high(bar + 1) - high(bar), low(bar) - low(bar + 1)); }
    BB_HD real falls(int bar) const { return min_of(high(bar + 1) - high(bar), low(bar + 1) - low(bar)); }
    BB_HD real rises(int bar) const { return min_of(high(bar) - high(bar + 1), low(bar) - low(bar + 1)); }

    static BB_HD mask within(real x, real centre, real distance) {
        return all_of(x <= centre + distance, x >= centre - distance);
    }

    // The value of a pattern: 100 bullish, -100 bearish, 0 not found.
    static BB_HD real signal(mask up, mask down, real size = real(100.0)) {
        return select(up, size, select(down, -size, real(0.0)));
    }
    static BB_HD real bullish(mask found) { return select(found, real(100.0), real(0.0)); }
    static BB_HD real bearish(mask found) { return select(found, real(-100.0), real(0.0)); }
    BB_HD real coloured(mask found, int bar) const {
        return select(found, select(white(bar), real(100.0), real(-100.0)), real(0.0));
    }

    // Setups up[k], down[k] at the bars of age k = 0 to 3, each a break out of the inside bar before it: 100
    // or -100 at a setup, 200 or -200 at the first close beyond that inside bar on the other side within
    // three bars. A newer setup replaces an older one; the bar after a setup is none, since a setup is no
    // inside bar.
    BB_HD real confirmed(mask const* up, mask const* down) const {
        real const highest = max_of(close(1), close(2)), lowest = min_of(close(1), close(2));
        mask const replaced = one_of(up[1], down[1]);
        mask const late_up =
            one_of(all_of(up[1], close(0) > high(2)), all_of(up[2], close(1) <= high(3), close(0) > high(3)),
                   and_not(all_of(up[3], highest <= high(4), close(0) > high(4)), replaced));
        mask const late_down =
            one_of(all_of(down[1], close(0) < low(2)), all_of(down[2], close(1) >= low(3), close(0) < low(3)),
                   and_not(all_of(down[3], lowest >= low(4), close(0) < low(4)), replaced));
        return select(one_of(up[0], down[0]), signal(up[0], down[0]),
                      signal(late_up, late_down, real(200.0)));
    }

  private:
    template <candle_part p>
    BB_HD real part(int bar) const {
        if constexpr (p == candle_part::body) return body(bar);
        if constexpr (p == candle_part::shadows) return upper(bar) + lower(bar);
        return range(bar);
    }
    // A part at one of the bars of a mean, none of which is older than `oldest`. Loads across cache lines are
    // what a pattern waits for, so bars between two registers' worth of bars are put together from those two.
    template <candle_part p>
    BB_HD real term(int bar, int oldest) const {
        int const newer = (bar - 1) / L::width * L::width + 1;  // 1, 9, ... with eight lanes
        if (bar == newer || newer + L::width > oldest) return part<p>(bar);
        return L::slide(part<p>(newer + L::width), part<p>(newer), bar - newer);
    }
    template <candle_part p>
    BB_HD real four(int bar, int oldest) const {  // the four before a bar
        return (term<p>(bar + 1, oldest) + term<p>(bar + 2, oldest)) +
               (term<p>(bar + 3, oldest) + term<p>(bar + 4, oldest));
    }
    template <candle_part p>
    BB_HD real mean_of_five(int bar) const {
        return (four<p>(bar, bar + 5) + term<p>(bar + 5, bar + 5)) / real(5.0);
    }
    template <candle_part p>
    BB_HD real mean_of_ten(int bar) const {
        real const last = term<p>(bar + 9, bar + 10) + term<p>(bar + 10, bar + 10);
        return ((four<p>(bar, bar + 10) + four<p>(bar + 4, bar + 10)) + last) / real(10.0);
    }
};

BB_ISA_END
