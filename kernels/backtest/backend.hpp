#pragma once
// What a machine must be able to do. Implemented by cpu_fallback (TBB) and kernels/cuda (device, and the host
// grid emulator that runs the same kernel bodies without a GPU). All pointers in tasks are host pointers; a
// backend copies what it needs. Failures are thrown as BackendError; results are the same bytes whoever
// computes them.

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/backtest/loop_session.hpp"
#include "kernels/backtest/path_form.hpp"
#include "kernels/backtest/sweep_form.hpp"

namespace basicbot {

class BackendError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// A call that its Progress ended.
class Cancelled : public BackendError {
  public:
    Cancelled() : BackendError("cancelled") {}
};

// The computed columns of one symbol, wherever the backend keeps them.
class ColumnSet {
  public:
    virtual ~ColumnSet() = default;
    virtual void read(int32_t column, double* out) const = 0;  // copies one column, bars.size values
};

// Series beside the bars, of one value a bar; NaN = not known yet. Whoever holds one keeps its values alive.
using GivenColumns = std::vector<std::shared_ptr<double const>>;

// Called now and then with the share of the work done, from any thread; returning false cancels
// (the call then throws Cancelled).
using Progress = std::function<bool(double done)>;

class Backend {
  public:
    virtual ~Backend() = default;
    virtual std::string name() const = 0;  // "cpu avx512 x 2 threads", "cuda:0 NVIDIA H200", "emulator"
    // What went otherwise than asked since it was made, one line; empty = nothing.
    virtual std::string notice() const { return ""; }
    // Columns 0..4 are the bar fields, the next ones those that are given; `column_count` counts them too.
    // The bars must outlive the set.
    virtual std::unique_ptr<ColumnSet> columns(bar_view bars, GivenColumns given,
                                               std::vector<column_task> const& tasks,
                                               int32_t column_count) = 0;
    virtual void sweep(sweep_task const& task, ColumnSet const& columns, Progress const& progress) = 0;
    virtual void paths(path_task const& task, Progress const& progress) = 0;
    // Must not outlive the backend.
    virtual std::unique_ptr<LoopSession> session(loop_task const& task) = 0;
};

}  // namespace basicbot
