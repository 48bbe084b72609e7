#pragma once
// The bar loop driven from outside: some accounts side by side over the same bars, each told at every close
// what position it shall have. The rules of a sweep are one policy, an action buffer is another: a learner
// looks at the accounts, writes its actions, and lets the loop take the next bars. Orders, fills, costs and
// sums are those of the sweep (bar_loop.hpp), bit for bit, on every backend.

#include <cstddef>
#include <span>
#include <vector>

#include "kernels/backtest/sweep_form.hpp"

namespace basicbot {

// What a lane wants after a bar's close; filled at the next open (A2). A side that a stop has closed stays
// barred until an action other than that side has been given (A6, reentry = edge).
enum loop_action : int8_t { action_short = -1, action_flat = 0, action_long = 1, action_keep = 2 };

struct loop_task {
    bar_view bars;
    window win;              // measured bars; win.end may lie beyond the bars there are
    metric_context context;  // of the window
    cost_row const* costs;   // [lanes]
    int64_t lanes;
};

// An account after the newest bar, account currency and units.
struct loop_account {
    double equity, cash, units;  // units < 0: short
    double peak, drawdown;       // highest equity so far; lowest equity/peak - 1, <= 0
    double trades;               // closed so far
    double ruined;               // 1: closed by A14
};

// Made by Backend::session. The task's bars must live as long as the session; all else is copied. Not for use
// by several threads at a time. What the caller does wrong is thrown as std::invalid_argument and changes
// nothing; what the machine does wrong as BackendError, after which only restore() makes sense.
class LoopSession {
  public:
    virtual ~LoopSession() = default;
    // The bar whose action comes next. The first is win.begin - 1, which decides only (A9), or bar 0.
    virtual int64_t next_bar() const = 0;
    // Takes `count` bars. actions: [count][lanes] of loop_action. There must be so many left, in
    // the series and in the window.
    virtual void advance(int64_t count, int8_t const* actions) = 0;
    virtual void accounts(loop_account* out) const = 0;  // [lanes]
    // All there is to know of the session but its bars. Any backend of the same numeric contract goes on from
    // it: restore() into a session of the same window, context and costs, whose bars are the same and may be
    // more. A snapshot of anything else, or a damaged one, is refused.
    virtual std::vector<std::byte> snapshot() const = 0;
    virtual void restore(std::span<std::byte const> snapshot) = 0;
    // The window's sums, [lanes], once next_bar() is win.end.
    virtual void finish(window_sums* out) const = 0;
};

}  // namespace basicbot
