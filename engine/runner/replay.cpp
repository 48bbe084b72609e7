#include "engine/runner/replay.hpp"

#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/planes.hpp"
#include "kernels/backtest/series_returns.hpp"

namespace basicbot {

namespace {

// The planes of one cell over the whole series.
struct CellPlanes {
    std::vector<std::vector<std::uint64_t>> words;  // [leaf][word]

    CellPlanes(SweepPlan const& plan, Series const& series, ColumnSet const& columns, std::size_t cell) {
        auto const bars = static_cast<std::int64_t>(series.size());
        auto const leaves = static_cast<std::size_t>(plan.lowered.leaf_count);
        std::vector<double> a(series.size()), b(series.size());
        auto const fill = [&](operand const& o, std::vector<double>& to) {
            if (o.column >= 0)
                columns.read(o.column, to.data());
            else
                to.assign(to.size(), o.constant);
        };
        for (std::size_t k = 0; k < leaves; ++k) {
            plane_spec const& spec = plan.lowered.planes[plan.lowered.leaves[cell * leaves + k]];
            fill(spec.a, a);
            fill(spec.b, b);
            std::vector<std::uint64_t> plane(static_cast<std::size_t>((bars + 63) / 64));
            for (std::int64_t w = 0; w < static_cast<std::int64_t>(plane.size()); ++w) {
                std::int64_t const left = bars - 64 * w;
                plane[static_cast<std::size_t>(w)] = plane_tail(spec.op, a.data() + 64 * w, b.data() + 64 * w,
                                                                left < 64 ? static_cast<int>(left) : 64);
            }
            words.push_back(std::move(plane));
        }
    }
};

}  // namespace

std::vector<double> replay_equity(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                  std::size_t cell, std::size_t cost, window w, double start_cash) {
    CellPlanes const planes(plan, series, columns, cell);
    metric_context context{};
    context.start_cash = start_cash;
    std::vector<double> const market = series_returns(bars_of(series));
    bar_loop<scalar_lanes, false> const loop{plan.costs[cost],     context,           series.open.data(),
                                             series.high.data(),   series.low.data(), series.close.data(),
                                             series.volume.data(), market.data(),     w};
    loop_state<scalar_lanes, false> state;
    loop.start(state);
    gate_program const program = plan.lowered.gates();
    std::uint64_t carries[max_carries][1] = {};
    std::vector<double> equity;
    for (std::int64_t word = 0; 64 * word < w.end; ++word) {
        std::uint64_t const* leaves[max_leaves];
        for (std::size_t k = 0; k < planes.words.size(); ++k)
            leaves[k] = &planes.words[k][static_cast<std::size_t>(word)];
        std::uint64_t memory[max_gate_registers][1];
        std::uint64_t const* r[max_gate_registers];
        run_gates<1>(program, leaves, carries, memory, r);
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): run_gates fills the four rules
        loop.feed(state, word, r[long_entry][0], r[long_exit][0], r[short_entry][0], r[short_exit][0],
                  [&](loop_state<scalar_lanes, false> const& s) { equity.push_back(s.equity); });
    }
    return equity;
}

window_sums sums_of_returns(std::vector<double> const& returns, metric_context const& context) {
    tree_sum<scalar_lanes> sum[loop_loss + 1];
    for (auto& s : sum) s.clear();
    double wealth = 1, peak = 1, drawdown = 0;
    double const limit = context.risk_free_bar + context.required_bar;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        double const r = returns[i];
        double const below = min_of(r - context.mar_bar, 0.0);
        sum[loop_r].add(r);
        sum[loop_r2].add(r * r);
        sum[loop_r3].add(r * r * r);
        sum[loop_r4].add((r * r) * (r * r));
        sum[loop_down2].add(below * below);
        sum[loop_gain].add(max_of(r - limit, 0.0));
        sum[loop_loss].add(max_of(limit - r, 0.0));
        wealth *= 1 + r;
        peak = max_of(wealth, peak);
        drawdown = min_of(wealth / peak - 1, drawdown);
        if (i % 64 == 63 || i + 1 == returns.size())
            for (auto& s : sum) s.end_block(static_cast<std::int64_t>(i / 64));
    }
    window_sums w{};
    double const nan = quiet_nan();
    w.trades = w.wins = w.won = w.lost = w.profit2 = w.held = w.fees = w.notional = w.equity = nan;
    w.bars = w.returns = static_cast<double>(returns.size());
    w.wealth = wealth;
    w.drawdown = drawdown;
    w.s1 = sum[loop_r].value();
    w.s2 = sum[loop_r2].value();
    w.s3 = sum[loop_r3].value();
    w.s4 = sum[loop_r4].value();
    w.down2 = sum[loop_down2].value();
    w.gain = sum[loop_gain].value();
    w.loss = sum[loop_loss].value();
    return w;
}

}  // namespace basicbot
