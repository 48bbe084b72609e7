// A Monte Carlo study from bars to a cube.

#include "engine/runner/montecarlo.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "engine/observe/error.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/paths/run_paths.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

// Only paths, in cuts of 1,000.
class PathBackend : public Backend {
  public:
    std::string name() const override { return "test"; }
    std::unique_ptr<ColumnSet> columns(bar_view, GivenColumns, std::vector<column_task> const&,
                                       int32_t) override {
        return nullptr;
    }
    void sweep(sweep_task const&, ColumnSet const&, Progress const&) override {}
    std::unique_ptr<LoopSession> session(loop_task const&) override { return nullptr; }
    void paths(path_task const& task, Progress const& progress) override {
        for (int64_t begin = 0; begin < task.count; begin += 1000) {
            run_paths<scalar_float_lanes>(task, begin, std::min(task.count, begin + 1000));
            if (!progress(static_cast<double>(begin) / static_cast<double>(task.count))) throw Cancelled();
        }
    }
};

// Daily closes of a seeded walk; all other prices equal the close.
struct Bars {
    std::vector<int64_t> time, close_time;
    std::vector<double> close;
    Series series;

    Bars(std::string const& symbol, int n, uint64_t seed) {
        int64_t const day = 86400000000000;
        TestRandom random(seed);
        double price = 100;
        for (int i = 0; i < n; ++i) {
            time.push_back(i * day);
            close_time.push_back((i + 1) * day);
            close.push_back(price *= exact_exp(0.0005 + 0.01 * random.bell()));
        }
        series.symbol = symbol;
        series.timeframe = "1d";
        series.time = time;
        series.close_time = close_time;
        series.open = series.high = series.low = series.close = series.volume = close;
    }
};

Study study_of(std::string const& model) {
    Study study;
    study.name = "mc";
    study.kind = StudyKind::montecarlo;
    study.data.symbols = {"A", "B"};
    study.montecarlo.model = model;
    study.montecarlo.paths = 6000;
    study.montecarlo.horizon = 200;
    return study;
}

std::vector<double> const& values(Cube const& cube, std::string const& name) {
    for (CubeVariable const& v : cube.variables)
        if (v.name == name) return std::get<std::vector<double>>(v.values);
    throw std::runtime_error("no variable " + name);
}

std::string attribute(Cube const& cube, std::string const& name) {
    for (auto const& [key, value] : cube.attributes)
        if (key == name) return value;
    return "";
}

Cube run_on(Backend& backend, Study const& study, std::vector<Series> const& series,
            std::vector<std::vector<double>> const& returns = {}, RunProgress const& progress = {}) {
    Stages stages(progress);
    PathWork const work{study, series, make_path_inputs(study, series, returns),
                        path_shape(study.montecarlo)};
    return run_montecarlo(work, backend, stages);
}

Cube run(Study const& study, std::vector<std::vector<double>> const& returns = {}) {
    static Bars const a("A", 1500, 1), b("B", 900, 2);
    PathBackend backend;
    return run_on(backend, study, {a.series, b.series}, returns);
}

TEST(MonteCarlo, gbm_figures_agree_with_the_lognormal_law) {
    Cube const cube = run(study_of("gbm"));
    for (std::size_t s = 0; s < 2; ++s) {
        double const drift = values(cube, "log_drift")[s] * 200;
        double const spread = values(cube, "log_volatility")[s] * std::sqrt(200.0);
        EXPECT_NEAR(values(cube, "mean_return")[s], std::exp(drift + spread * spread / 2) - 1,
                    4 * values(cube, "mean_return_se")[s]);
        EXPECT_NEAR(values(cube, "probability_of_loss")[s], normal_cdf(-drift / spread),
                    4 * values(cube, "probability_of_loss_se")[s]);
        for (std::size_t l = 0; l < 2; ++l) {  // levels 0.95, 0.99
            double const level = l == 0 ? 0.95 : 0.99;
            double const truth = 1 - std::exp(drift + spread * normal_quantile(1 - level));
            EXPECT_NEAR(values(cube, "value_at_risk")[2 * s + l], truth,
                        4 * values(cube, "value_at_risk_se")[2 * s + l]);
            EXPECT_GT(values(cube, "expected_shortfall")[2 * s + l],
                      values(cube, "value_at_risk")[2 * s + l]);
        }
        double const median = values(cube, "terminal_quantile")[5 * s + 2];
        EXPECT_NEAR(median, std::exp(drift) - 1, 4 * values(cube, "terminal_quantile_se")[5 * s + 2]);
        EXPECT_LT(values(cube, "mean_drawdown")[s], 0);
    }
}

TEST(MonteCarlo, fan_ends_at_the_terminal_quantiles) {
    Study study = study_of("gbm");
    study.montecarlo.horizon = 192;  // a band every 3 bars
    Cube const cube = run(study);
    auto const& fan = values(cube, "fan_quantile");
    ASSERT_EQ(fan.size(), 2u * 64 * 5);
    for (std::size_t q = 0; q < 5; ++q) {
        EXPECT_EQ(fan[63 * 5 + q], values(cube, "terminal_quantile")[q]);
        EXPECT_EQ(fan[(64 + 63) * 5 + q], values(cube, "terminal_quantile")[5 + q]);
    }
}

TEST(MonteCarlo, parameters_per_year_replace_the_history) {
    Study study = study_of("gbm");
    study.montecarlo.stated = {{"drift", 0.0}, {"volatility", 0.3}};
    Cube const cube = run(study);
    double const k = values(cube, "bars_per_year")[0];
    EXPECT_NEAR(k, 365.2425, 1e-9);
    EXPECT_NEAR(values(cube, "log_volatility")[0], 0.3 / std::sqrt(k), 1e-15);
    EXPECT_NEAR(values(cube, "log_drift")[0], -0.045 / k, 1e-15);
}

