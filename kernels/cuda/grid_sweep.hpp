#pragma once
// A sweep on a device: columns -> planes -> rules -> cells of all windows and costs, in batches of cells
// whose words fit into its memory.

#include <optional>

#include "kernels/cuda/cell_planes.hpp"
#include "kernels/cuda/cells_kernels.hpp"
#include "kernels/cuda/grid_tables.hpp"
#include "kernels/cuda/rules_kernel.hpp"

BB_ISA_BEGIN

inline constexpr int plane_threads = 512;
inline constexpr int cell_threads = warp_threads;  // small blocks spread evenly over the multiprocessors

template <class D>
class GridSweep {
  public:
    // What does not change from batch to batch.
    GridSweep(D& device, sweep_task const& task, GridColumns const& columns)
        : device_(device), task_(task), columns_(columns), bars_(columns.bars()) {
        if (task.how == evaluator::events) {
            tables_.emplace(device, task, bars_);
            tables_at_ = pack_.add(tables_->views());
        } else {
            market_ = DeviceArray<double>(device, static_cast<size_t>(bars_.size));
            device.launch(
                market_kernel{bars_.field[static_cast<int>(bar_field::close)], bars_.size, market_.data()},
                blocks_of(bars_.size, block_threads), block_threads, 0);
        }
        ops_at_ = pack_.add(task.program.ops, static_cast<size_t>(task.program.op_count));
        costs_at_ = pack_.add(task.costs, static_cast<size_t>(task.cost_count));
        windows_at_ = pack_.add(task.windows, static_cast<size_t>(task.window_count));
        contexts_at_ = pack_.add(task.contexts, static_cast<size_t>(task.window_count));
        pack_.send(device);
        int64_t end = 0;
        first_word_ = task.window_count > 0 ? (bars_.size + 63) / 64 : 0;
        for (int32_t w = 0; w < task.window_count; ++w) {
            window const win = task.windows[w];
            first_word_ = std::min(first_word_, (win.begin > 0 ? win.begin - 1 : 0) / 64);
            end = std::max(end, (win.end + 63) / 64);
        }
        word_count_ = std::max<int64_t>(end - first_word_, 0);
    }

    void run(Progress const& progress) {
        int64_t batch = cells_per_batch();
        for (int64_t first = 0; first < task_.cell_count;) {
            int64_t const count = std::min(batch, task_.cell_count - first);
            try {
                run_batch(first, count);
            } catch (DeviceMemoryError const&) {
                if (count <= 1) throw;
                batch = std::max<int64_t>(1, count / 2);  // smaller batch, same bytes
                continue;
            }
            first += count;
            if (progress && !progress(static_cast<double>(first) / static_cast<double>(task_.cell_count)))
                throw Cancelled();
        }
    }

  private:
    int rules() const { return task_.how == evaluator::events ? event_rules : loop_rules; }
    int64_t rows() const { return static_cast<int64_t>(task_.window_count) * task_.cost_count; }

    // Cells whose words fit into half of the free memory, at worst every leaf a plane of its own.
    int64_t cells_per_batch() const {
        size_t const words = static_cast<size_t>((bars_.size + 63) / 64);
        size_t const per_cell = words * 8 * static_cast<size_t>(task_.program.leaf_count + rules()) +
                                sizeof(window_sums) * static_cast<size_t>(rows());
        return static_cast<int64_t>(
            std::clamp<size_t>(device_.free_bytes() / 2 / std::max<size_t>(per_cell, 1), 1, size_t{1} << 20));
    }

