#pragma once
// What sessions of all backends share: checks, where the session stands, and the form of a snapshot. Host
// side.

#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/backtest/backend.hpp"
#include "kernels/backtest/loop_lanes.hpp"
#include "kernels/backtest/snapshot.hpp"

BB_ISA_BEGIN

class LoopSessionBase : public LoopSession {
  public:
    explicit LoopSessionBase(loop_task const& task)
        : task_(task),
          costs_(task.costs, task.costs + task.lanes),
          next_(task.win.begin > 0 ? task.win.begin - 1 : 0) {
        if (task.lanes < 1 || task.win.begin < 0 || task.win.end <= task.win.begin)
            throw std::invalid_argument("a session needs a lane and a window of at least one bar");
        task_.costs = costs_.data();
    }

    int64_t next_bar() const override { return next_; }

    void advance(int64_t count, int8_t const* actions) override {
        int64_t const last = task_.win.end < task_.bars.size ? task_.win.end : task_.bars.size;
        if (count < 0 || count > last - next_)
            throw std::invalid_argument("no " + std::to_string(count) + " bars are left from bar " +
                                        std::to_string(next_) + " on, only " + std::to_string(last - next_));
        for (int64_t i = 0; i < count * task_.lanes; ++i)
            if (actions[i] < action_short || actions[i] > action_keep)
                throw std::invalid_argument(
                    "action " + std::to_string(actions[i]) + " of lane " + std::to_string(i % task_.lanes) +
                    " at bar " + std::to_string(next_ + i / task_.lanes) + " is none of -1, 0, 1, 2");
        take(next_, count, actions);
        next_ += count;
    }

    std::vector<std::byte> snapshot() const override {
        std::vector<lane_state> const states = read_states();
        return seal_snapshot(kind, {bytes_of(terms(next_)), bytes_of(costs_), bytes_of(states)});
    }

    void restore(std::span<std::byte const> snapshot) override {
        std::span<std::byte const> const bytes = open_snapshot(kind, snapshot);
        std::size_t const costs_end = sizeof(session_terms) + bytes_of(costs_).size();
        std::vector<lane_state> states(costs_.size());
        session_terms given{};
        if (bytes.size() == costs_end + bytes_of(states).size())
            std::memcpy(&given, bytes.data(), sizeof(given));
        session_terms const want = terms(given.next);
        // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): bits are what is asked for
        if (std::memcmp(&given, &want, sizeof(given)) != 0 ||
            std::memcmp(bytes.data() + sizeof(given), costs_.data(), bytes_of(costs_).size()) != 0)
            throw std::invalid_argument("the snapshot is of other lanes, costs or another window");
        if (given.next > task_.bars.size)
            throw std::invalid_argument("the snapshot is of more bars than there are");
        std::memcpy(states.data(), bytes.data() + costs_end, bytes_of(states).size());
        write_states(states);
        next_ = given.next;
    }

    void finish(window_sums* out) const override {
        if (next_ != task_.win.end)
            throw std::invalid_argument("the window ends with bar " + std::to_string(task_.win.end - 1) +
                                        ", and bar " + std::to_string(next_) + " is still to come");
        std::vector<lane_state> const states = read_states();
        for (int64_t i = 0; i < task_.lanes; ++i)
            put_sums<scalar_lanes, true>(states[static_cast<size_t>(i)], task_.win, task_.context.start_cash,
                                         out + i);
    }

  protected:
    virtual void take(int64_t from, int64_t count, int8_t const* actions) = 0;
    virtual std::vector<lane_state> read_states() const = 0;
    virtual void write_states(std::vector<lane_state> const& states) = 0;

    loop_task const& task() const { return task_; }
    std::vector<lane_state> fresh_states() const {
        std::vector<lane_state> states(static_cast<size_t>(task_.lanes));
        for (lane_state& s : states) start_loop<scalar_lanes, true>(s, task_.context.start_cash);
        return states;
    }

  private:
    // The number is that of the numeric contract that the states belong to.
    static constexpr char const* kind = "basicbot bar loop 2";

    struct session_terms {  // eight-byte fields only: no padding, so that two compare as bytes
        int64_t lanes, next;
        window win;
        metric_context context;
    };
    session_terms terms(int64_t next) const { return {task_.lanes, next, task_.win, task_.context}; }

    loop_task task_;
    std::vector<cost_row> costs_;
    int64_t next_;
};

BB_ISA_END
