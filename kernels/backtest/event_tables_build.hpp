#pragma once
// Fills the event tables of one symbol and one cost row. Host only; sequential in bar order, so the tables
// are a function of the store's bars alone. The caller owns the arrays (event_tables.hpp gives their sizes).

#include "kernels/backtest/event_tables.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/rules/proportional_costs.hpp"

BB_ISA_BEGIN

// Disjoint sparse table over `count` items: level k answers ranges whose ends differ first in bit k.
template <class Item>
inline void build_disjoint_level(Item const& item, int64_t count, int level, log_range* out) {
    int64_t const half = int64_t{1} << level;
    for (int64_t middle = half; middle < count + half; middle += 2 * half) {
        int64_t const low = middle - half;
        if (low >= count) break;
        int64_t const left_end = middle < count ? middle : count;
        for (int64_t i = left_end - 1; i >= low; --i)
            out[i] = i == left_end - 1 ? item(i) : join(item(i), out[i + 1]);
        for (int64_t i = middle; i < middle + half && i < count; ++i)
            out[i] = i == middle ? item(i) : join(out[i - 1], item(i));
    }
}

inline int levels_for(int64_t count) {  // levels that ranges of up to `count` items need, at least 1
    int levels = 1;
    while ((int64_t{1} << levels) < count) ++levels;
    return levels;
}

inline void build_ranges(int64_t const* log_close, int64_t bars, log_range* in_block, log_range* suffix,
                         log_range* prefix, log_range* blocks) {
    auto const bar = [&](int64_t i) { return log_range{log_close[i], log_close[i], 0}; };
    for (int level = 0; level < range_levels; ++level)
        build_disjoint_level(bar, bars, level, in_block + level * bars);
    for (int64_t i = 0; i < bars; ++i)
        prefix[i] = i % range_block == 0 ? bar(i) : join(prefix[i - 1], bar(i));
    for (int64_t i = bars - 1; i >= 0; --i)
        suffix[i] = (i + 1) % range_block == 0 || i == bars - 1 ? bar(i) : join(bar(i), suffix[i + 1]);
    int64_t const count = (bars + range_block - 1) / range_block;
    auto const block = [&](int64_t i) { return suffix[i * range_block]; };
    for (int level = 0; level < levels_for(count); ++level)
        build_disjoint_level(block, count, level, blocks + level * count);
}

// The largest power of two that keeps `total` * scale under 2^bits.
inline double fixed_scale(double total, int bits) {
    if (!(total > 0)) return 1.0;
    int const exponent = static_cast<int>((bits_of(total) >> 52) & 0x7ff) - 1023;  // total < 2^(exponent+1)
    int const shift = bits - 1 - exponent;
    int const capped = shift > 1000 ? 1000 : (shift < -1000 ? -1000 : shift);
    return from_bits(static_cast<uint64_t>(capped + 1023) << 52);
}

struct event_arrays {  // [bars] each; the full ones null at sums_lean; prefixes are [sums][bars]
    event_row* entry;
    event_row* exit;
    event_row_full* entry_full;
    event_row_full* exit_full;
    int64_t* prefix;
    wide_int* prefix_full;
    double* close_prefix;
};

// The three returns that one bar can have: entered at its open, held over it, left at its open.
struct bar_returns {
    double entered, held, left;
};

BB_HD bar_returns returns_of_bar(bar_view const& bars, cost_row const& cost, int64_t i) {
    double const* const close = bars.field[static_cast<int>(bar_field::close)];
    double const open = bars.field[static_cast<int>(bar_field::open)][i];
    double const before = i > 0 ? close[i - 1] : open;
    return {close[i] / cost_per_unit(buy_price(open, cost), cost) - 1.0, close[i] / before - 1.0,
            proceeds_per_unit(sell_price(open, cost), cost) / before - 1.0};
}

inline void build_events(bar_view const& bars, cost_row const& cost, double mar_bar, double limit_bar,
                         event_arrays const& a, event_tables& t) {
    double const* const open = bars.field[static_cast<int>(bar_field::open)];
    double const* const close = bars.field[static_cast<int>(bar_field::close)];
    bool const full = a.entry_full != nullptr;
    int const sums = full ? event_sum_count : lean_sums;
    auto const size = [](double x) { return x < 0 ? -x : x; };
    double total[event_sum_count] = {};
    for (int64_t i = 0; i < bars.size; ++i) {
        bar_returns const r = returns_of_bar(bars, cost, i);
        double in[event_sum_count], on[event_sum_count], out[event_sum_count];
        return_terms(r.entered, mar_bar, limit_bar, in);
        return_terms(r.held, mar_bar, limit_bar, on);
        return_terms(r.left, mar_bar, limit_bar, out);
        for (int k = 0; k < sums; ++k) total[k] += max_of(size(in[k]), max_of(size(on[k]), size(out[k])));
    }
    for (int k = 0; k < event_sum_count; ++k)
        t.scale[k] = fixed_scale(k < sums ? total[k] : 0.0, k < lean_sums ? 61 : 120);
    return_terms(0.0, mar_bar, limit_bar, t.flat);
    t.mar_bar = mar_bar;
    t.limit_bar = limit_bar;

    int64_t prefix[lean_sums] = {};
    wide_int prefix_full[event_sum_count - lean_sums] = {};
    double closes = 0;
    for (int64_t i = 0; i < bars.size; ++i) {
        bar_returns const r = returns_of_bar(bars, cost, i);
        double in[event_sum_count], on[event_sum_count], out[event_sum_count];
        return_terms(r.entered, mar_bar, limit_bar, in);
        return_terms(r.held, mar_bar, limit_bar, on);
        return_terms(r.left, mar_bar, limit_bar, out);
        double const bought = buy_price(open[i], cost), sold = sell_price(open[i], cost);
        event_row& entry = a.entry[i];
        event_row& exit = a.exit[i];
        entry.cash = cost_per_unit(bought, cost);
        exit.cash = proceeds_per_unit(sold, cost);
        entry.log_cash = round_to_int64(exact_log(entry.cash) / log_quantum);
        exit.log_cash = round_to_int64(exact_log(exit.cash) / log_quantum);
        for (int k = 0; k < lean_sums; ++k) {
            exit.sums[k] = prefix[k] + round_to_int64(out[k] * t.scale[k]);
            if (i > 0) prefix[k] += round_to_int64(on[k] * t.scale[k]);
            a.prefix[k * bars.size + i] = prefix[k];
            entry.sums[k] = round_to_int64(in[k] * t.scale[k]) - prefix[k];
        }
        for (int k = lean_sums; k < sums; ++k) {
            int const j = k - lean_sums;
            a.exit_full[i].sums[j] = prefix_full[j] + round_to_wide(out[k] * t.scale[k]);
            if (i > 0) prefix_full[j] += round_to_wide(on[k] * t.scale[k]);
            a.prefix_full[j * bars.size + i] = prefix_full[j];
            a.entry_full[i].sums[j] = round_to_wide(in[k] * t.scale[k]) - prefix_full[j];
        }
        if (full) {
            a.entry_full[i].price = bought;
            a.exit_full[i].price = sold;
            closes += close[i];
            a.close_prefix[i] = closes;
        }
    }
}

BB_ISA_END