TEST(MonteCarlo, A19_bootstrap_states_its_block_and_shares_the_longest) {
    Cube const cube = run(study_of("stationary_bootstrap"));
    EXPECT_GE(std::stod(attribute(cube, "mean_block")), 1.0);
    EXPECT_NE(attribute(cube, "drawdown_meaning").find("not a confidence interval"), std::string::npos);
    for (std::size_t s = 0; s < 2; ++s) {  // resampling keeps the mean of the log returns
        double const drift = values(cube, "log_drift")[s] * 200,
                     spread = values(cube, "log_volatility")[s] * std::sqrt(200.0);
        EXPECT_NEAR(values(cube, "terminal_quantile")[5 * s + 2], std::exp(drift) - 1, 0.1 * spread + 0.02);
    }
    static Bars const longer("A", 1500, 1), shorter("B", 900, 2);
    auto const block = [](std::vector<Series> const& series) {
        PathBackend backend;
        return std::stod(attribute(run_on(backend, study_of("stationary_bootstrap"), series), "mean_block"));
    };
    double const a = block({longer.series}), b = block({shorter.series});
    EXPECT_NE(a, b);
    EXPECT_EQ(std::stod(attribute(cube, "mean_block")), std::max(a, b));
    Study given = study_of("stationary_bootstrap");
    given.montecarlo.stated = {{"mean_block", 12.5}};
    EXPECT_EQ(attribute(run(given), "mean_block"), "12.5");
    EXPECT_EQ(attribute(run(given), "mean_block_rule"), "given");
    EXPECT_NE(attribute(cube, "mean_block_rule").find("longest of the symbols"), std::string::npos);
}

TEST(MonteCarlo, strategy_returns_are_resampled_as_they_are) {
    std::vector<std::vector<double>> const returns = {std::vector<double>(50, 0.001),
                                                      std::vector<double>(50, -0.001)};
    Study study = study_of("stationary_bootstrap");
    study.montecarlo.of = "strategy";
    Cube const cube = run(study, returns);
    EXPECT_NEAR(values(cube, "mean_return")[0], std::pow(1.001, 200) - 1, 1e-12);
    EXPECT_EQ(values(cube, "probability_of_loss")[0], 0.0);
    EXPECT_EQ(values(cube, "probability_of_loss")[1], 1.0);
    EXPECT_NEAR(values(cube, "value_at_risk")[2], 1 - std::pow(0.999, 200), 1e-12);
}

TEST(MonteCarlo, same_study_same_content_and_another_seed_another) {
    Study study = study_of("gbm");
    std::string const first = content_hash(run(study));
    EXPECT_EQ(content_hash(run(study)), first);
    study.seed = 2;
    EXPECT_NE(content_hash(run(study)), first);
}

TEST(MonteCarlo, document_names_levels_and_quantiles) {
    nlohmann::json const document = montecarlo_document(run(study_of("gbm")));
    ASSERT_EQ(document.size(), 2u);
    EXPECT_EQ(document[1]["symbol"], "B");
    EXPECT_TRUE(document[0]["value_at_risk"]["0.95"].is_number());
    EXPECT_TRUE(document[0]["drawdown_quantile"]["0.05"].is_number());
    EXPECT_FALSE(document[0].contains("fan_quantile"));
}

// Resident bytes of this process.
double resident() {
    long all = 0, present = 0;
    std::ifstream("/proc/self/statm") >> all >> present;
    return static_cast<double>(present) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// A hundred million paths are 1.6 GB of results; to clear them first took seconds without any progress.
TEST(MonteCarlo, results_are_not_touched_before_the_first_paths) {
#if defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the thread sanitizer has memory of its own for what is asked for";
#endif
    struct Watching : PathBackend {
        double at_first = 0;
        void paths(path_task const&, Progress const&) override {
            at_first = resident();
            throw Cancelled();
        }
    } backend;
    static Bars const a("A", 300, 1);
    Study study = study_of("gbm");
    study.montecarlo.paths = 20'000'000;
    double const before = resident();
    EXPECT_THROW(run_on(backend, study, {a.series}), Error);
    EXPECT_LT(backend.at_first - before, 0.5 * 16 * 20e6);
}

TEST(MonteCarlo, a_request_to_stop_is_obeyed_in_every_stage) {
    static Bars const a("A", 300, 1);
    for (std::string const stage : {"paths", "figures"}) {
        PathBackend backend;
        Study study = study_of("gbm");
        study.montecarlo.paths = 100000;
        study.montecarlo.horizon = 3;
        try {
            run_on(backend, study, {a.series}, {}, [&](std::string const& s, double) { return s != stage; });
            FAIL() << stage;
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::interrupted) << stage;
        }
    }
}

TEST(MonteCarlo, progress_of_every_stage_only_rises) {
    static Bars const a("A", 300, 1);
    PathBackend backend;
    Study study = study_of("gbm");
    study.montecarlo.paths = 200000;
    study.montecarlo.horizon = 3;
    std::map<std::string, double> done;
    std::map<std::string, int> reports;
    run_on(backend, study, {a.series}, {}, [&](std::string const& stage, double share) {
        EXPECT_GE(share, done[stage]) << stage;
        EXPECT_LE(share, 1.0) << stage;
        done[stage] = share;
        ++reports[stage];
        return true;
    });
    EXPECT_GE(reports["paths"], 4);
    EXPECT_GE(reports["figures"], 3);
    EXPECT_GT(done["figures"], 0.7);
}

}  // namespace
}  // namespace basicbot
