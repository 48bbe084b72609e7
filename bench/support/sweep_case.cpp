#include "bench/support/sweep_case.hpp"

#include <algorithm>
#include <utility>

#include "bench/support/bits.hpp"
#include "bench/support/keep_memory.hpp"
#include "bench/support/market.hpp"
#include "bench/support/verify.hpp"
#include "engine/backend/choose.hpp"
#include "engine/catalogue/catalogue.hpp"
#include "engine/catalogue/metrics.hpp"
#include "engine/plan/windows.hpp"

namespace basicbot {

SweepCase::SweepCase(Study const& study, std::int64_t bars, BenchOptions const& options)
    : plan_(make_sweep_plan(study)),
      series_(synthetic_series(plan_.lowered.longest_warmup() + 1 + bars, options.seed)),
      backend_(choose_backend({options.device, options.threads, options.simd, options.times}).backend),
      how_(choose_evaluator(plan_, series_)),
      level_(options.full ? sums_full : sums_lean) {
    keep_memory();
    set_windows({{plan_.lowered.longest_warmup() + 1, plan_.lowered.longest_warmup() + 1 + bars}});
}

void SweepCase::set_windows(std::vector<window> windows) {
    windows_ = std::move(windows);
    contexts_.clear();
    for (window const& w : windows_)
        contexts_.push_back(make_context(series_, w, plan_.study.metrics, plan_.study.execution.cash));
    sums_.resize(windows_.size() * cells());
    metrics_.resize(swept_metrics * sums_.size());
}

Lap SweepCase::compute_columns() {
    columns_.reset();
    return timed([&] { columns_ = plan_columns(plan_.lowered, series_, *backend_); });
}

Lap SweepCase::sweep() {
    sweep_task task{};
    task.bars = bars_of(series_);
    task.planes = plan_.lowered.planes.data();
    task.plane_count = static_cast<std::int64_t>(plan_.lowered.planes.size());
    task.program = plan_.lowered.gates();
    task.leaves = plan_.lowered.leaves.data();
    task.cell_count = static_cast<std::int64_t>(plan_.grid.cell_count());
    task.costs = plan_.costs.data();
    task.cost_count = static_cast<std::int32_t>(plan_.costs.size());
    task.windows = windows_.data();
    task.contexts = contexts_.data();
    task.window_count = static_cast<std::int32_t>(windows_.size());
    task.how = how_;
    task.level = level_;
    task.order = plan_.order.data();
    task.out = sums_.data();
    MetricEntry const* metric[swept_metrics];
    for (int m = 0; m < swept_metrics; ++m) metric[m] = find_metric(swept_metric_names[m]);
    return timed([&] {
        backend_->sweep(task, *columns_, {});
        double* to = metrics_.data();
        for (MetricEntry const* m : metric)
            for (std::size_t w = 0; w < windows_.size(); ++w)
                for (std::size_t i = 0; i < cells(); ++i)
                    *to++ = m->finish(sums_[w * cells() + i], contexts_[w]);
    });
}

double SweepCase::bar_combinations() const {
    double bars = 0;
    for (window const& w : windows_) bars += static_cast<double>(w.end - w.begin);
    return bars * static_cast<double>(cells());
}

double SweepCase::fills_per_bar() const {
    double trades = 0;
    for (window_sums const& s : sums_) trades += s.trades;
    return 2 * trades / bar_combinations();
}

std::int32_t SweepCase::column_number(std::string const& entry, double n) const {
    IndicatorEntry const& wanted = *find_indicator(entry);
    for (std::size_t i = 0; i < plan_.lowered.columns.size(); ++i) {
        ColumnSpec const& c = plan_.lowered.columns[i];
        if (c.entry != wanted.number) continue;
        ColumnBatch const& batch = plan_.lowered.batches[static_cast<std::size_t>(c.batch)];
        if (batch.params[static_cast<std::size_t>(c.lane) * wanted.params.size()] == n)
            return first_computed_column + static_cast<std::int32_t>(i);
    }
    not_verified("a plan without the column " + entry + " of " + std::to_string(n));
}

SweepCase::Column const& SweepCase::column(std::string const& entry, double n) {
    auto const [at, fresh] = read_.try_emplace({entry, n});
    if (fresh) {
        at->second.resize(series_.size());
        columns_->read(column_number(entry, n), at->second.data());
    }
    return at->second;
}

nlohmann::json SweepCase::verify_columns() const {
    Deviation off("column", 1e-9);
    long checked = 0;
    for (auto const& [entry, windows] : peer_columns())
        for (std::size_t i : {std::size_t{0}, windows.size() / 2, windows.size() - 1}) {
            Column got(series_.size());
            columns_->read(column_number(entry, windows[i]), got.data());
            Column const want = reference_column(entry, windows[i]);
            for (std::size_t t = 0; t < got.size(); ++t)
                off.relative(got[t], want[t], entry + " at bar " + std::to_string(t));
            ++checked;
        }
    return {{"columns", checked}, {"worst_relative", off.worst()}};
}

reference_result SweepCase::reference(std::size_t cell, std::size_t cost, std::size_t window) {
    return reference_ledger(series_, rules_of(plan_.grid.values(cell)), plan_.costs[cost], windows_[window]);
}

nlohmann::json SweepCase::verify(std::int64_t samples) {
    Deviation wealth("wealth", 1e-9), drawdown("drawdown", 1e-9), exact("trades or wins", 0);
    Deviation sums("sum of returns", 1e-9);
    std::size_t const count = plan_.grid.cell_count();
    std::size_t const wanted = std::min<std::size_t>(static_cast<std::size_t>(samples), count);
    for (std::size_t i = 0; i < wanted; ++i) {
        std::size_t const cell = wanted == 1 ? 0 : i * (count - 1) / (wanted - 1);
        for (std::size_t cost = 0; cost < plan_.costs.size(); ++cost)
            for (std::size_t w = 0; w < windows_.size(); ++w) {
                reference_result const want = reference(cell, cost, w);
                window_sums const& got = sums_[w * cells() + cost * count + cell];
                std::string const where = "cell " + std::to_string(cell) + " in window " + std::to_string(w);
                exact.absolute(got.trades, want.trades, where);
                exact.absolute(got.wins, want.wins, where);
                wealth.relative(got.wealth, want.wealth, where);
                drawdown.absolute(got.drawdown, want.drawdown, where);
                sums.absolute(got.s1, want.s1, where);
                sums.absolute(got.s2, want.s2, where);
            }
    }
    return {{"against", "sequential float64 ledger, one cell after the other"},
            {"cells", wanted},
            {"windows", windows_.size()},
            {"trades_and_wins", "equal"},
            {"worst_wealth_relative", wealth.worst()},
            {"worst_drawdown", drawdown.worst()},
            {"worst_sum_of_returns", sums.worst()},
            {"tolerance", wealth.tolerance()},
            {"columns", verify_columns()}};
}

nlohmann::json SweepCase::facts() const {
    SweepPlan const& p = plan_;
    return {{"device", backend_->name()},
            {"strategy", p.study.strategy.use},
            {"side", p.study.execution.side},
            {"cells", p.grid.cell_count()},
            {"bars", windows_.front().end - windows_.front().begin},
            {"columns", p.lowered.columns.size()},
            {"planes", p.lowered.planes.size()},
            {"evaluator", how_ == evaluator::events ? "events" : "bar_loop"},
            {"sums", level_ == sums_lean ? "lean" : "full"},
            {"metrics", swept_metric_names},
            {"fills_per_bar_combination", fills_per_bar()},
            {"unit", "bar-combination"},
            {"units", bar_combinations()},
            {"timed", "planes, tables, sweep of all cells, five metrics a cell"},
            {"apart", "indicator columns (columns_wall_s)"}};
}

nlohmann::json SweepCase::checksums() const {
    double trades = 0, wins = 0, wealth = 0, worst = 0;
    for (window_sums const& s : sums_) {
        trades += s.trades;
        wins += s.wins;
        wealth += s.wealth;
        worst = std::min(worst, s.drawdown);
    }
    return {{"trades", trades},
            {"wins", wins},
            {"wealth", wealth},
            {"worst_drawdown", worst},
            {"bits", bits_of(std::span(std::as_const(metrics_)), bits_of(std::span(sums_)))}};
}

void SweepCase::write_inputs(RawFiles& files, nlohmann::json& header) const {
    if (!files.wanted()) return;
    auto const bars = static_cast<std::int64_t>(series_.size());
    files.write("open", series_.open, {bars});
    files.write("high", series_.high, {bars});
    files.write("low", series_.low, {bars});
    files.write("close", series_.close, {bars});
    nlohmann::json order = nlohmann::json::array();
    std::vector<double> all;
    std::int64_t count = 0;
    for (auto const& [entry, windows] : peer_columns())
        for (double n : windows) {
            order.push_back({entry, n});
            all.resize(all.size() + series_.size());
            columns_->read(column_number(entry, n), all.data() + count++ * bars);
        }
    files.write("columns", all, {count, bars});
    std::vector<double> values;
    for (std::size_t cell = 0; cell < plan_.grid.cell_count(); ++cell)
        for (double v : plan_.grid.values(cell)) values.push_back(v);
    auto const cell_count = static_cast<std::int64_t>(plan_.grid.cell_count());
    files.write("cells", values, {cell_count, static_cast<std::int64_t>(values.size()) / cell_count});
    files.write("results", metrics_,
                {swept_metrics, static_cast<std::int64_t>(windows_.size()),
                 static_cast<std::int64_t>(plan_.costs.size()), cell_count});
    header["column_order"] = order;  // rows of "columns": [indicator, window]; NaN before the warm-up
    header["cell_values"] = nlohmann::json::array();
    for (auto const& p : plan_.strategy.parameters) header["cell_values"].push_back(p.name);
    header["axes"] = nlohmann::json::array();  // cells are numbered row-major, the last axis fastest
    for (ParameterAxis const& a : plan_.grid.axes)
        header["axes"].push_back({{"name", a.name}, {"values", a.values}});
    header["result_order"] = swept_metric_names;
    header["begin"] = windows_.front().begin;  // measured bars are [begin, end)
    header["end"] = windows_.front().end;
    header["bars_per_year"] =
        contexts_.front().bars_per_year;  // Sharpe: mean / deviation (ddof 1) * sqrt of this
    header["fee"] = plan_.costs.front().fee;
    header["slippage"] = plan_.costs.front().slippage;
    header["stop"] = plan_.costs.front().stop;
    header["semantics"] =
        "A signal at the close of bar t fills at the open of t + 1. The window starts flat; signals from bar "
        "begin - 1 "
        "count. A position open after the last bar is closed at its close with costs. All in; price = open * "
        "(1 + "
        "slippage) to buy, * (1 - slippage) to sell; the fee is a fraction of that notional. Stop: level = "
        "fill price "
        "* (1 -+ stop), tested at the open, then at low or high; filled at the level, or at the open where "
        "that is "
        "worse; the side stays blocked until its entry rule has been false.";
}

}  // namespace basicbot
