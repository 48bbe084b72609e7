#pragma once
// One study swept over one synthetic series through the program's own plan and backend, with the slow
// reference of its cells. Five metrics a cell: total return, Sharpe ratio, maximum drawdown on every bar's
// close, trades, win rate.

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/raw_files.hpp"
#include "bench/support/reference_ledger.hpp"
#include "bench/support/stopwatch.hpp"
#include "engine/runner/evaluate.hpp"

namespace basicbot {

inline constexpr int swept_metrics = 5;
inline constexpr char const* swept_metric_names[swept_metrics] = {"total_return", "sharpe", "max_drawdown",
                                                                  "trades", "win_rate"};

class SweepCase {
  public:
    // `bars` measured bars follow the longest warm-up and the bar whose signals decide the first of them.
    SweepCase(Study const& study, std::int64_t bars, BenchOptions const& options);
    virtual ~SweepCase() = default;

    // The work: columns, then the sweep with its planes, tables and metrics. Into memory that is already
    // there.
    Lap compute_columns();
    Lap sweep();
    // Instead of the one window of all measured bars.
    void set_windows(std::vector<window> windows);

    // Compares columns and cells with the slow reference; call after compute_columns() and sweep().
    nlohmann::json verify(std::int64_t samples);
    // The slow reference of one cell in one window; call after compute_columns().
    reference_result reference(std::size_t cell, std::size_t cost, std::size_t window);
    // Bars, columns, grid, costs and results for a peer.
    void write_inputs(RawFiles& files, nlohmann::json& header) const;
    nlohmann::json facts() const;
    nlohmann::json checksums() const;

    SweepPlan const& plan() const { return plan_; }
    Series const& series() const { return series_; }
    std::vector<window> const& windows() const { return windows_; }
    std::vector<metric_context> const& contexts() const { return contexts_; }
    std::vector<window_sums> const& sums() const { return sums_; }
    std::size_t cells() const { return plan_.grid.cell_count() * plan_.costs.size(); }
    evaluator how() const { return how_; }
    double bar_combinations() const;  // over all windows
    double fills_per_bar() const;     // entries and exits per bar-combination of the last sweep

  protected:
    // The rules of a cell, from `column`, and the columns a peer needs in the order of `columns_for_peer`.
    using Column = std::vector<double>;
    virtual std::function<reference_rules(std::int64_t)> rules_of(std::vector<double> const& values) = 0;
    virtual std::vector<std::pair<std::string, std::vector<double>>> peer_columns() const = 0;  // entry, n
    virtual Column reference_column(std::string const& entry, double n) const = 0;

    // The backend's column of `entry` over the closes with the window n, read once.
    Column const& column(std::string const& entry, double n);

  private:
    std::int32_t column_number(std::string const& entry, double n) const;
    nlohmann::json verify_columns() const;

    SweepPlan plan_;
    Series series_;
    std::unique_ptr<Backend> backend_;
    std::unique_ptr<ColumnSet> columns_;
    std::vector<window> windows_;
    std::vector<metric_context> contexts_;
    std::vector<window_sums> sums_;
    std::vector<double> metrics_;  // [metric][window][cost][cell]
    evaluator how_;
    sums_level level_;
    std::map<std::pair<std::string, double>, Column> read_;
};

// A study in memory: fee and slippage in basis points, stop as a fraction (0 = none), side "long" or "both".
Study sweep_study(std::string const& strategy, std::vector<ParameterAxis> params, std::string const& side,
                  double stop);

// Whole numbers count in a row.
ParameterAxis whole_axis(std::string name, int from, int count);

// Crossovers of two simple moving averages: fast x slow windows.
std::unique_ptr<SweepCase> crossover_case(BenchOptions const& options, std::string const& side, double stop,
                                          std::int64_t bars);
// The latch of the relative strength index: 20 windows x 32 lower x 32 upper levels.
std::unique_ptr<SweepCase> rsi_case(BenchOptions const& options, std::int64_t bars);

}  // namespace basicbot
