#pragma once
// What goes into the reference ledger and what comes out: plain vectors, one cell on one symbol.
// Only the plain structs cost_row, window and window_sums are shared with the engine, no code is.

#include <cstdint>
#include <vector>

#include "kernels/backtest/plan_form.hpp"
#include "kernels/metrics/window_sums.hpp"

namespace basicbot {

struct oracle_bars {  // five series of one length; volume NaN = unknown, 0 = known to be zero
    std::vector<double> open, high, low, close, volume;
    int64_t size() const { return static_cast<int64_t>(close.size()); }
};

struct oracle_rules {  // one flag a bar, true only where every series the rule reads is defined (A7)
    std::vector<bool> long_entry, long_exit, short_entry, short_exit;
};

struct oracle_terms {            // what the sums need besides prices
    double start_cash = 1.0;     // account currency
    double mar_bar = 0.0;        // minimum acceptable return of a bar
    double threshold_bar = 0.0;  // omega's L = risk_free_bar + required_bar
};

enum class fill_reason {
    entry,
    exit,
    reverse,
    stop,
    window_end,
    ruin
};  // ruin: only in a trade, never a fill

struct oracle_fill {
    int64_t bar;
    int side;                  // +1 bought, -1 sold
    double price, units, fee;  // slipped price, units > 0, fee in account currency
    fill_reason reason;
};

struct oracle_trade {
    int64_t entry_bar, exit_bar;
    int side;                               // +1 long, -1 short
    double units, entry_price, exit_price;  // units > 0; exit price NaN where ruin closed it at a mark
    double before, after, profit;           // account without a position before and after; after - before
    fill_reason reason;                     // of the closing
};

// A sum in extended precision with what a tolerance needs.
struct oracle_sum {
    long double value = 0;
    long double magnitude = 0;  // sum of the absolute contributions
    long double slack = 0;      // what float64 rounding of the inputs (returns, cash) may move the sum by
};

struct oracle_sums {  // the fields of window_sums that are sums of many terms
    oracle_sum s1, s2, s3, s4, down2, gain, loss, won, lost, profit2, fees, notional, equity;
};

struct oracle_ledger {
    std::vector<oracle_fill> fills;
    std::vector<oracle_trade> trades;  // in the order of their closing
    std::vector<double> equity, cash;  // at the close of each bar of the window; [0] is bar window.begin
    std::vector<bool> held;            // bars that count as held
    std::vector<int64_t> conflicts;    // signal bars with both entries
    std::vector<int64_t> waits;        // bars on which an order waited for volume
    double deficit = 0;                // >= 0
    int64_t ruin_bar = -1;             // -1: the account lives
    window_sums sums{};                // straightforward float64 sums
    oracle_sums exact;                 // the same in extended precision
    int64_t doubtful_wins = 0;  // trades whose profit is rounding noise: |profit| <= 1e-12 of the account
};

}  // namespace basicbot
