#pragma once
// A session on CPU threads: a lane is a chain of its own.

#include <algorithm>

#include <tbb/task_arena.h>

#include "cpu_fallback/parallel.hpp"
#include "kernels/backtest/loop_session_base.hpp"
#include "kernels/backtest/series_returns.hpp"

namespace basicbot {

class CpuSession final : public LoopSessionBase {
  public:
    // `arena` must live as long as the session.
    CpuSession(loop_task const& task, tbb::task_arena& arena)
        : LoopSessionBase(task), arena_(arena), market_(series_returns(task.bars)), states_(fresh_states()) {}

    void accounts(loop_account* out) const override {
        for (std::size_t i = 0; i < states_.size(); ++i) out[i] = account_of(states_[i]);
    }

  private:
    loop_lanes lanes() const {
        return {task().bars, market_.data(), task().win, task().context, task().costs, task().lanes, nullptr};
    }
    void take(int64_t from, int64_t count, int8_t const* actions) override {
        loop_lanes all = lanes();
        all.states = states_.data();
        // Enough bars a task to be worth its start.
        int64_t const grain = std::max<int64_t>(1, 4096 / std::max<int64_t>(count, 1));
        arena_.execute([&] {
            for_each_index((all.lanes + grain - 1) / grain, [&](int64_t task) {
                int64_t const end = std::min(all.lanes, (task + 1) * grain);
                for (int64_t i = task * grain; i < end; ++i) all.advance(i, from, count, actions);
            });
        });
    }
    std::vector<lane_state> read_states() const override { return states_; }
    void write_states(std::vector<lane_state> const& states) override { states_ = states; }

    tbb::task_arena& arena_;
    std::vector<double> market_;
    std::vector<lane_state> states_;
};

}  // namespace basicbot
