#pragma once
// What one core could do at most, ns per unit: research/performance.md 5.2 (a 2.6 GHz core with 512-bit
// registers) and section 4. A share of such a limit is a bearing, not a promise: another core has another
// clock.

namespace basicbot {

inline constexpr double compare_ns = 0.048;  // one float64 comparison, eight lanes
inline constexpr double event_ns = 5;        // one fill
inline constexpr double latch_ns = 0.01;     // a bar of a latch, four integer operations a word
inline constexpr double bar_loop_ns =
    0.36;                               // bar by bar, five metrics: 0.18 in float32, twice that in float64
inline constexpr double gbm_ns = 0.65;  // Philox word, normal, state and drawdown
inline constexpr double addition_chain_ns = 1.54;  // four clocks: one path at a time waits for its own sums
inline constexpr double sma_ns = 0.12;             // a column from prefix sums
inline constexpr double recursion_ns = 1.54 / 8;   // EMA, RSI, ATR: one register of eight windows in flight
inline constexpr double store_ns = 1 / 17.4;       // a byte of a mapped file, added up, at 17.4 GB/s
inline constexpr double folds_over_sweep = 1.15;   // all folds over one sweep (section 7, A2)

}  // namespace basicbot
