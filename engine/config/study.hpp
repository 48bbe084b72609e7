#pragma once
// A study as plain data: what one TOML file (plus --set overrides) says. Reading and validation:
// study_reader.hpp.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace basicbot {

enum class StudyKind { sweep, walkforward, montecarlo };

// One axis of the grid. A26: values are the decimal text rounded once; `{from,to,step}` includes `to`.
struct ParameterAxis {
    std::string name;
    std::vector<double> values;  // at least one
    bool swept = false;          // {from,to,step} or {sweep=[...]}: a cube axis even with one value
};

struct DataSpec {
    std::string store;                 // folder
    std::vector<std::string> symbols;  // at least one
    std::string timeframe;
    std::optional<std::int64_t> from;  // ns UTC, inclusive, by open time (A8)
    std::optional<std::int64_t> to;    // ns UTC, exclusive
    std::vector<std::string> series;   // extra series that the rules read by these names
};

struct StrategySpec {
    std::string use;                           // name of a shipped strategy, or path of a .strategy file
    std::map<std::string, std::string> rules;  // in place: long_entry, long_exit, short_entry, short_exit
};

struct ExecutionSpec {
    ParameterAxis fee_bps;       // per side on the slipped notional; required (A24)
    ParameterAxis slippage_bps;  // against the trader, market and stop fills; required (A24)
    ParameterAxis stop_loss;     // fraction of the fill price, 0 = none; section [exits] stop_loss
    double cash = 100000.0;      // start capital, account currency
    std::string side = "both";   // "long": the short rules are ignored, "both"
};

struct MetricSpec {
    double risk_free = 0.0;  // per year
    double mar = 0.0;        // minimum acceptable return per year (Sortino, downside deviation)
    double required = 0.0;   // omega's threshold per year
};

struct WalkForwardSpec {
    std::string scheme = "rolling";  // "rolling" | "anchored"
    std::int64_t train = 0;          // bars
    std::int64_t test = 0;           // bars
    std::int64_t step = 0;           // bars; 0 = test
    std::int64_t purge = 0;          // bars left out between train and test
    std::string select = "sharpe";   // metric
    std::string scope = "symbol";    // "symbol" | "pooled" (A12)
    std::string pool = "mean";       // "mean" | "median", for scope = pooled
};

struct MonteCarloSpec {
    std::string model = "gbm";  // an entry of kernels/paths
    std::string of = "price";   // "price" of each symbol, or "strategy": bar returns of one cell
    std::int64_t paths = 10000;
    std::int64_t horizon = 252;                                     // bars
    std::vector<double> levels = {0.95, 0.99};                      // of VaR and expected shortfall
    std::vector<double> quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};  // of terminal return and drawdown
    std::string calibrate = "history";     // where parameters that are not stated come from
    std::map<std::string, double> stated;  // the model's parameters, by name; also defaults that are numbers
};

struct OutputSpec {
    std::string cube;                  // path of the result; empty = <name>.h5
    std::vector<std::string> metrics;  // empty = the default 20
};

struct Study {
    std::string name;
    StudyKind kind = StudyKind::sweep;
    std::uint64_t seed = 1;
    DataSpec data;
    StrategySpec strategy;
    std::vector<ParameterAxis> params;  // in file order: the cube's axis order
    std::string where;                  // constraint over the parameters, e.g. "fast < slow"; empty = none
    ExecutionSpec execution;
    MetricSpec metrics;
    WalkForwardSpec walkforward;
    MonteCarloSpec montecarlo;
    OutputSpec output;
    bool common_start = true;  // A8
    std::string
        text;  // canonical text of the effective study (file with overrides applied), stored in the cube
};

}  // namespace basicbot
