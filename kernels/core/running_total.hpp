#pragma once
// The sum of all terms since the first bar, in blocks of eight bars: the total of the blocks before, plus the
// sum of the present block's terms from its first one on. Blocks begin at bars divisible by eight. So eight
// blocks can be added up side by side (cpu_fallback/running_totals.hpp), and a total is rounded once a block
// instead of once a bar. A NaN stays for ever.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct running_total {
    static constexpr int64_t block = 8;  // bars, a power of two; part of the numbers
    double before, since;                // of the blocks before, and of the present one

    BB_HD void start() { before = since = 0.0; }
    // The total with bar t's term; to be called for every bar.
    BB_HD double step(int64_t t, double term) {
        bool const next_block = (t & (block - 1)) == 0;
        before = next_block ? before + since : before;
        since = next_block ? term : since + term;
        return before + since;
    }
};

// E has no parameters and its one output is the running total of
//   template <class L> static BB_HD typename L::real term(bars_at<L> const&);   a lane is a bar
// which may look one bar back, and at the first bar of
//   static BB_HD double first(bars_at<scalar_lanes> const&);
template <class E>
struct total_walk {
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        running_total total;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.total.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        bars_at<scalar_lanes> const at{in, t};
        double const term = t == in.begin ? E::first(at) : E::template term<scalar_lanes>(at);
        out[0] = typename L::real(s.total.step(t, term));
    }
};

BB_ISA_END
