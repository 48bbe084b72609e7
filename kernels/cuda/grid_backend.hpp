#pragma once
// The Backend on a grid of threads. D is a device (device.hpp). Included by one .cu file (real device) and
// one .cpp file (emulator); everything else is common.

#include <memory>

#include "kernels/cuda/grid_columns.hpp"
#include "kernels/cuda/grid_paths.hpp"
#include "kernels/cuda/grid_session.hpp"
#include "kernels/cuda/grid_sweep.hpp"

BB_ISA_BEGIN

template <class D>
class GridBackend final : public Backend {
  public:
    explicit GridBackend(std::unique_ptr<D> device) : device_(std::move(device)) {}
    std::string name() const override { return device_->name(); }

    std::unique_ptr<ColumnSet> columns(bar_view bars, GivenColumns given,
                                       std::vector<column_task> const& tasks, int32_t count) override {
        auto set = std::make_unique<GridColumns>(*device_, bars, given, count);
        launch_columns(*device_, tasks, *set, count);
        return set;
    }

    // Cells go in their own order: neighbours in the grid share columns, and the device asks for no more.
    void sweep(sweep_task const& task, ColumnSet const& columns, Progress const& progress) override {
        GridSweep<D>(*device_, task, dynamic_cast<GridColumns const&>(columns)).run(progress);
    }

    void paths(path_task const& task, Progress const& progress) override {
        GridPaths<D>(*device_, task).run(progress);
    }

    std::unique_ptr<LoopSession> session(loop_task const& task) override {
        return std::make_unique<GridSession<D>>(*device_, task);
    }

  private:
    std::unique_ptr<D> device_;
};

BB_ISA_END
