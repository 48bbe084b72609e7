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

// values[cell][cost].
Chosen best_of(std::vector<double> const& values, std::size_t costs, better goal) {
    Chosen best;
    double at_best = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!beats(values[i], at_best, goal)) continue;
        best = {i % costs, i / costs, true};
        at_best = values[i];
    }
    return best;
}

// One value per cell and cost out of those of all symbols.
std::vector<double> pooled_rows(std::vector<std::vector<double>> const& rows, bool median) {
    std::vector<double> result;
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
        std::vector<double> values;
        for (auto const& row : rows) values.push_back(row[i]);
        result.push_back(pooled(std::move(values), median));
    }
    return result;
}

// The sums of each fold's chosen cell over its test window.
std::vector<window_sums> chosen_sums(SweepPlan const& plan, SymbolWindows const& symbol,
                                     ColumnSet const& columns, std::vector<Chosen> const& chosen,
                                     Backend& backend) {
    constexpr std::size_t at_once = 64;  // folds: every chosen cell of a call runs over every window of it
    std::vector<window_sums> sums;
    for (std::size_t first = 0; first < chosen.size(); first += at_once) {
        std::size_t const last = std::min(chosen.size(), first + at_once);
        std::vector<std::uint32_t> cells;
        std::vector<window> windows;
        std::vector<metric_context> contexts;
        for (std::size_t fold = first; fold < last; ++fold) {
            cells.push_back(static_cast<std::uint32_t>(chosen[fold].cell));
            windows.push_back(symbol.windows[2 * fold + 1]);
            contexts.push_back(symbol.contexts[2 * fold + 1]);
        }
        std::sort(cells.begin(), cells.end());
        cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
        auto const all = evaluate_cells(plan, symbol.series, columns, cells, windows, contexts, backend, {});
        for (std::size_t fold = first; fold < last; ++fold) {
            auto const at = static_cast<std::size_t>(
                std::lower_bound(cells.begin(), cells.end(), chosen[fold].cell) - cells.begin());
            sums.push_back(all[((fold - first) * plan.costs.size() + chosen[fold].cost) * cells.size() + at]);
        }
    }
    return sums;
}

}  // namespace

std::vector<std::vector<Chosen>> choose_cells(SweepPlan const& plan,
                                              std::vector<SymbolWindows> const& symbols,
                                              WindowValues const& values) {
    better const goal = find_metric(plan.study.walkforward.select)->info->goal;
    std::vector<std::vector<Chosen>> chosen;
    std::size_t folds = 0;
    for (SymbolWindows const& s : symbols) {
        chosen.emplace_back(s.windows.size() / 2);
        folds = std::max(folds, s.windows.size() / 2);
    }
    bool const median = plan.study.walkforward.pool == "median";
    for (std::size_t fold = 0; fold < folds; ++fold) {
        if (plan.study.walkforward.scope == "pooled") {
            std::vector<std::vector<double>> rows;
            for (std::size_t s = 0; s < symbols.size(); ++s) rows.push_back(values(s, 2 * fold));
            Chosen const one = best_of(pooled_rows(rows, median), plan.costs.size(), goal);
            for (auto& of_symbol : chosen) of_symbol[fold] = one;
        } else {
            for (std::size_t s = 0; s < symbols.size(); ++s)
                if (fold < chosen[s].size())
                    chosen[s][fold] = best_of(values(s, 2 * fold), plan.costs.size(), goal);
        }
    }
    return chosen;
}

Stitched stitch(SweepPlan const& plan, SymbolWindows const& symbol, ColumnSet const& columns,
                std::vector<Chosen> const& chosen, Backend& backend) {
    Stitched result;
    WalkForwardSpec const& spec = plan.study.walkforward;
    bool const overlap = spec.step > 0 && spec.step < spec.test;
    bool const all = std::all_of(chosen.begin(), chosen.end(), [](Chosen const& c) { return c.any; });
    if (overlap || !all) return result;
    double const cash = plan.study.execution.cash;
    std::vector<window_sums> const tests = chosen_sums(plan, symbol, columns, chosen, backend);
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
        window_sums const& s = tests[fold];
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
