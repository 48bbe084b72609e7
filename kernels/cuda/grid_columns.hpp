#pragma once
// The columns of one symbol on the device and the launches that compute them.

#include <vector>

#include "kernels/backtest/column_levels.hpp"
#include "kernels/cuda/columns_kernel.hpp"
#include "kernels/cuda/device_pack.hpp"

#include "catalogue_indicators.inc"

BB_ISA_BEGIN

class GridColumns final : public ColumnSet {
  public:
    GridColumns(Device& device, bar_view const& bars, GivenColumns const& given, int32_t count)
        : bars_(bars.size),
          count_(count),
          device_(device),
          data_(device, static_cast<size_t>(bars.size * count)) {
        for (int32_t f = 0; f < first_computed_column; ++f)
            device.upload(column(f), bars.field[f], static_cast<size_t>(bars_) * sizeof(double));
        for (size_t i = 0; i < given.size(); ++i)
            device.upload(column(first_computed_column + static_cast<int32_t>(i)), given[i].get(),
                          static_cast<size_t>(bars_) * sizeof(double));
    }
    void read(int32_t number, double* out) const override {
        if (number < 0 || number >= count_) throw BackendError("no such column");
        device_.download(out, column(number), static_cast<size_t>(bars_) * sizeof(double));
    }
    double* column(int32_t number) const { return data_.data() + number * bars_; }
    bar_view bars() const {  // on the device
        bar_view view{};
        for (int32_t f = 0; f < first_computed_column; ++f) view.field[f] = column(f);
        view.size = bars_;
        return view;
    }

  private:
    int64_t bars_;
    int32_t count_;
    Device& device_;
    DeviceArray<double> data_;
};

// Bars of one thread: no fewer than it looks back, so that at most half of its work is done twice.
template <class E>
int64_t stretch_of(column_task const& task, int64_t bars) {
    if (!is_cuttable<E>()) return std::max<int64_t>(bars, 1);
    int64_t longest = 0;
    for (int32_t lane = 0; lane < task.lanes; ++lane)
        longest = std::max(longest, memory_of<E>(task.params + lane * task.param_count));
    int64_t const wanted = longest == 0 ? rolling_restart : std::max(longest, 4 * rolling_restart);
    return (wanted + rolling_restart - 1) / rolling_restart * rolling_restart;
}

// params and out lie on the device.
template <class E, class D>
void launch_entry(D& device, column_task const& task, series_view const& in, double const* params,
                  double* const* out) {
    int64_t const stretch = stretch_of<E>(task, in.size);
    int64_t const blocks =
        (task.lanes + column_threads - 1) / column_threads * ((in.size + stretch - 1) / stretch);
    device.launch(columns_kernel<E>{in, params, task.lanes, out, stretch}, blocks, column_threads,
                  columns_kernel<E>::shared_bytes);
}

// Computes all tasks; everything they need travels in one copy. Tasks that do not read each other's columns
// run side by side: most entries walk over the bars with few threads.
template <class D>
void launch_columns(D& device, std::vector<column_task> const& tasks, GridColumns const& set, int32_t count) {
    using launcher = void (*)(D&, column_task const&, series_view const&, double const*, double* const*);
#define X(entry) &launch_entry<entry, D>,
    static constexpr launcher launchers[] = {BB_INDICATORS(X)};
#undef X
    if (tasks.empty()) return;
    DevicePack pack;
    std::vector<size_t> params, outputs;
    for (column_task const& task : tasks) {
        std::vector<double*> out;
        for (int32_t i = 0; i < task.lanes * task.output_count; ++i)
            out.push_back(task.outputs[i] >= 0 ? set.column(task.outputs[i]) : nullptr);
        params.push_back(
            pack.add(task.params, static_cast<size_t>(task.lanes) * static_cast<size_t>(task.param_count)));
        outputs.push_back(pack.add(out));
    }
    pack.send(device);
    QueueScope const queues(device);
    std::vector<std::vector<size_t>> const levels = levels_of(tasks, count);
    for (auto const& level : levels) {
        device.join_queues();
        for (size_t n = 0; n < level.size(); ++n) {
            size_t const i = level[n];
            column_task const& task = tasks[i];
            series_view in{};
            for (int k = 0; k < max_inputs; ++k)
                if (task.inputs[k] >= 0) in.x[k] = set.column(task.inputs[k]);
            in.begin = task.begin;
            in.size = set.bars().size;
            if (level.size() > 1) device.use_queue(static_cast<int>(n) % device_queues + 1);
            launchers[task.entry](device, task, in, pack.template at<double>(params[i]),
                                  pack.template at<double*>(outputs[i]));
        }
    }
    device.wait();
}

BB_ISA_END
