#pragma once
// The market's return of every bar: what a long position that is held from close to close earns (A1). Host
// side, made once a series and read by both backends.

#include <vector>

#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

// [bars] close / close before - 1; 0 on the first bar.
inline std::vector<double> series_returns(bar_view const& bars) {
    double const* const close = bars.field[static_cast<int>(bar_field::close)];
    std::vector<double> returns(static_cast<size_t>(bars.size), 0.0);
    for (size_t t = 1; t < returns.size(); ++t) returns[t] = close[t] / close[t - 1] - 1.0;
    return returns;
}

}  // namespace basicbot
