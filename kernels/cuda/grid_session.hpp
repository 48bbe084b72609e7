#pragma once
// A session on a device: the accounts stay there, one thread each; actions go up, accounts come down.

#include "kernels/backtest/loop_session_base.hpp"
#include "kernels/cuda/cells_kernels.hpp"
#include "kernels/cuda/device.hpp"

BB_ISA_BEGIN

struct session_kernel {
    loop_lanes lanes;
    int64_t from, count;
    int8_t const* actions;  // [count][lanes]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const lane = global_thread(grid);
        if (lane < lanes.lanes) lanes.advance(lane, from, count, actions);
    }
};

struct accounts_kernel {
    loop_lanes lanes;
    loop_account* out;  // [lanes]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const lane = global_thread(grid);
        if (lane < lanes.lanes) out[lane] = account_of(lanes.states[lane]);
    }
};

inline constexpr int session_threads = warp_threads;  // small blocks spread evenly over the multiprocessors
inline constexpr int64_t most_action_bytes = int64_t{1} << 26;

template <class D>
class GridSession final : public LoopSessionBase {
  public:
    // `device` must live as long as the session.
    GridSession(D& device, loop_task const& task)
        : LoopSessionBase(task),
          device_(device),
          market_(device, static_cast<size_t>(task.bars.size)),
          costs_(device, task.costs, static_cast<size_t>(task.lanes)),
          states_(device, fresh_states().data(), static_cast<size_t>(task.lanes)),
          accounts_(device, static_cast<size_t>(task.lanes)) {
        lanes_ = {task.bars,     market_.data(), task.win,      task.context,
                  costs_.data(), task.lanes,     states_.data()};
        for (int f = 0; f < first_computed_column; ++f) {
            bars_[f] = {device, task.bars.field[f], static_cast<size_t>(task.bars.size)};
            lanes_.bars.field[f] = bars_[f].data();
        }
        int const threads = 4 * warp_threads;
        device.launch(
            market_kernel{bars_[static_cast<int>(bar_field::close)].data(), task.bars.size, market_.data()},
            (task.bars.size + threads - 1) / threads, threads, 0);
    }

    void accounts(loop_account* out) const override {
        device_.launch(accounts_kernel{lanes_, accounts_.data()}, blocks(), session_threads, 0);
        accounts_.read(out);
    }

  private:
    int64_t blocks() const { return (lanes_.lanes + session_threads - 1) / session_threads; }

    void take(int64_t from, int64_t count, int8_t const* actions) override {
        int64_t const piece =
            std::clamp<int64_t>(most_action_bytes / lanes_.lanes, 1, std::max<int64_t>(count, 1));
        auto const room = static_cast<size_t>(piece * lanes_.lanes);
        if (actions_.size() < room) actions_ = DeviceArray<int8_t>(device_, room);
        for (int64_t done = 0; done < count; done += piece) {
            int64_t const bars = std::min(piece, count - done);
            device_.upload(actions_.data(), actions + done * lanes_.lanes,
                           static_cast<size_t>(bars * lanes_.lanes));
            device_.launch(session_kernel{lanes_, from + done, bars, actions_.data()}, blocks(),
                           session_threads, 0);
        }
        device_.wait();
    }
    std::vector<lane_state> read_states() const override {
        std::vector<lane_state> states(states_.size());
        states_.read(states.data());
        return states;
    }
    void write_states(std::vector<lane_state> const& states) override {
        device_.upload(states_.data(), states.data(), states.size() * sizeof(lane_state));
    }

    D& device_;
    DeviceArray<double> bars_[first_computed_column];
    DeviceArray<double> market_;
    DeviceArray<cost_row> costs_;
    DeviceArray<lane_state> states_;
    DeviceArray<loop_account> accounts_;
    DeviceArray<int8_t> actions_;
    loop_lanes lanes_{};
};

BB_ISA_END
