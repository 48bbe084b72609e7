#pragma once
// The Backend on a grid of threads: uploads the task, launches the kernels of grid_kernels.hpp, downloads the
// sums. D is a Device with `template <class K> void launch(K const& kernel, int64_t blocks, int threads,
// size_t shared)`. Included by one .cu file (real device) and one .cpp file (emulator); everything else is
// common.

#include <algorithm>
#include <vector>

#include "kernels/backtest/cell_batch.hpp"
#include "kernels/backtest/event_table_set.hpp"
#include "kernels/backtest/series_returns.hpp"
#include "kernels/cuda/device.hpp"
#include "kernels/cuda/grid_kernels.hpp"

#include "catalogue_indicators.inc"

BB_ISA_BEGIN

inline constexpr int block_threads = 128;

class GridColumns final : public ColumnSet {
  public:
    GridColumns(Device& device, int64_t bars, int32_t count)
        : bars_(bars), device_(device), data_(device, static_cast<size_t>(bars * count)) {
        for (int32_t c = 0; c < count; ++c) addresses_.push_back(data_.data() + c * bars);
        table_ = DeviceArray<double*>(device, addresses_.data(), addresses_.size());
    }
    void read(int32_t column, double* out) const override {
        device_.download(out, addresses_.at(static_cast<size_t>(column)),
                         static_cast<size_t>(bars_) * sizeof(double));
    }
    double* column(int32_t c) const { return addresses_[static_cast<size_t>(c)]; }
    double const* const* table() const { return table_.data(); }

  private:
    int64_t bars_;
    Device& device_;
    DeviceArray<double> data_;
    std::vector<double*> addresses_;
    DeviceArray<double*> table_;
};

// The event tables of one (cost, thresholds) on the device.
struct DeviceTables {
    DeviceArray<event_row> entry, exit;
    DeviceArray<event_row_full> entry_full, exit_full;
    DeviceArray<int64_t> prefix;
    DeviceArray<wide_int> prefix_full;
    DeviceArray<double> close_prefix;
};

template <class D>
class GridBackend final : public Backend {
  public:
    explicit GridBackend(std::unique_ptr<D> device) : device_(std::move(device)) {}
    std::string name() const override { return device_->name(); }

    std::unique_ptr<ColumnSet> columns(bar_view bars, std::vector<column_task> const& tasks,
                                       int32_t count) override {
        auto set = std::make_unique<GridColumns>(*device_, bars.size, count);
        for (int32_t f = 0; f < first_computed_column; ++f)
            device_->upload(set->column(f), bars.field[f], static_cast<size_t>(bars.size) * sizeof(double));
        for (column_task const& task : tasks) launch_columns(bars, task, *set);
        return set;
    }

    void sweep(sweep_task const& task, ColumnSet const& columns, Progress const& progress) override {
        auto const& data = dynamic_cast<GridColumns const&>(columns);
        DeviceSweep on(*device_, task);
        int64_t batch = cells_per_batch(task);
        for (int64_t first = 0; first < task.cell_count;) {
            int64_t const count = std::min(batch, task.cell_count - first);
            try {
                run_batch(task, data, on, make_cell_batch(task, first, count));
            } catch (DeviceMemoryError const&) {
                if (count <= 1) throw;
                batch = std::max<int64_t>(1, count / 2);  // smaller batch, same bytes
                continue;
            }
            first += count;
            if (progress && !progress(static_cast<double>(first) / static_cast<double>(task.cell_count)))
                throw BackendError("cancelled");
        }
    }

    void paths(path_task const& task, Progress const& progress) override {
        DeviceArray<double> const returns(*device_, task.returns, static_cast<size_t>(task.return_count));
        int64_t const bands = task.fan ? task.horizon / task.fan_every : 0;
        size_t const per_path = sizeof(double) * static_cast<size_t>(2 + bands);
        auto batch = static_cast<int64_t>(
            std::clamp<size_t>(device_->free_bytes() / 2 / per_path, block_threads, size_t{1} << 26));
        for (int64_t first = 0; first < task.count;) {
            int64_t const count = std::min(batch, task.count - first);
            try {
                run_path_batch(task, returns.data(), bands, first, count);
            } catch (DeviceMemoryError const&) {
                if (count <= 1) throw;
                batch = std::max<int64_t>(1, count / 2);  // smaller batch, same bytes: a path is its number
                continue;
            }
            first += count;
            if (progress && !progress(static_cast<double>(first) / static_cast<double>(task.count)))
                throw BackendError("cancelled");
        }
    }

