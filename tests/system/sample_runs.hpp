#pragma once
// Studies run inside the test's process on two short series: real days and synthetic ones.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/bars/store.hpp"
#include "engine/catalogue/metrics.hpp"
#include "engine/catalogue/names.hpp"
#include "engine/config/study_reader.hpp"
#include "engine/cube/cube.hpp"
#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/synth.hpp"
#include "engine/runner/evaluate.hpp"
#include "engine/runner/run_study.hpp"
#include "tests/support/places.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {

// A store "bars" with GOOG (days of 2004-2008) and WAVES (as many synthetic days in calm and wild stretches).
class SampleRuns {
  public:
    SampleRuns() {
        Store store = Store::create(folder_.file("bars"));
        CsvImportOptions options;
        options.timezone = "America/New_York";
        options.stamp = "open";
        options.timeframe = "1d";
        options.session_close = "16:00";
        CsvImport const real = import_csv(source_dir() + "/datasets/goog_1d.csv", options);
        store.write(real.bars, real.attributes, "GOOG", "1d", WriteMode::create);
        SynthOptions synth;
        synth.model = SynthModel::regimes;
        synth.bars = real.bars.size();  // one number of folds
        synth.seed = 5;
        SynthBars const made = make_synthetic(synth);
        store.write(made.bars, made.attributes, "WAVES", "1d", WriteMode::create);
    }

    FreshFolder const& folder() const { return folder_; }
    Series load(std::string const& symbol) const {
        return Store::open(folder_.file("bars")).load(symbol, "1d");
    }

    // The study that `text` says, on this store. The place of the store is no part of its text, so that
    // content hashes are those of any other run.
    Study study(std::string const& text, std::vector<std::string> overrides = {}) const {
        overrides.push_back("data.store=" + folder_.file("bars"));
        Study s = parse_study(text, "study.toml", overrides, catalogue_names());
        s.text = text;
        s.output.cube = folder_.file("result.h5");
        return s;
    }

    struct Result {
        nlohmann::json document;
        Cube cube;
        std::string hash;
    };
    Result run(Study const& study, BackendRequest const& backend = {"cpu", 1, "plain"}) const {
        RunOptions options;
        options.backend = backend;
        Result result;
        result.document = run_study(study, options, {});
        result.cube = read_cube(study.output.cube);
        result.hash = result.document.at("cube").at("content_hash");
        return result;
    }
    Result run(std::string const& text, BackendRequest const& backend = {"cpu", 1, "plain"}) const {
        return run(study(text), backend);
    }

  private:
    FreshFolder folder_;
};

// The cells of a plan as they are numbered.
inline std::vector<std::uint32_t> every_cell(SweepPlan const& plan) {
    std::vector<std::uint32_t> cells(plan.grid.cell_count());
    std::iota(cells.begin(), cells.end(), 0u);
    return cells;
}

inline CubeVariable const& variable_of(Cube const& cube, std::string const& name) {
    for (CubeVariable const& v : cube.variables)
        if (v.name == name) return v;
    throw std::runtime_error("the cube has no variable " + name);
}

inline std::vector<double> const& numbers_of(Cube const& cube, std::string const& name) {
    return std::get<std::vector<double>>(variable_of(cube, name).values);
}

inline std::vector<std::string> const& texts_of(Cube const& cube, std::string const& name) {
    return std::get<std::vector<std::string>>(variable_of(cube, name).values);
}

inline std::string attribute_of(Cube const& cube, std::string const& name) {
    for (auto const& [key, value] : cube.attributes)
        if (key == name) return value;
    return "";
}

inline bool equal_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// ---- the studies that identity and golden tests run

struct NamedStudy {
    std::string name, text;
};

inline std::string const sample_head = R"([data]
store = "bars"
symbols = ["GOOG", "WAVES"]
timeframe = "1d"
)";

// Long only and no stop: evaluated per event.
inline std::string const sample_long_sweep = R"([study]
name = "long"
kind = "sweep"
)" + sample_head + R"([strategy]
use = "sma_cross"
[params]
fast = {from = 3, to = 30, step = 3}
slow = {from = 20, to = 120, step = 10}
where = "fast < slow"
[execution]
fee_bps = 5
slippage_bps = 2
side = "long"
)";

// Both sides with stops and swept costs: evaluated bar by bar.
inline std::string const sample_stop_sweep = R"([study]
name = "stops"
kind = "sweep"
)" + sample_head + R"([strategy]
use = "rsi_reversion"
[params]
n = {sweep = [2, 5, 14]}
lower = {sweep = [20, 30, 40]}
upper = 65
[execution]
fee_bps = {sweep = [0, 5]}
slippage_bps = {sweep = [1, 10]}
side = "both"
[exits]
stop_loss = {sweep = [0, 0.03, 0.1]}
[metrics]
risk_free = 0.02
mar = 0.03
required = 0.01
)";

inline std::string const sample_walkforward = R"([study]
name = "folds"
kind = "walkforward"
)" + sample_head + R"([strategy]
use = "donchian_breakout"
[params]
entry = {from = 5, to = 40, step = 5}
leave = {sweep = [3, 7, 20]}
[execution]
fee_bps = 5
slippage_bps = 2
side = "both"
[walkforward]
train = 400
test = 90
purge = 5
)";

inline std::string const sample_gbm = R"([study]
name = "gbm"
kind = "montecarlo"
seed = 7
)" + sample_head + R"([montecarlo]
model = "gbm"
paths = 3001
horizon = 130
)";

inline std::string const sample_bootstrap = R"([study]
name = "blocks"
kind = "montecarlo"
seed = 8
)" + sample_head + R"([strategy]
use = "sma_cross"
[params]
fast = 10
slow = 30
[execution]
fee_bps = 5
slippage_bps = 2
[montecarlo]
of = "strategy"
model = "stationary_bootstrap"
paths = 2999
horizon = 65
)";

inline std::vector<NamedStudy> sample_studies() {
    return {{"sweep_long", sample_long_sweep},
            {"sweep_stops", sample_stop_sweep},
            {"walkforward", sample_walkforward},
            {"montecarlo_gbm", sample_gbm},
            {"montecarlo_bootstrap", sample_bootstrap}};
}

}  // namespace basicbot
