#pragma once
// The slow reference of the sweeps: one cell, bar by bar, in float64, nothing shared with the engine but the
// plain structs. RULES A1, A2, A4, A5, A6, A9 for market orders at the next open, proportional costs and a
// stop loss.

#include <cstdint>
#include <functional>

#include "engine/bars/series.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

struct reference_rules {
    bool long_entry = false, long_exit = false, short_entry = false, short_exit = false;
};

struct reference_result {
    double wealth = 1, drawdown = 0;  // final equity over start; lowest equity over its running peak, minus 1
    double s1 = 0, s2 = 0;            // sums of bar returns and of their squares
    double trades = 0, wins = 0;
};

// rules(t): the four rules at the close of bar t, asked for bars span.begin - 1 to span.end - 2.
// Throws Error(internal) where the account is ruined, which this ledger does not know.
reference_result reference_ledger(Series const& bars,
                                  std::function<reference_rules(std::int64_t)> const& rules,
                                  cost_row const& costs, window span);

}  // namespace basicbot
