#pragma once
// Monte Carlo paths on a device, in batches that fit into its memory. Two batches are under way at a time:
// while one is copied to the host, which takes longer than its simulation, the next is simulated.

#include "kernels/cuda/device.hpp"
#include "kernels/cuda/paths_kernel.hpp"

BB_ISA_BEGIN

inline constexpr int path_threads = 128;
inline constexpr int64_t smallest_path_batch = int64_t{1} << 19;  // fills the device several times

template <class D>
class GridPaths {
  public:
    GridPaths(D& device, path_task const& task)
        : device_(device),
          task_(task),
          bands_(task.fan ? task.horizon / task.fan_every : 0),
          returns_(device, task.returns, static_cast<size_t>(task.return_count)) {}

    void run(Progress const& progress) {
        size_t const per_path = sizeof(double) * static_cast<size_t>(2 + bands_);
        auto batch = static_cast<int64_t>(
            std::clamp<size_t>(device_.free_bytes() / 4 / per_path, path_threads, size_t{1} << 25));
        batch = std::min(batch, std::max(task_.count / 8, smallest_path_batch));
        for (int64_t done = 0; done < task_.count;) {
            try {
                run_batches(done, batch, progress);
            } catch (DeviceMemoryError const&) {
                batch = std::min(batch, task_.count - done);
                if (batch <= 1) throw;
                batch /= 2;  // smaller batch, same bytes: a path is its number
            }
        }
    }

  private:
    struct Batch {
        DeviceArray<double> terminal, drawdown, levels;
        int64_t first = 0, count = 0;
    };

    // All that is not done. Memory is taken once, before anything runs.
    void run_batches(int64_t& done, int64_t size, Progress const& progress) {
        Batch two[2];
        for (int k = 0; k < (task_.count - done > size ? 2 : 1); ++k) {
            auto const n = static_cast<size_t>(std::min(size, task_.count - done));
            two[k].terminal = {device_, n};
            two[k].drawdown = {device_, n};
            two[k].levels = {device_, n * static_cast<size_t>(bands_)};
        }
        QueueScope const queues(device_);
        int64_t begun = done;
        auto const begin = [&](int k) {
            if (begun >= task_.count) return;
            two[k].first = begun;
            two[k].count = std::min(size, task_.count - begun);
            begun += two[k].count;
            device_.use_queue(1 + k);
            launch(two[k]);
        };
        begin(0);
        for (int k = 0; done < task_.count; k = 1 - k) {
            begin(1 - k);
            device_.use_queue(1 + k);
            copy(two[k]);
            done += two[k].count;
            if (progress && !progress(static_cast<double>(done) / static_cast<double>(task_.count)))
                throw Cancelled();
        }
    }

    void launch(Batch const& b) {
        path_task local = task_;
        local.first_path += static_cast<uint64_t>(b.first);
        local.count = b.count;
        local.returns = returns_.data();
        local.terminal = b.terminal.data();
        local.drawdown = b.drawdown.data();
        local.fan = task_.fan ? b.levels.data() : nullptr;
        device_.launch(paths_kernel{local}, (b.count + path_threads - 1) / path_threads, path_threads, 0);
    }

    void copy(Batch const& b) {
        auto const bytes = static_cast<size_t>(b.count) * sizeof(double);
        device_.download(task_.terminal + b.first, b.terminal.data(), bytes);
        device_.download(task_.drawdown + b.first, b.drawdown.data(), bytes);
        if (task_.fan)
            device_.download(task_.fan + b.first * bands_, b.levels.data(),
                             bytes * static_cast<size_t>(bands_));
    }

    D& device_;
    path_task const& task_;
    int64_t bands_;
    DeviceArray<double> returns_;
};

BB_ISA_END
