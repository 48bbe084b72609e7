#pragma once
// The event tables of kernels/backtest/event_tables_build.hpp made on the device, to the same bits: what is
// an integer is summed in any order, the two float64 sums bar by bar as the host does.

#include "kernels/backtest/event_tables_build.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

inline constexpr int full_sums = event_sum_count - lean_sums;

// One table: a cost row and a pair of thresholds.
struct table_form {
    cost_row cost;
    double mar_bar, limit_bar;
    double scale[event_sum_count];
};

// The terms of the three returns that a bar can have: entered at its open, held over it, left at its open.
struct bar_terms {
    double entered[event_sum_count], held[event_sum_count], left[event_sum_count];
};
BB_HD bar_terms terms_of(bar_view const& bars, table_form const& form, int64_t i) {
    bar_returns const r = returns_of_bar(bars, form.cost, i);
    bar_terms terms;
    return_terms(r.entered, form.mar_bar, form.limit_bar, terms.entered);
    return_terms(r.held, form.mar_bar, form.limit_bar, terms.held);
    return_terms(r.left, form.mar_bar, form.limit_bar, terms.left);
    return terms;
}

// The largest size of a bar's three terms, whose sum decides the scale. One thread per (table, bar).
struct magnitudes_kernel {
    bar_view bars;
    table_form const* tables;
    int32_t table_count, sums;
    double* out;  // [table_count][sums][bars]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid), table = i / bars.size, t = i % bars.size;
        if (table >= table_count) return;
        bar_terms const terms = terms_of(bars, tables[table], t);
        auto const size = [](double x) { return x < 0 ? -x : x; };
        for (int k = 0; k < sums; ++k)
            out[(table * sums + k) * bars.size + t] =
                max_of(size(terms.entered[k]), max_of(size(terms.held[k]), size(terms.left[k])));
    }
};

// Sums of rows in the order of their bars: a block per row; its threads fetch, its first one adds.
inline constexpr int running_threads = 128;
inline constexpr int running_tile = 1024;
struct running_sum_kernel {
    double const* in;  // [rows][bars]
    int64_t bars;
    double* totals;   // [rows], or null
    double* running;  // [rows][bars] the sum up to each bar, or null

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        double* const tile = grid.template shared<double>();  // [running_tile]
        double sum = 0;
        for (int64_t t0 = 0; t0 < bars; t0 += running_tile) {
            int const count = bars - t0 < running_tile ? static_cast<int>(bars - t0) : running_tile;
            int64_t const row = grid.block() * bars + t0;
            for (int i = grid.thread(); i < count; i += grid.threads()) tile[i] = in[row + i];
            grid.sync();
            if (grid.thread() == 0) {
                if (running)
                    for (int i = 0; i < count; ++i) tile[i] = sum += tile[i];
                else
                    for (int i = 0; i < count; ++i) sum += tile[i];
            }
            grid.sync();
            if (running)
                for (int i = grid.thread(); i < count; i += grid.threads()) running[row + i] = tile[i];
            grid.sync();
        }
        if (totals && grid.thread() == 0) totals[grid.block()] = sum;
    }
};

struct table_arrays {
    event_row *entry, *exit;                 // [table_count][bars]
    event_row_full *entry_full, *exit_full;  // null: lean
    int64_t* prefix;                         // [table_count][lean_sums][bars]
    wide_int* prefix_full;                   // [table_count][full_sums][bars]
};

// Every bar's own part; `prefix` holds its held term, not summed yet. One thread per (table, bar).
struct event_rows_kernel {
    bar_view bars;
    table_form const* tables;
    int32_t table_count;
    table_arrays a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid), table = i / bars.size, t = i % bars.size;
        if (table >= table_count) return;
        table_form const& form = tables[table];
        bar_terms const terms = terms_of(bars, form, t);
        double const open = bars.field[static_cast<int>(bar_field::open)][t];
        double const bought = buy_price(open, form.cost), sold = sell_price(open, form.cost);
        event_row entry, exit;
        entry.cash = cost_per_unit(bought, form.cost);
        exit.cash = proceeds_per_unit(sold, form.cost);
        entry.log_cash = round_to_int64(exact_log(entry.cash) / log_quantum);
        exit.log_cash = round_to_int64(exact_log(exit.cash) / log_quantum);
        for (int k = 0; k < lean_sums; ++k) {
            entry.sums[k] = round_to_int64(terms.entered[k] * form.scale[k]);
            exit.sums[k] = round_to_int64(terms.left[k] * form.scale[k]);
            a.prefix[(table * lean_sums + k) * bars.size + t] =
                t > 0 ? round_to_int64(terms.held[k] * form.scale[k]) : 0;
        }
        a.entry[i] = entry;
        a.exit[i] = exit;
        if (!a.entry_full) return;
        for (int j = 0; j < full_sums; ++j) {
            int const k = j + lean_sums;
            a.entry_full[i].sums[j] = round_to_wide(terms.entered[k] * form.scale[k]);
            a.exit_full[i].sums[j] = round_to_wide(terms.left[k] * form.scale[k]);
            a.prefix_full[(table * full_sums + j) * bars.size + t] =
                t > 0 ? round_to_wide(terms.held[k] * form.scale[k]) : 0;
        }
        a.entry_full[i].price = bought;
        a.exit_full[i].price = sold;
    }
};

// Prefix sums of rows of integers in place, in two steps: one thread per (row, chunk) each time.
template <class Int>
struct chunk_sums_kernel {
    Int const* values;  // [rows][bars]
    int64_t rows, bars, chunk, chunks;
    Int* sums;  // [rows][chunks]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid), row = i / chunks, from = i % chunks * chunk;
        if (row >= rows) return;
        int64_t const to = bars - from < chunk ? bars : from + chunk;
        Int sum = 0;
        for (int64_t t = from; t < to; ++t) sum += values[row * bars + t];
        sums[i] = sum;
    }
};
template <class Int>
struct chunk_scan_kernel {
    Int* values;
    int64_t rows, bars, chunk, chunks;
    Int const* sums;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid), row = i / chunks, number = i % chunks;
        if (row >= rows) return;
        int64_t const from = number * chunk, to = bars - from < chunk ? bars : from + chunk;
        Int sum = 0;
        for (int64_t c = 0; c < number; ++c) sum += sums[row * chunks + c];
        for (int64_t t = from; t < to; ++t) values[row * bars + t] = sum += values[row * bars + t];
    }
};

// Joins the rows with the prefixes. One thread per (table, bar).
struct event_prefix_kernel {
    int64_t bars;
    int32_t table_count;
    table_arrays a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid), table = i / bars, t = i % bars;
        if (table >= table_count) return;
        for (int k = 0; k < lean_sums; ++k) {
            int64_t const* const prefix = a.prefix + (table * lean_sums + k) * bars + t;
            a.entry[i].sums[k] -= prefix[0];
            if (t > 0) a.exit[i].sums[k] += prefix[-1];
        }
        if (!a.entry_full) return;
        for (int k = 0; k < full_sums; ++k) {
            wide_int const* const prefix = a.prefix_full + (table * full_sums + k) * bars + t;
            a.entry_full[i].sums[k] -= prefix[0];
            if (t > 0) a.exit_full[i].sums[k] += prefix[-1];
        }
    }
};

BB_ISA_END