  private:
    // Paths [first, first + count) of the task.
    void run_path_batch(path_task const& task, double const* returns, int64_t bands, int64_t first,
                        int64_t count) {
        auto const n = static_cast<size_t>(count);
        DeviceArray<double> terminal(*device_, n), drawdown(*device_, n),
            levels(*device_, n * static_cast<size_t>(bands));
        path_task local = task;
        local.first_path += static_cast<uint64_t>(first);
        local.count = count;
        local.returns = returns;
        local.terminal = terminal.data();
        local.drawdown = drawdown.data();
        local.fan = task.fan ? levels.data() : nullptr;
        device_->launch(paths_kernel{local}, (count + block_threads - 1) / block_threads, block_threads, 0);
        terminal.read(task.terminal + first);
        drawdown.read(task.drawdown + first);
        if (task.fan) levels.read(task.fan + first * bands);
    }

    // What does not change from batch to batch.
    struct DeviceSweep {
        DeviceArray<double> fields[5];
        bar_view bars{};
        DeviceArray<plane_spec> planes;
        DeviceArray<gate_op> ops;
        DeviceArray<cost_row> costs;
        std::unique_ptr<EventTableSet<PlainArray>> host_tables;
        DeviceArray<int64_t> log_close;
        DeviceArray<log_range> in_block, suffix, prefix, blocks;
        DeviceArray<uint64_t> fillable;
        DeviceArray<double> market;
        std::vector<DeviceTables> tables;
        std::vector<DeviceArray<event_tables>> views;  // per window: [cost_count]

        DeviceSweep(Device& d, sweep_task const& task)
            : planes(d, task.planes, static_cast<size_t>(task.plane_count)),
              ops(d, task.program.ops, static_cast<size_t>(task.program.op_count)),
              costs(d, task.costs, static_cast<size_t>(task.cost_count)) {
            for (int f = 0; f < 5; ++f) {
                fields[f] = DeviceArray<double>(d, task.bars.field[f], static_cast<size_t>(task.bars.size));
                bars.field[f] = fields[f].data();
            }
            bars.size = task.bars.size;
            if (task.how == evaluator::events)
                upload_tables(d, task);
            else
                market = copy(d, series_returns(task.bars));
        }

        template <class V>
        static auto copy(Device& d, V const& v) {
            return DeviceArray<typename V::value_type>(d, v.data(), v.size());
        }

        void upload_tables(Device& d, sweep_task const& task) {
            host_tables = std::make_unique<EventTableSet<PlainArray>>(task);
            auto const& s = host_tables->series();
            log_close = copy(d, s.log_close);
            in_block = copy(d, s.in_block);
            suffix = copy(d, s.suffix);
            prefix = copy(d, s.prefix);
            blocks = copy(d, s.blocks);
            fillable = copy(d, s.fillable);
            for (auto const& host : host_tables->all())
                tables.push_back({copy(d, host->entry), copy(d, host->exit), copy(d, host->entry_full),
                                  copy(d, host->exit_full), copy(d, host->prefix), copy(d, host->prefix_full),
                                  copy(d, host->close_prefix)});
            for (int32_t w = 0; w < task.window_count; ++w) {
                std::vector<event_tables> of_window;
                for (int32_t c = 0; c < task.cost_count; ++c) of_window.push_back(on_device(w, c));
                views.push_back(copy(d, of_window));
            }
        }

        event_tables on_device(int32_t w, int32_t c) const {
            event_tables v = host_tables->at(w, c).view;
            DeviceTables const& t = tables[host_tables->number_at(w, c)];
            v.entry = t.entry.data();
            v.exit = t.exit.data();
            v.entry_full = v.entry_full ? t.entry_full.data() : nullptr;
            v.exit_full = v.exit_full ? t.exit_full.data() : nullptr;
            v.log_close = log_close.data();
            v.prefix = t.prefix.data();
            v.prefix_full = v.prefix_full ? t.prefix_full.data() : nullptr;
            v.close_prefix = v.close_prefix ? t.close_prefix.data() : nullptr;
            v.fillable = v.fillable ? fillable.data() : nullptr;
            v.ranges.in_block = in_block.data();
            v.ranges.suffix = suffix.data();
            v.ranges.prefix = prefix.data();
            v.ranges.blocks = blocks.data();
            return v;
        }
    };

    template <class E>
    void launch_entry(series_view const& in, double const* params, int32_t lanes, double* const* out) {
        int64_t const blocks = (lanes + column_threads - 1) / column_threads;
        device_->launch(columns_kernel<E>{in, params, lanes, out}, blocks, column_threads,
                        columns_kernel<E>::shared_bytes);
    }

