#pragma once
// Zigzag: straight lines between the turns of swings of at least `percent`, as one draws them afterwards. IT
// REPAINTS: where a bar lies is known only once later bars have come, so rules, studies of signals and
// streaming refuse it; `indicators compute` draws it.
//   a low is a turn where a high lies percent above it, `bars` bars after it or later; a high likewise
//   line  = through the closes of the first and the last bar, all turns, and the extreme since the last turn
//   turn  = 1 at a high, -1 at a low, 0 elsewhere; the extreme since the last turn is none yet
// Source: Arthur A. Merrill, Filtered Waves (1977); turns as QuantConnect's Lean finds them. Look-back 0, all
// later bars. Cost per bar: about thirty operations to look ahead, once for every bar, and one division.
// Degenerate: flat bars give the price; bars that are NaN are passed over, the line goes on across them (but
// for a NaN close at one of its ends).

#include "kernels/core/entry.hpp"
#include "kernels/core/swing.hpp"

BB_ISA_BEGIN

struct zigzag {
    static constexpr entry_info info{
        "zigzag",
        "Zigzag (repaints)",
        "overlap",
        "line through the turns of swings of at least percent, and the first and last close; turn = 1 at a "
        "high, -1 "
        "at a low, 0 elsewhere, also at the last extreme, which is no turn yet",
        "Arthur A. Merrill, Filtered Waves (1977); turns as in QuantConnect's Lean, ZigZag",
        "flat bars: the price; NaN inside: passed over"};
    static constexpr param_info params[] = {{"percent", "percent", 0.01, 99, 5, 2, 20, 1, false},
                                            {"bars", "bars", 1, 100000, 1, 1, 21, 5, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"line", "turn"};
    static constexpr bool repaints = true;
    static constexpr int64_t warmup(double const*) { return 0; }

    // The ends of the line around a bar, and how far ahead of it the leg has been followed.
    template <class L>
    struct state {
        swing<L> leg;
        typename L::real from, from_bar, to, to_bar, to_turn;
        typename L::real seen;       // bars, counted from `begin`
        typename L::word next_seen;  // the same as an address
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        using real = typename L::real;
        s.leg.start();
        s.from = s.from_bar = s.to = s.to_bar = s.to_turn = s.seen = real(0.0);
        s.next_seen = typename L::word(uint64_t{0});
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        bool const first = t == in.begin;
        real const bar(static_cast<double>(t - in.begin));
        if (first) s.to = real(in.x[2][t]);  // the first bar may still prove to be a turn
        auto const passed = L::mask_of(first) | (s.to_bar < bar);
        if (any(passed)) move_on<L>(s, p, in, passed);
        auto const at_end = s.to_bar == bar;
        real const share = (bar - s.from_bar) / (s.to_bar - s.from_bar);
        out[0] = select(at_end, s.to, s.from + (s.to - s.from) * share);
        out[1] = select(at_end, s.to_turn, real(0.0));
    }

  private:
    // The line goes on from where it ended, to the next turn; behind the last one to the extreme since then,
    // and from there to the last close.
    template <class L>
    static BB_HD void move_on(state<L>& s, typename L::real const* p, series_view const& in,
                              typename L::mask passed) {
        using real = typename L::real;
        using word = typename L::word;
        s.from = select(passed, s.to, s.from);
        s.from_bar = select(passed, s.to_bar, s.from_bar);
        word const begin(static_cast<uint64_t>(in.begin));
        real const size(static_cast<double>(in.size - in.begin)), share = p[0] / real(100.0);
        auto searching = passed;
        for (;;) {
            typename L::mask const live = searching & (s.seen < size);
            if (!any(live)) break;
            word const at = begin + select(live, s.next_seen, word(uint64_t{0}));
            auto const turn =
                s.leg.step(live, L::gather(in.x[0], at), L::gather(in.x[1], at), s.seen, share, p[1]);
            typename L::mask const found = turn.at_low | turn.at_high;
            s.to = select(found, turn.price, s.to);
            s.to_bar = select(found, turn.bar, s.to_bar);
            s.to_turn = select(found, select(turn.at_high, real(1.0), real(-1.0)), s.to_turn);
            s.seen = select(live, s.seen + real(1.0), s.seen);
            s.next_seen = select(live, s.next_seen + word(uint64_t{1}), s.next_seen);
            searching = and_not(searching, found);
        }
        typename L::mask const falls = s.leg.rising < s.leg.falling;
        typename L::mask const moves = falls | (s.leg.falling < s.leg.rising);
        real const extreme_bar = select(falls, s.leg.low_bar, s.leg.high_bar);
        auto const to_extreme = moves & (s.from_bar < extreme_bar);
        real const extreme = select(falls, s.leg.low, s.leg.high);
        s.to = select(searching, select(to_extreme, extreme, real(in.x[2][in.size - 1])), s.to);
        s.to_bar = select(searching, select(to_extreme, extreme_bar, size - real(1.0)), s.to_bar);
        s.to_turn = select(searching, real(0.0), s.to_turn);
    }
};

BB_ISA_END
