#pragma once
// Owns the event tables of one symbol: one per cost row and pair of thresholds. Host side, shared by the
// backends; each says in which kind of array, since one reads them all over and one only copies them.

#include <memory>
#include <vector>

#include "kernels/backtest/event_tables_build.hpp"
#include "kernels/backtest/sweep_form.hpp"

namespace basicbot {

template <class T>
using PlainArray = std::vector<T>;

// What does not depend on costs.
template <template <class> class Array>
struct SeriesTables {
    Array<int64_t> log_close;
    Array<log_range> in_block, suffix, prefix, blocks;
    Array<uint64_t> fillable;  // empty: every bar

    explicit SeriesTables(bar_view const& bars) {
        auto const n = static_cast<size_t>(bars.size);
        double const* const close = bars.field[static_cast<int>(bar_field::close)];
        double const* const volume = bars.field[static_cast<int>(bar_field::volume)];
        log_close.resize(n);
        for (size_t i = 0; i < n; ++i) log_close[i] = round_to_int64(exact_log(close[i]) / log_quantum);
        int64_t const count = (bars.size + range_block - 1) / range_block;
        in_block.resize(n * range_levels);
        suffix.resize(n);
        prefix.resize(n);
        blocks.resize(static_cast<size_t>(count * levels_for(count)));
        build_ranges(log_close.data(), bars.size, in_block.data(), suffix.data(), prefix.data(),
                     blocks.data());
        bool some_empty = false;
        for (size_t i = 0; i < n; ++i) some_empty = some_empty || volume[i] == 0;
        if (!some_empty) return;
        fillable.assign((n + 63) / 64, 0);
        for (size_t i = 0; i < n; ++i)
            if (volume[i] != 0) fillable[i / 64] |= uint64_t{1} << (i % 64);
    }
};

template <template <class> class Array>
struct CostTables {
    Array<event_row> entry, exit;
    Array<event_row_full> entry_full, exit_full;
    Array<int64_t> prefix;
    Array<wide_int> prefix_full;
    Array<double> close_prefix;
    event_tables view{};

    CostTables(bar_view const& bars, SeriesTables<Array> const& series, cost_row const& cost, double mar_bar,
               double limit_bar, bool full) {
        auto const n = static_cast<size_t>(bars.size);
        entry.resize(n);
        exit.resize(n);
        prefix.resize(n * lean_sums);
        if (full) {
            entry_full.resize(n);
            exit_full.resize(n);
            close_prefix.resize(n);
            prefix_full.resize(n * (event_sum_count - lean_sums));
        }
        event_arrays const arrays{entry.data(),
                                  exit.data(),
                                  full ? entry_full.data() : nullptr,
                                  full ? exit_full.data() : nullptr,
                                  prefix.data(),
                                  full ? prefix_full.data() : nullptr,
                                  full ? close_prefix.data() : nullptr};
        build_events(bars, cost, mar_bar, limit_bar, arrays, view);
        view.entry = entry.data();
        view.exit = exit.data();
        view.entry_full = arrays.entry_full;
        view.exit_full = arrays.exit_full;
        view.log_close = series.log_close.data();
        view.prefix = prefix.data();
        view.prefix_full = arrays.prefix_full;
        view.close_prefix = arrays.close_prefix;
        view.fillable = series.fillable.empty() ? nullptr : series.fillable.data();
        int64_t const count = (bars.size + range_block - 1) / range_block;
        view.ranges = {series.in_block.data(),
                       series.suffix.data(),
                       series.prefix.data(),
                       series.blocks.data(),
                       bars.size,
                       count};
    }
};

// Tables for every (window, cost) of a task; windows with equal thresholds share them.
template <template <class> class Array>
class EventTableSet {
  public:
    explicit EventTableSet(sweep_task const& task) : series_(task.bars) {
        for (int32_t w = 0; w < task.window_count; ++w)
            for (int32_t c = 0; c < task.cost_count; ++c) at_.push_back(find_or_build(task, w, c));
        costs_ = task.cost_count;
    }
    CostTables<Array> const& at(int32_t window, int32_t cost) const {
        return *tables_[number_at(window, cost)];
    }
    size_t number_at(int32_t window, int32_t cost) const {
        return at_[static_cast<size_t>(window) * static_cast<size_t>(costs_) + static_cast<size_t>(cost)];
    }
    SeriesTables<Array> const& series() const { return series_; }
    std::vector<std::unique_ptr<CostTables<Array>>> const& all() const { return tables_; }

  private:
    size_t find_or_build(sweep_task const& task, int32_t w, int32_t c) {
        metric_context const& x = task.contexts[w];
        double const limit = x.risk_free_bar + x.required_bar;
        for (size_t i = 0; i < tables_.size(); ++i) {
            bool const same_cost = cost_of_[i] == c;
            if (same_cost && tables_[i]->view.mar_bar == x.mar_bar && tables_[i]->view.limit_bar == limit)
                return i;
        }
        tables_.push_back(std::make_unique<CostTables<Array>>(task.bars, series_, task.costs[c], x.mar_bar,
                                                              limit, task.level == sums_full));
        cost_of_.push_back(c);
        return tables_.size() - 1;
    }

    SeriesTables<Array> series_;
    std::vector<std::unique_ptr<CostTables<Array>>> tables_;
    std::vector<int32_t> cost_of_;
    std::vector<size_t> at_;
    int32_t costs_ = 0;
};

}  // namespace basicbot