    void launch_columns(bar_view const& bars, column_task const& task, GridColumns const& set) {
        using launcher = void (GridBackend::*)(series_view const&, double const*, int32_t, double* const*);
#define X(entry) &GridBackend::template launch_entry<entry>,
        static constexpr launcher launchers[] = {BB_INDICATORS(X)};
#undef X
        series_view in{};
        for (int i = 0; i < max_inputs; ++i)
            if (task.inputs[i] >= 0) in.x[i] = set.column(task.inputs[i]);
        in.begin = task.begin;
        in.size = bars.size;
        std::vector<double*> out;
        for (int32_t i = 0; i < task.lanes * task.output_count; ++i)
            out.push_back(task.outputs[i] >= 0 ? set.column(task.outputs[i]) : nullptr);
        DeviceArray<double> params(*device_, task.params, static_cast<size_t>(task.lanes * task.param_count));
        DeviceArray<double*> targets(*device_, out.data(), out.size());
        (this->*launchers[task.entry])(in, params.data(), task.lanes, targets.data());
    }

    // Cells whose planes fit into a quarter of the free memory, at worst every leaf a plane of its own.
    int64_t cells_per_batch(sweep_task const& task) const {
        auto const words = static_cast<size_t>((task.bars.size + 63) / 64);
        size_t const per_cell = words * 8 * static_cast<size_t>(std::max(task.program.leaf_count, 1)) +
                                sizeof(window_sums) * static_cast<size_t>(task.cost_count);
        return static_cast<int64_t>(
            std::clamp<size_t>(device_->free_bytes() / 4 / per_cell, 1, size_t{1} << 20));
    }

    void run_batch(sweep_task const& task, GridColumns const& data, DeviceSweep const& on,
                   CellBatch const& batch) {
        int64_t const words = (task.bars.size + 63) / 64;
        auto const cells = static_cast<int64_t>(batch.cells.size());
        auto const planes = static_cast<int64_t>(batch.planes.size());
        DeviceArray<uint32_t> wanted(*device_, batch.planes.data(), batch.planes.size());
        DeviceArray<uint32_t> leaves(*device_, batch.local_leaves.data(), batch.local_leaves.size());
        DeviceArray<uint64_t> bits(*device_, static_cast<size_t>(planes * words));
        DeviceArray<window_sums> sums(*device_, static_cast<size_t>(cells * task.cost_count));
        std::vector<window_sums> host(sums.size());
        device_->launch(planes_kernel{data.table(), task.bars.size, words, on.planes.data(), wanted.data(),
                                      planes, bits.data()},
                        (planes * words + block_threads - 1) / block_threads, block_threads, 0);
        for (int32_t w = 0; w < task.window_count; ++w) {
            gate_program program = task.program;
            program.ops = on.ops.data();
            program.solid_ops = nullptr;  // of no use to a thread: its neighbours would wait
            program.solid_op_count = 0;
            cells_arguments const a{on.bars,
                                    program,
                                    on.costs.data(),
                                    task.cost_count,
                                    task.windows[w],
                                    task.contexts[w],
                                    on.views.empty() ? nullptr : on.views[static_cast<size_t>(w)].data(),
                                    on.market.data(),
                                    bits.data(),
                                    words,
                                    leaves.data(),
                                    cells,
                                    sums.data()};
            launch_cells(task, a);
            sums.read(host.data());
            for (int32_t c = 0; c < task.cost_count; ++c)
                for (int64_t i = 0; i < cells; ++i)
                    task.out[(static_cast<int64_t>(w) * task.cost_count + c) * task.cell_count +
                             batch.cells[static_cast<size_t>(i)]] = host[static_cast<size_t>(c * cells + i)];
        }
    }

    void launch_cells(sweep_task const& task, cells_arguments const& a) {
        int64_t const blocks = (a.cell_count * a.cost_count + block_threads - 1) / block_threads;
        bool const full = task.level == sums_full;
        if (task.how == evaluator::events) {
            if (full)
                device_->launch(events_kernel<true>{a}, blocks, block_threads, 0);
            else
                device_->launch(events_kernel<false>{a}, blocks, block_threads, 0);
        } else {
            if (full)
                device_->launch(loop_kernel<true>{a}, blocks, block_threads, 0);
            else
                device_->launch(loop_kernel<false>{a}, blocks, block_threads, 0);
        }
    }

    std::unique_ptr<D> device_;
};

BB_ISA_END
