#include "engine/runner/walkforward.hpp"

#include <algorithm>
#include <limits>

#include "engine/observe/error.hpp"
#include "engine/runner/replay.hpp"

namespace basicbot {

namespace {

// a is a better value than b; NaN is worse than anything.
bool beats(double a, double b, better goal) {
    if (a != a) return false;
    if (b != b) return true;
    return goal == better::lower ? a < b : a > b;
}

double pooled(std::vector<double> values, bool median) {
    std::erase_if(values, [](double x) { return x != x; });
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());  // one order for the sum, whatever the symbols' order
    std::size_t const n = values.size();
    if (median) return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    double sum = 0;
    for (double v : values) sum += v;
    return sum / static_cast<double>(n);
}

// score(cost, cell) over all of them.
template <class Score>
Chosen best_of(SweepPlan const& plan, better goal, Score const& score) {
    Chosen best;
    double at_best = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t cell = 0; cell < plan.grid.cell_count(); ++cell)
        for (std::size_t cost = 0; cost < plan.costs.size(); ++cost) {
            double const s = score(cost, cell);
            if (!beats(s, at_best, goal)) continue;
            best = {cost, cell, true};
            at_best = s;
        }
    return best;
}

}  // namespace

std::vector<std::vector<Chosen>> choose_cells(SweepPlan const& plan, std::vector<SymbolSums> const& symbols) {
    MetricEntry const& metric = *find_metric(plan.study.walkforward.select);
    better const goal = metric.info->goal;
    auto const value = [&](SymbolSums const& s, std::size_t fold, std::size_t cost, std::size_t cell) {
        return metric.finish(s.at(2 * fold, cost, cell, plan), s.contexts[2 * fold]);
    };
    std::vector<std::vector<Chosen>> chosen;
    std::size_t folds = 0;
    for (SymbolSums const& s : symbols) {
        chosen.emplace_back(s.windows.size() / 2);
        folds = std::max(folds, s.windows.size() / 2);
    }
    bool const median = plan.study.walkforward.pool == "median";
    for (std::size_t fold = 0; fold < folds; ++fold) {
        if (plan.study.walkforward.scope == "pooled") {
            Chosen const one = best_of(plan, goal, [&](std::size_t cost, std::size_t cell) {
                std::vector<double> values;
                for (SymbolSums const& s : symbols) values.push_back(value(s, fold, cost, cell));
                return pooled(std::move(values), median);
            });
            for (auto& of_symbol : chosen) of_symbol[fold] = one;
        } else {
            for (std::size_t s = 0; s < symbols.size(); ++s)
                if (fold < chosen[s].size())
                    chosen[s][fold] = best_of(plan, goal, [&](std::size_t cost, std::size_t cell) {
                        return value(symbols[s], fold, cost, cell);
                    });
        }
    }
    return chosen;
}

Stitched stitch(SweepPlan const& plan, SymbolSums const& symbol, ColumnSet const& columns,
                std::vector<Chosen> const& chosen) {
    Stitched result;
    WalkForwardSpec const& spec = plan.study.walkforward;
    bool const overlap = spec.step > 0 && spec.step < spec.test;
    bool const all = std::all_of(chosen.begin(), chosen.end(), [](Chosen const& c) { return c.any; });
    if (overlap || !all) return result;
    double const cash = plan.study.execution.cash;
    std::vector<double> returns;
    window_sums trades{};
    double years = 0, wealth = 1;
    for (std::size_t fold = 0; fold < chosen.size(); ++fold) {
        std::size_t const w = 2 * fold + 1;
        std::vector<double> const equity = replay_equity(plan, symbol.series, columns, chosen[fold].cell,
                                                         chosen[fold].cost, symbol.windows[w], cash);
        double before = cash;
        for (double e : equity) {
            returns.push_back(before > 0 ? e / before - 1 : 0.0);
            before = e;
        }
        // Money of this fold in terms of the one account that goes through all folds.
        window_sums const& s = symbol.at(w, chosen[fold].cost, chosen[fold].cell, plan);
        trades.trades += s.trades;
        trades.wins += s.wins;
        trades.held += s.held;
        trades.waits += s.waits;
        trades.conflicts += s.conflicts;
        trades.won += wealth * s.won;
        trades.lost += wealth * s.lost;
        trades.profit2 += wealth * wealth * s.profit2;
        trades.fees += wealth * s.fees;
        trades.notional += wealth * s.notional;
        trades.equity += wealth * s.equity;
        wealth *= s.wealth;
        years += symbol.contexts[w].years;
    }
    result.context = symbol.contexts[1];
    result.context.years = years;
    result.context.bars_per_year = static_cast<double>(returns.size()) / years;
    result.sums = sums_of_returns(returns, result.context);
    for (auto field : {&window_sums::trades, &window_sums::wins, &window_sums::held, &window_sums::waits,
                       &window_sums::conflicts, &window_sums::won, &window_sums::lost, &window_sums::profit2,
                       &window_sums::fees, &window_sums::notional, &window_sums::equity})
        result.sums.*field = trades.*field;
    result.any = true;
    return result;
}

}  // namespace basicbot