    void run_batch(int64_t first, int64_t count) {
        auto const capacity = static_cast<int32_t>(device_.shared_bytes() / plane_source_bytes);
        CellPlanes const cells(task_, columns_, first, count, capacity);
        DevicePack pack;
        size_t const groups = pack.add(cells.groups), sources = pack.add(cells.sources),
                     specs = pack.add(cells.planes), leaves = pack.add(cells.leaves);
        pack.send(device_);
        int64_t const words = (bars_.size + 63) / 64;
        auto const planes = static_cast<int64_t>(cells.planes.size());
        DeviceArray<uint64_t> const bits(device_, static_cast<size_t>(words * planes));
        DeviceArray<uint64_t> const rule_words(device_, static_cast<size_t>(word_count_ * rules() * count));
        DeviceArray<window_sums> const sums(device_, static_cast<size_t>(rows() * count));

        int64_t const threads =
            std::min<int64_t>(plane_threads, blocks_of(planes, warp_threads) * warp_threads);
        device_.launch(planes_kernel{bars_.size, pack.at<plane_group>(groups), pack.at<plane_source>(sources),
                                     pack.at<tile_plane>(specs), planes, 2 * words,
                                     reinterpret_cast<uint32_t*>(bits.data())},
                       static_cast<int64_t>(cells.groups.size()) * 2 * words, static_cast<int>(threads),
                       static_cast<size_t>(cells.most_sources) * plane_source_bytes);

        gate_program program = task_.program;
        program.ops = pack_.template at<gate_op>(ops_at_);
        program.solid_ops = nullptr;  // of no use to a thread: its neighbours would wait
        program.solid_op_count = 0;
        device_.launch(rules_kernel{program, bits.data(), planes, pack.at<uint32_t>(leaves), count,
                                    first_word_, word_count_, rules(), rule_words.data()},
                       blocks_of(blocks_of(word_count_, rule_words_per_thread) * count, block_threads),
                       block_threads, 0);

        cells_arguments const a{bars_,
                                pack_.template at<cost_row>(costs_at_),
                                task_.cost_count,
                                pack_.template at<window>(windows_at_),
                                pack_.template at<metric_context>(contexts_at_),
                                task_.window_count,
                                tables_ ? pack_.template at<event_tables>(tables_at_) : nullptr,
                                market_.data(),
                                rule_words.data(),
                                first_word_,
                                count,
                                warp_threads,
                                sums.data()};
        launch_cells(a);
        device_.download_rows(task_.out + first, static_cast<size_t>(task_.cell_count) * sizeof(window_sums),
                              sums.data(), static_cast<size_t>(count) * sizeof(window_sums),
                              static_cast<size_t>(rows()));
    }

    void launch_cells(cells_arguments const& a) {
        bool const full = task_.level == sums_full;
        if (task_.how == evaluator::events)
            full ? launch_evaluator(events_kernel<true>{a}) : launch_evaluator(events_kernel<false>{a});
        else
            full ? launch_evaluator(loop_kernel<true>{a}) : launch_evaluator(loop_kernel<false>{a});
    }

    // The event evaluator waits for its tables, and a warp for the lane with the most trades: as few lanes as
    // keep the device full, in as many rounds as there must be. The bar loop does nearly the same work for
    // every bar, and full warps do it once for all lanes (100,000 cells on an H100: 153 ms instead of 193).
    template <class K>
    void launch_evaluator(K kernel) {
        int64_t const items = rows() * kernel.a.cell_count;
        if (task_.how == evaluator::events) {
            int64_t const resident = std::max<int64_t>(device_.template resident_warps<K>(cell_threads), 1);
            int64_t const rounds = std::max<int64_t>(blocks_of(items, resident * warp_threads), 1);
            kernel.a.lanes = static_cast<int32_t>(
                std::clamp<int64_t>(blocks_of(items, rounds * resident), 1, warp_threads));
        }
        int64_t const warps = blocks_of(items, kernel.a.lanes);
        device_.launch(kernel, blocks_of(warps * warp_threads, cell_threads), cell_threads, 0);
    }

    D& device_;
    sweep_task const& task_;
    GridColumns const& columns_;
    bar_view bars_;
    std::optional<GridTables<D>> tables_;
    DeviceArray<double> market_;
    DevicePack pack_;
    size_t tables_at_ = 0, ops_at_ = 0, costs_at_ = 0, windows_at_ = 0, contexts_at_ = 0;
    int64_t first_word_ = 0, word_count_ = 0;
};

BB_ISA_END
