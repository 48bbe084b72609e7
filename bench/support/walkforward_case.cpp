#include "bench/support/walkforward_case.hpp"

#include <cmath>
#include <limits>

#include "bench/support/verify.hpp"
#include "engine/plan/windows.hpp"
#include "engine/runner/walkforward.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t train_bars = 504, test_bars = 21;

BenchOptions grid_of(BenchOptions options) {
    options.fast_from = 5, options.fast_count = 20;
    options.slow_from = 30, options.slow_count = 25;
    options.full = true;  // as the program asks for
    return options;
}

// Mean over deviation (ddof 1), which ranks as the Sharpe ratio without a risk-free rate does.
double reference_score(reference_result const& r, double bars) {
    double const variance = (r.s2 - r.s1 * r.s1 / bars) / (bars - 1);
    return variance > 0 ? r.s1 / bars / std::sqrt(variance) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

WalkForwardCase::WalkForwardCase(std::int64_t bars, BenchOptions const& options)
    : folds_(crossover_case(grid_of(options), "long", 0, bars)),
      whole_(crossover_case(grid_of(options), "long", 0, bars)) {
    WalkForwardSpec spec;
    spec.train = train_bars;
    spec.test = spec.step = test_bars;
    std::vector<window> windows;
    for (Fold const& fold : make_folds(spec, folds_->windows().front())) {
        windows.push_back(fold.train);
        windows.push_back(fold.test);
    }
    folds_->set_windows(windows);
    symbols_.resize(1);
    symbols_[0].series = folds_->series();
    symbols_[0].how = folds_->how();
    symbols_[0].windows = windows;
    symbols_[0].contexts = folds_->contexts();
    whole_->compute_columns();
}

WalkForwardCase::Laps WalkForwardCase::run() {
    Laps laps;
    laps.columns = folds_->compute_columns();
    laps.windows = folds_->sweep();
    MetricEntry const& metric = *find_metric(folds_->plan().study.walkforward.select);
    laps.choice = timed([&] {
        chosen_ = choose_cells(folds_->plan(), symbols_, [&](std::size_t, std::size_t window) {
            std::size_t const cells = folds_->plan().grid.cell_count();
            std::vector<double> values;
            for (std::size_t cell = 0; cell < cells; ++cell)
                values.push_back(
                    metric.finish(folds_->sums()[window * cells + cell], symbols_[0].contexts[window]));
            return values;
        });
    });
    return laps;
}

Lap WalkForwardCase::one_sweep() { return whole_->sweep(); }

double WalkForwardCase::bar_combinations() const { return whole_->bar_combinations(); }

nlohmann::json WalkForwardCase::verify(std::int64_t samples) {
    nlohmann::json facts = folds_->verify(samples);
    std::size_t const cells = folds_->plan().grid.cell_count();
    Deviation off("score of the chosen cell", 1e-9);
    for (std::size_t fold = 0; fold < chosen_[0].size(); ++fold) {
        double best = -std::numeric_limits<double>::infinity();
        double chosen = best;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            double const score = reference_score(folds_->reference(cell, 0, 2 * fold), train_bars);
            if (score > best) best = score;
            if (chosen_[0][fold].any && cell == chosen_[0][fold].cell) chosen = score;
        }
        off.absolute(chosen, best, "fold " + std::to_string(fold));
    }
    facts["folds_with_the_best_cell"] = off.count();
    return facts;
}

nlohmann::json WalkForwardCase::facts() const {
    nlohmann::json facts = folds_->facts();
    facts["bars"] = whole_->windows().front().end - whole_->windows().front().begin;
    facts["folds"] = folds_->windows().size() / 2;
    facts["train"] = train_bars;
    facts["test"] = test_bars;
    facts["units"] = bar_combinations();
    facts["timed"] = "columns, all train and test windows of all cells, the choice of a cell per fold";
    facts["apart"] = "one_sweep_wall_s: the same cells once over all measured bars";
    return facts;
}

nlohmann::json WalkForwardCase::checksums() const {
    nlohmann::json sums = folds_->checksums();
    double numbers = 0;
    for (Chosen const& c : chosen_[0]) numbers += static_cast<double>(c.cell);
    sums["chosen_cells"] = numbers;
    return sums;
}

void WalkForwardCase::write_inputs(RawFiles& files, nlohmann::json& header) const {
    if (!files.wanted()) return;
    folds_->write_inputs(files, header);
    std::vector<std::int64_t> bounds, chosen;  // [fold][train begin, train end, test begin, test end]
    for (window const& w : folds_->windows()) bounds.insert(bounds.end(), {w.begin, w.end});
    for (Chosen const& c : chosen_[0]) chosen.push_back(static_cast<std::int64_t>(c.cell));
    auto const folds = static_cast<std::int64_t>(chosen.size());
    files.write("folds", std::span<std::int64_t const>(bounds), {folds, 4});
    files.write("chosen", std::span<std::int64_t const>(chosen), {folds});
}

}  // namespace basicbot
