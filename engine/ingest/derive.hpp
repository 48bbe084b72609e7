#pragma once
// Derived bars out of source bars, one after the other, each with the time at which it became known. A trade
// is a source bar whose four prices are one price and whose volume is its size.
//
// volume:V, dollar:D, tick:N and range:R gather whole source bars and end with the one that fills them: the
// units traded, the sum of |close| x volume, the number of trades (of source bars, where the source is bars),
// or high - low reaches the size. Open of the first, extremes, close of the last, sum of the volumes. A
// source bar is never split, so a derived bar may hold more than its size, and the next one begins at
// nothing: what is over is not carried on. M. Lopez de Prado, Advances in Financial Machine Learning (2018),
// chapter 2, samples each time a pre-defined amount has been exchanged and does not say what becomes of the
// rest; mlfinlab (standard_data_structures.py) compares by >= and sets all sums back, and so does this. Range
// bars too hold only prices of the source: none are filled in where it jumps, as some charting programs do.
//
// renko:B lays bricks of height B on a grid through the first source bar's close, by closes alone. A brick in
// the direction of the last one needs a close one brick beyond it, one against it two (S. Nison, Beyond
// Candlesticks, 1994). One close may complete several bricks, all known at once. A brick has no wicks; the
// volume since the last brick is shared equally by those that one source bar completes.
//
// heikin_ashi makes one bar of each: close = (high + low + close + open) / 4, open = the middle of the bar
// before, at first (open + close) / 2, high and low the extremes with them; volume as it is (D. Valcu, Stocks
// & Commodities 22:2, 2004; in the order of operations of kernels/indicators/heikin_ashi.hpp).
//
// What is not complete when the source ends is left out and counted. Sizes are decimals and prices are too;
// fills() and steps_between() say what counts as reached.

#include <cstdint>
#include <memory>
#include <string>

#include "engine/bars/columns.hpp"
#include "engine/config/derived_bars.hpp"

namespace basicbot {

// Times are ns UTC. Neither may fall from one source bar to the next. volume is NaN where it is not known.
struct SourceBar {
    std::int64_t time = 0, known_at = 0;
    double open = 0, high = 0, low = 0, close = 0, volume = 0;
};

// close_time of `bars` is when a bar became known: that of the source bar that completed it, so that several
// bricks may share one. time is that of its first source bar; neither ever falls.
struct Derived {
    BarColumns bars;
    std::uint64_t source_bars = 0;
    std::uint64_t left_over = 0;  // source bars behind the one that completed the last bar
};

// Takes the source bar by bar; what stands in `bars` after any of them never changes again.
class Deriver {
  public:
    // `source` names the source in messages.
    Deriver(DerivedBars const& what, std::string source);
    ~Deriver();
    Deriver(Deriver&&) noexcept;

    // Error(data, "no_volume") where volume or dollar bars meet an unknown volume, "too_many_bricks" where
    // one close completes over 10,000 bricks or a brick is too small for the prices' float64.
    void push(SourceBar const& bar);
    Derived const& made() const { return made_; }
    Derived take() { return std::move(made_); }

    class Maker;

  private:
    std::unique_ptr<Maker> maker_;
    Derived made_;
};

// The bars as a store wants them: one begins at the earliest when the one before is known, and ends later
// than it begins. Bars that were known at the same time stand 1 ns apart, in their order: known a little
// later than they were, never earlier.
BarColumns stored_form(BarColumns bars);

}  // namespace basicbot
