#pragma once
// The event tables of a sweep on the device: made there from the bar columns, for all pairs of a cost row and
// thresholds at the same time.

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/backtest/sweep_form.hpp"
#include "kernels/cuda/device_pack.hpp"
#include "kernels/cuda/ranges_kernel.hpp"
#include "kernels/cuda/tables_kernels.hpp"

BB_ISA_BEGIN

inline constexpr int block_threads = 128;

inline int64_t blocks_of(int64_t work, int64_t per_block) { return (work + per_block - 1) / per_block; }

template <class D>
class GridTables {
  public:
    // bars: on the device; the task's own lie on the host.
    GridTables(D& device, sweep_task const& task, bar_view const& bars)
        : device_(device), task_(task), bars_(bars), full_(task.level == sums_full) {
        for (int32_t w = 0; w < task.window_count; ++w)
            for (int32_t c = 0; c < task.cost_count; ++c) at_.push_back(find_or_add(w, c));
        make_ranges();
        find_scales();
        make_rows();
        note_fillable();
    }

    // What an evaluator reads, [window_count][cost_count], pointers of the device.
    std::vector<event_tables> views() const {
        std::vector<event_tables> all;
        for (size_t table : at_) all.push_back(view(table));
        return all;
    }

  private:
    template <class K>
    void each(int64_t work, K const& kernel) {
        device_.launch(kernel, blocks_of(work, block_threads), block_threads, 0);
    }
    size_t bars() const { return static_cast<size_t>(bars_.size); }
    double const* close() const { return bars_.field[static_cast<int>(bar_field::close)]; }

    size_t find_or_add(int32_t w, int32_t c) {
        metric_context const& x = task_.contexts[w];
        double const limit = x.risk_free_bar + x.required_bar;
        for (size_t i = 0; i < forms_.size(); ++i)
            if (cost_of_[i] == c && forms_[i].mar_bar == x.mar_bar && forms_[i].limit_bar == limit) return i;
        forms_.push_back({task_.costs[c], x.mar_bar, limit, {}});
        cost_of_.push_back(c);
        return forms_.size() - 1;
    }

    void make_ranges() {
        int64_t const blocks = blocks_of(bars_.size, range_block);
        int const levels = levels_for(blocks);
        log_close_ = {device_, bars()};
        in_block_ = {device_, bars() * range_levels};
        suffix_ = {device_, bars()};
        prefix_ = {device_, bars()};
        blocks_ = {device_, static_cast<size_t>(blocks * levels)};
        each(bars_.size, log_close_kernel{close(), bars_.size, log_close_.data()});
        each(segments_of(bars_.size, range_levels) + 2 * blocks,
             bar_ranges_kernel{log_close_.data(), bars_.size, blocks, in_block_.data(), suffix_.data(),
                               prefix_.data()});
        each(segments_of(blocks, levels),
             block_ranges_kernel{suffix_.data(), blocks, levels, blocks_.data()});
        ranges_ = {in_block_.data(), suffix_.data(), prefix_.data(), blocks_.data(), bars_.size, blocks};
    }

    void find_scales() {
        int const sums = full_ ? event_sum_count : lean_sums;
        auto const rows = static_cast<int64_t>(forms_.size()) * sums;
        send_forms();
        DeviceArray<double> const sizes(device_, static_cast<size_t>(rows) * bars());
        DeviceArray<double> const totals(device_, static_cast<size_t>(rows));
        each(static_cast<int64_t>(forms_.size()) * bars_.size,
             magnitudes_kernel{bars_, on_device(), table_count(), sums, sizes.data()});
        running(rows, {sizes.data(), bars_.size, totals.data(), nullptr});
        std::vector<double> total(static_cast<size_t>(rows));
        totals.read(total.data());
        for (size_t i = 0; i < forms_.size(); ++i)
            for (int k = 0; k < event_sum_count; ++k)
                forms_[i].scale[k] = fixed_scale(
                    k < sums ? total[i * static_cast<size_t>(sums) + static_cast<size_t>(k)] : 0.0,
                    k < lean_sums ? 61 : 120);
        send_forms();
    }

    void running(int64_t rows, running_sum_kernel const& kernel) {
        device_.launch(kernel, rows, running_threads, running_tile * sizeof(double));
    }

