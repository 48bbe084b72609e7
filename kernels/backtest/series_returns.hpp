#pragma once
// The market's return of every bar: what a long position that is held from close to close earns (A1). Made
// once a series.

#include <vector>

#include "kernels/backtest/plan_form.hpp"

BB_ISA_BEGIN
BB_HD double market_return(double const* close, int64_t t) {
    return t > 0 ? close[t] / close[t - 1] - 1.0 : 0.0;
}
BB_ISA_END

namespace basicbot {

// Host side. [bars] close / close before - 1; 0 on the first bar.
inline std::vector<double> series_returns(bar_view const& bars) {
    double const* const close = bars.field[static_cast<int>(bar_field::close)];
    std::vector<double> returns(static_cast<size_t>(bars.size), 0.0);
    for (size_t t = 0; t < returns.size(); ++t) returns[t] = market_return(close, static_cast<int64_t>(t));
    return returns;
}

}  // namespace basicbot
