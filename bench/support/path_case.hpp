#pragma once
// Simulated paths through the program's backend, with the slow reference of single paths.

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/raw_files.hpp"
#include "bench/support/stopwatch.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

class PathCase {
  public:
    // Of the path model "gbm" or "stationary_bootstrap".
    PathCase(std::string const& model, std::int64_t paths, std::int64_t horizon, BenchOptions const& options);

    Lap run();
    // Single paths against the reference; gbm: the mean terminal level against its closed form too.
    nlohmann::json verify(std::int64_t samples) const;
    void write_inputs(RawFiles& files, nlohmann::json& header) const;
    nlohmann::json facts() const;
    nlohmann::json checksums() const;
    double path_steps() const;

  private:
    bool gbm_;
    std::unique_ptr<Backend> backend_;
    std::vector<double> returns_, terminal_, drawdown_;
    path_task task_{};
};

}  // namespace basicbot
