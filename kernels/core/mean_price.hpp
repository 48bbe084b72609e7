#pragma once
// The mean price paid, by volume, over a growing stretch of bars. Its two sums are carried in two parts, so
// that nothing is lost however long they grow.

#include "kernels/core/entry.hpp"
#include "kernels/core/two_part.hpp"

BB_ISA_BEGIN

template <class L>
struct mean_price {
    using real = typename L::real;
    detail::parts<real> paid, traded;

    BB_HD void start() { paid = traded = {real(0.0), real(0.0)}; }
    // Bar t of high, low, close and volume, in the lanes where it counts.
    BB_HD void step(series_view const& in, int64_t t, typename L::mask counts) {
        double const volume = in.x[3][t], price = (in.x[0][t] + in.x[1][t] + in.x[2][t]) / 3.0;
        add(paid, select(counts, real(price * volume), real(0.0)));
        add(traded, select(counts, real(volume), real(0.0)));
    }
    BB_HD real value() const { return (paid.high + paid.low) / (traded.high + traded.low); }

  private:
    static BB_HD void add(detail::parts<real>& sum, real x) {
        sum = detail::sum_of(sum, detail::parts<real>{x, real(0.0)});
    }
};

BB_ISA_END
