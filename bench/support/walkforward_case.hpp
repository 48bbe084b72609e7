#pragma once
// A walk-forward grid search through the program's own parts: columns, the sums of every cell in every train
// and test window, the choice of a cell per fold.

#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/sweep_case.hpp"
#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

class WalkForwardCase {
  public:
    WalkForwardCase(std::int64_t bars, BenchOptions const& options);

    struct Laps {
        Lap columns, windows, choice;
        Lap all() const { return columns + windows + choice; }
    };
    Laps run();
    // The same cells once over all measured bars, without folds.
    Lap one_sweep();

    // Sums of sampled cells in every window, and the chosen cells of all folds, against the slow reference.
    nlohmann::json verify(std::int64_t samples);
    void write_inputs(RawFiles& files, nlohmann::json& header) const;
    nlohmann::json facts() const;
    nlohmann::json checksums() const;
    double bar_combinations() const;  // measured bars x cells: folds and their overlap do not count

  private:
    std::unique_ptr<SweepCase> folds_, whole_;
    std::vector<SymbolWindows> symbols_;
    std::vector<std::vector<Chosen>> chosen_;
};

}  // namespace basicbot
