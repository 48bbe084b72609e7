#pragma once
// Sums over the last n bars of a term that several inputs make, such as a bar's money flow. They restart like
// those of kernels/core/rolling.hpp and keep their promises.
//
// A term is a struct
//   static constexpr int inputs = ...;  the entry's first inputs that it reads
//   static constexpr int back = ...;    1 where it reads the bar before as well, otherwise 0
//   template <class R> static BB_HD R of(R const* now, R const* before);   input k of the two bars
// which is not negative. Terms begin `back` bars after the series. Nothing is stored of the bars inside: the
// term that leaves is worked out again from the inputs of its bar.
//
// Cost per bar and register of lanes: one load of each input as in leaving_run, the term twice, and
// longest/64 masked adds. A NaN inside makes the sum NaN until the first restart at which the window is free
// of it.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

// The inputs of the bar that leaves the window and of the one before it. `left` is right once the series is
// n bars old, `before` one bar later.
template <class L, int Inputs>
struct leaving_bars {
    leaving_run<L> run[Inputs];
    typename L::real left[Inputs], before[Inputs];

    BB_HD void start() {
        for (int k = 0; k < Inputs; ++k) left[k] = before[k] = typename L::real(0.0);
    }
    template <class In>
    BB_HD void step(In const& in, int64_t t, lane_windows<L> const& w) {
        for (int k = 0; k < Inputs; ++k) {
            before[k] = left[k];
            left[k] = run[k].step(in.x[k], in.begin, t, w, typename L::real(0.0));
        }
    }
};

// Both read what the lanes share as one value, and what is theirs as one each.
template <class Term, class In>
struct term_of_bar {
    In const& in;
    BB_HD auto operator()(int64_t s) const {  // any bar
        return of([&](int k, int64_t back) { return past(in.x[k], s - back); });
    }
    BB_HD auto now(int64_t t) const {  // the present one
        return of([&](int k, int64_t back) { return in.x[k][t - back]; });
    }

  private:
    template <class Read>
    BB_HD auto of(Read read) const {
        decltype(read(0, 0)) now[Term::inputs], before[Term::inputs];
        for (int k = 0; k < Term::inputs; ++k) {
            now[k] = read(k, 0);
            before[k] = read(k, Term::back);
        }
        return Term::of(now, before);
    }
};

template <class L, class Term>
struct term_sum {
    using real = typename L::real;
    real sum;
    real idle;  // bars up to t whose term is zero: a window inside has the sum zero, whatever rounding did

    BB_HD void start() { sum = idle = real(0.0); }
    // For t >= begin + Term::back; the bars have been advanced to t before, at every bar.
    template <int Inputs, class In>
    BB_HD void step(In const& in, int64_t t, lane_windows<L> const& w, leaving_bars<L, Inputs> const& bars) {
        static_assert(Term::inputs <= Inputs);
        int64_t const first = in.begin + Term::back;
        term_of_bar<Term, In> const term{in};
        real const now(term.now(t)), zero(0.0);
        idle = select(now == zero, idle + real(1.0), zero);
        if ((t & (rolling_restart - 1)) == 0) {
            sum = fresh_terms<L>(first, t, w, term);
            return;
        }
        real const old = select(window_full<L>(first, t, w), Term::of(bars.left, bars.before), zero);
        sum = sum + (now - old);
    }
    BB_HD real value(lane_windows<L> const& w) const { return select(w.bars <= idle, real(0.0), sum); }
};

BB_ISA_END
