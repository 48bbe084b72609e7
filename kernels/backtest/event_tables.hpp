#pragma once
// What the event evaluator looks up instead of walking over bars. Everything that is added up over time is an
// exact integer, so that sums are associative: any split into chunks, threads or folds gives the same bits
// (A10).
//
// Log prices are rounded once to int64 with quantum 2^-52 (|log| < 2^11): the log equity of a long, fully
// invested account is then an exact integer. Sums of bar returns and of their squares are fixed-point int64
// whose scale is the largest power of two that keeps the sum of absolute values over the whole series under
// 2^61. The sums that only sums_full needs are 128 bits wide (2^120): a calm window of a series with a crash
// holds a millionth of its fourth powers, and must still be right to 1e-12 of itself. Built on the host by
// one code, read by both backends.

#include "kernels/backtest/plan_form.hpp"
#include "kernels/core/wide_int.hpp"

namespace basicbot {

inline constexpr double log_quantum = 0x1p-52;

enum event_sum : int { sum_r, sum_r2, sum_r3, sum_r4, sum_down2, sum_gain, sum_loss, event_sum_count };
inline constexpr int lean_sums = 2;

// What an entry (exit) at the open of a bar adds. cash = cash per unit paid (received), all costs included.
struct event_row {
    int64_t log_cash;         // log of `cash`
    int64_t sums[lean_sums];  // r, r^2: entry bar's own return minus the prefix sum, or prefix sum plus the
                              // exit bar's
    double cash;
};
// The further sums, only read at sums_full.
struct event_row_full {
    wide_int sums[event_sum_count - lean_sums];
    double price;  // executed price, fee base
};

// Range maximum, minimum and largest fall of log close: a monoid over bars.
struct log_range {
    int64_t high, low, fall;
};

// Ranges inside one block of 1,024 bars come from a disjoint sparse table (levels 0..9), longer ones from
// block suffixes, a disjoint sparse table over whole blocks, and block prefixes: two or three look-ups,
// exact. (Overlapping tables are not possible: the largest fall depends on order.)
inline constexpr int range_block = 1024;
inline constexpr int range_levels = 10;

struct range_tables {
    log_range const* in_block;  // [range_levels][bars]
    log_range const* suffix;    // [bars] from the bar to its block's end
    log_range const* prefix;    // [bars] from its block's start to the bar
    log_range const* blocks;    // [block levels][block count]
    int64_t bars, block_count;
};

struct event_tables {
    event_row const* entry;            // [bars]
    event_row const* exit;             // [bars]
    event_row_full const* entry_full;  // [bars], null at sums_lean
    event_row_full const* exit_full;   // [bars]
    int64_t const* log_close;          // [bars]
    int64_t const* prefix;             // [lean_sums][bars] of the held bars' terms
    wide_int const* prefix_full;       // [event_sum_count - lean_sums][bars], null at sums_lean
    double const* close_prefix;        // [bars] sum of closes from bar 0, null at sums_lean
    double scale[event_sum_count];     // integer = value * scale
    double flat[event_sum_count];      // a flat bar's own term (float64)
    double mar_bar, limit_bar;         // thresholds the last three sums were built with
    uint64_t const* fillable;          // [words] bars on which orders fill; null = all (A4)
    range_tables ranges;
};

}  // namespace basicbot

BB_ISA_BEGIN

// The terms that one bar return adds to the sums, in the order of event_sum.
BB_HD void return_terms(double r, double mar_bar, double limit_bar, double* term) {
    double const below = r - mar_bar < 0 ? r - mar_bar : 0.0;
    double const excess = r - limit_bar;
    term[sum_r] = r;
    term[sum_r2] = r * r;
    term[sum_r3] = r * r * r;
    term[sum_r4] = (r * r) * (r * r);
    term[sum_down2] = below * below;
    term[sum_gain] = excess > 0 ? excess : 0.0;
    term[sum_loss] = excess < 0 ? -excess : 0.0;
}

BB_HD log_range join(log_range a, log_range b) {  // a before b
    int64_t const across = a.high - b.low;
    int64_t const inner = a.fall > b.fall ? a.fall : b.fall;
    return {a.high > b.high ? a.high : b.high, a.low < b.low ? a.low : b.low,
            across > inner ? across : inner};
}

// Bars l..r, both included.
BB_HD log_range range_over(range_tables const& t, int64_t const* log_close, int64_t l, int64_t r) {
    if (l == r) return {log_close[l], log_close[l], 0};
    uint64_t const differ = static_cast<uint64_t>(l ^ r);
    if (differ < range_block) {
        log_range const* const level = t.in_block + (63 - leading_zeros(differ)) * t.bars;
        return join(level[l], level[r]);
    }
    log_range whole = t.suffix[l];
    int64_t const first = l / range_block + 1, last = r / range_block - 1;
    if (first == last) {
        whole = join(whole, t.blocks[first]);
    } else if (first < last) {
        log_range const* const level =
            t.blocks + (63 - leading_zeros(static_cast<uint64_t>(first ^ last))) * t.block_count;
        whole = join(whole, join(level[first], level[last]));
    }
    return join(whole, t.prefix[r]);
}

BB_ISA_END