    void make_rows() {
        size_t const n = forms_.size() * bars();
        entry_ = {device_, n};
        exit_ = {device_, n};
        sums_ = {device_, n * lean_sums};
        if (full_) {
            entry_full_ = {device_, n};
            exit_full_ = {device_, n};
            sums_full_ = {device_, n * full_sums};
            close_sums_ = {device_, bars()};
            running(1, {close(), bars_.size, nullptr, close_sums_.data()});
        }
        table_arrays const a{entry_.data(),     exit_.data(), entry_full_.data(),
                             exit_full_.data(), sums_.data(), sums_full_.data()};
        auto const work = static_cast<int64_t>(n);
        each(work, event_rows_kernel{bars_, on_device(), table_count(), a});
        scan(sums_.data(), table_count() * lean_sums);
        if (full_) scan(sums_full_.data(), table_count() * full_sums);
        each(work, event_prefix_kernel{bars_.size, table_count(), a});
    }

    // As many chunks as a chunk has bars, so that both steps of the scan are short.
    template <class Int>
    void scan(Int* values, int64_t rows) {
        auto const chunk =
            std::max<int64_t>(64, static_cast<int64_t>(std::sqrt(static_cast<double>(bars_.size))));
        int64_t const chunks = blocks_of(bars_.size, chunk);
        DeviceArray<Int> const sums(device_, static_cast<size_t>(rows * chunks));
        each(rows * chunks, chunk_sums_kernel<Int>{values, rows, bars_.size, chunk, chunks, sums.data()});
        each(rows * chunks, chunk_scan_kernel<Int>{values, rows, bars_.size, chunk, chunks, sums.data()});
    }

    void note_fillable() {
        double const* const volume = task_.bars.field[static_cast<int>(bar_field::volume)];
        if (std::none_of(volume, volume + bars_.size, [](double v) { return v == 0; })) return;
        std::vector<uint64_t> words((bars() + 63) / 64, 0);
        for (size_t i = 0; i < bars(); ++i)
            if (volume[i] != 0) words[i / 64] |= uint64_t{1} << (i % 64);
        fillable_ = {device_, words.data(), words.size()};
    }

    void send_forms() { sent_ = {device_, forms_.data(), forms_.size()}; }
    table_form const* on_device() const { return sent_.data(); }
    int32_t table_count() const { return static_cast<int32_t>(forms_.size()); }

    event_tables view(size_t table) const {
        size_t const at = table * bars();
        event_tables v{};
        v.entry = entry_.data() + at;
        v.exit = exit_.data() + at;
        v.entry_full = full_ ? entry_full_.data() + at : nullptr;
        v.exit_full = full_ ? exit_full_.data() + at : nullptr;
        v.log_close = log_close_.data();
        v.prefix = sums_.data() + at * lean_sums;
        v.prefix_full = full_ ? sums_full_.data() + at * full_sums : nullptr;
        v.close_prefix = full_ ? close_sums_.data() : nullptr;
        std::copy_n(forms_[table].scale, event_sum_count, v.scale);
        v.mar_bar = forms_[table].mar_bar;
        v.limit_bar = forms_[table].limit_bar;
        return_terms(0.0, v.mar_bar, v.limit_bar, v.flat);
        v.fillable = fillable_.data();
        v.ranges = ranges_;
        return v;
    }

    D& device_;
    sweep_task const& task_;
    bar_view bars_;
    bool full_;
    std::vector<size_t> at_;  // [window_count][cost_count] numbers of tables
    std::vector<table_form> forms_;
    std::vector<int32_t> cost_of_;
    DeviceArray<table_form> sent_;
    DeviceArray<int64_t> log_close_;
    DeviceArray<log_range> in_block_, suffix_, prefix_, blocks_;
    range_tables ranges_{};
    DeviceArray<event_row> entry_, exit_;
    DeviceArray<event_row_full> entry_full_, exit_full_;
    DeviceArray<int64_t> sums_;
    DeviceArray<wide_int> sums_full_;
    DeviceArray<double> close_sums_;
    DeviceArray<uint64_t> fillable_;
};

BB_ISA_END
