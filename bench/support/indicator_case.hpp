#pragma once
// Columns of five indicators over one series, many windows each, through the program's backend.

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/raw_files.hpp"
#include "bench/support/stopwatch.hpp"
#include "engine/bars/series.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// sma, ema, rsi, atr (one output) and bbands (three), 32 windows each: 5, 8, 11, ...
class IndicatorCase {
  public:
    IndicatorCase(std::int64_t bars, BenchOptions const& options);

    static std::vector<std::string> const& names();
    // Computes all columns of one indicator, into memory that the process has had before: page faults would
    // otherwise be most of the time.
    Lap run(std::string const& name);
    nlohmann::json verify();
    void write_inputs(RawFiles& files, nlohmann::json& header);
    nlohmann::json facts() const;
    nlohmann::json checksums();
    double values(std::string const& name) const;  // computed by one run

  private:
    struct Work;
    column_task task_of(Work const& work) const;
    Work const& work(std::string const& name) const;

    Series series_;
    std::unique_ptr<Backend> backend_;
    std::unique_ptr<ColumnSet> columns_;  // of the last run
    std::vector<std::shared_ptr<Work>> works_;
};

}  // namespace basicbot
