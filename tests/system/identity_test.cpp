// The same study gives the same bits, whatever computes it (DESIGN 1, 4; A10, A25), and the bits of this
// version of the numeric contract.

#include <cstring>
#include <fstream>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/plan/windows.hpp"
#include "engine/runner/contract.hpp"
#include "engine/runner/evaluate.hpp"
#include "engine/runner/sweep_cube.hpp"
#include "kernels/cuda/emulator/emulator_backend.hpp"
#include "tests/support/backends.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

class Identity : public testing::TestWithParam<NamedStudy> {};

TEST_P(Identity, A25_one_content_hash_over_threads_instruction_sets_and_devices) {
    SampleRuns const runs;
    Study const study = runs.study(GetParam().text);
    std::string const want = runs.run(study).hash;
    ASSERT_EQ(want.size(), 32u);
    for (std::string const& simd : cpu_instruction_sets())
        for (int threads : {1, 2, 3, 8})
            EXPECT_EQ(runs.run(study, {"cpu", threads, simd}).hash, want) << simd << " x " << threads;
    EXPECT_EQ(runs.run(study, {"emulator", 0, ""}).hash, want) << "emulator";
    std::string why;
    if (cuda_here(&why)) {
        EXPECT_EQ(runs.run(study, {"cuda", 0, ""}).hash, want) << "cuda";
    }
}

TEST_P(Identity, A25_the_second_run_is_the_same_file) {
    SampleRuns const runs;
    Study const study = runs.study(GetParam().text);
    runs.run(study);
    std::string const first = runs.folder().read("result.h5");
    runs.run(study, {"cpu", 8, ""});
    EXPECT_TRUE(first == runs.folder().read("result.h5")) << "whole-file bytes differ";
}

TEST_P(Identity, the_hash_sees_another_study) {
    SampleRuns const runs;
    Study study = runs.study(GetParam().text);
    std::string const want = runs.run(study).hash;
    study.seed += 1;
    EXPECT_NE(runs.run(study).hash, want);
}

INSTANTIATE_TEST_SUITE_P(All, Identity, testing::ValuesIn(sample_studies()),
                         [](auto const& info) { return info.param.name; });

// All sums of a study's first symbol over its windows, on one backend.
std::vector<window_sums> sums_of(SweepPlan const& plan, Series const& series, Backend& backend) {
    window const range = measured_range(series, plan.study.data, plan.lowered.longest_warmup());
    std::vector<window> windows{range};
    if (plan.study.kind == StudyKind::walkforward)
        for (Fold const& f : make_folds(plan.study.walkforward, range))
            windows.insert(windows.end(), {f.train, f.test});
    std::vector<metric_context> contexts;
    for (window const& w : windows)
        contexts.push_back(make_context(series, w, plan.study.metrics, plan.study.execution.cash));
    auto const columns = plan_columns(plan.lowered, series, backend);
    return evaluate_cells(plan, series, *columns, every_cell(plan), windows, contexts, backend, {});
}

TEST(IdentityOfBatches, device_memory_never_shows) {
    SampleRuns const runs;
    Series const series = runs.load("GOOG");
    for (std::string const& text : {sample_long_sweep, sample_stop_sweep, sample_walkforward}) {
        SweepPlan const plan = make_sweep_plan(runs.study(text));
        auto const want = sums_of(plan, series, *make_cpu_backend(1, "plain"));
        // The columns have to fit; what is left decides the batches.
        std::size_t const columns = (plan.lowered.columns.size() + 5) * series.size() * 8;
        std::size_t const tables = std::size_t{4} << 20;
        for (std::size_t more : {std::size_t{16} << 10, std::size_t{100} << 10, std::size_t{1} << 20}) {
            auto const got = sums_of(plan, series, *make_emulator_backend(columns + tables + more));
            ASSERT_EQ(got.size(), want.size());
            EXPECT_EQ(std::memcmp(got.data(), want.data(), want.size() * sizeof(window_sums)), 0)
                << plan.study.name << " with " << more << " bytes";
        }
    }
}

// A plain sweep over one fold's train or test bars is that fold (A8, A9, A10).
void expect_folds_of_their_own(std::string const& strategy_and_execution, char const* evaluator_name) {
    SampleRuns const runs;
    std::string const tail = strategy_and_execution;
    auto const folds = runs.run("[study]\nname = \"folds\"\nkind = \"walkforward\"\n" + sample_head + tail +
                                "[walkforward]\ntrain = 300\ntest = 77\npurge = 3\n");
    EXPECT_EQ(texts_of(folds.cube, "evaluator").front(), evaluator_name);
    auto const& first = texts_of(folds.cube, "first_bar");
    auto const& last = texts_of(folds.cube, "last_bar");
    std::size_t const per_symbol = first.size() / 2;
    std::vector<std::string> const symbols{"GOOG", "WAVES"};
    int compared = 0;
    for (std::size_t s = 0; s < 2; ++s) {
        Series const series = runs.load(symbols[s]);
        for (std::size_t w = 0; w < per_symbol;
             w += w + 3 < per_symbol ? 3 : 1) {  // trains and tests in turn
            std::size_t const at = s * per_symbol + w;
            Study alone = runs.study("[study]\nname = \"alone\"\nkind = \"sweep\"\n" + sample_head + tail,
                                     {"data.symbols=[\"" + symbols[s] + "\"]"});
            for (std::size_t t = 0; t < series.size(); ++t) {
                std::string const stamp = iso_time(series.time[t]);
                if (stamp == first[at]) alone.data.from = series.time[t];
                if (stamp == last[at]) alone.data.to = series.time[t] + 1;
            }
            ASSERT_TRUE(alone.data.from && alone.data.to) << first[at] << " " << last[at];
            auto const own = runs.run(alone, {"cpu", 2, ""});
            for (MetricEntry const& m : metrics()) {
                auto const& inside = numbers_of(folds.cube, m.info->name);
                auto const& outside = numbers_of(own.cube, m.info->name);
                std::size_t const cells = outside.size();
                ASSERT_EQ(inside.size(), cells * first.size()) << m.info->name;
                for (std::size_t i = 0; i < cells; ++i, ++compared)
                    ASSERT_TRUE(equal_bits(inside[at * cells + i], outside[i]))
                        << m.info->name << " of " << symbols[s] << ", window " << w << ", cell " << i << ": "
                        << inside[at * cells + i] << " in the walk-forward, " << outside[i] << " alone";
            }
        }
    }
    EXPECT_GT(compared, 2000);
}

TEST(Rules, A10_a_fold_run_on_its_own_has_the_same_bits_by_events) {
    expect_folds_of_their_own(R"([strategy]
use = "sma_cross"
[params]
fast = {from = 3, to = 15, step = 4}
slow = {sweep = [20, 35, 50]}
[execution]
fee_bps = 5
slippage_bps = 2
side = "long"
)",
                              "events");
}

TEST(Rules, A10_a_fold_run_on_its_own_has_the_same_bits_bar_by_bar) {
    expect_folds_of_their_own(R"([strategy]
use = "bollinger_reversion"
[params]
n = {sweep = [10, 20]}
k = {sweep = [1, 1.5, 2]}
[execution]
fee_bps = 5
slippage_bps = 2
[exits]
stop_loss = {sweep = [0, 0.04]}
)",
                              "bar_loop");
}

// ---- the bits of the numeric contract

std::string golden_file() { return source_dir() + "/tests/golden/identity.json"; }

std::string hash_of_numbers(std::string const& name, std::vector<double> const& numbers) {
    Cube one;
    one.variables.push_back({name, {}, numbers, "1", "", {}});
    one.axes.push_back({"i", std::vector<std::int64_t>(numbers.size()), "1", "", ""});
    one.variables.front().axes = {"i"};
    return content_hash(one);
}

// study -> variable -> hash of its numbers
nlohmann::json measured_hashes() {
    SampleRuns const runs;
    nlohmann::json all;
    for (NamedStudy const& study : sample_studies())
        for (CubeVariable const& v : runs.run(study.text).cube.variables)
            if (auto const* const numbers = std::get_if<std::vector<double>>(&v.values))
                all[study.name][v.name] = hash_of_numbers(v.name, *numbers);
    return all;
}

// BASICBOT_WRITE_GOLDEN=1 writes the file anew: together with a raised contract version, or where variables
// were added.
TEST(Identity, golden_numbers_of_this_contract) {
    nlohmann::json const now = {{"numeric_contract", numeric_contract}, {"numbers", measured_hashes()}};
    if (std::getenv("BASICBOT_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file()) << now.dump(2) << "\n";
    std::ifstream in(golden_file());
    ASSERT_TRUE(in.good()) << golden_file() << " is missing: run with BASICBOT_WRITE_GOLDEN=1";
    nlohmann::json const golden = nlohmann::json::parse(in);
    ASSERT_EQ(golden.at("numeric_contract"), numeric_contract)
        << "the contract was raised: write the golden numbers of the new version with "
           "BASICBOT_WRITE_GOLDEN=1";
    for (auto const& [study, variables] : golden.at("numbers").items())
        for (auto const& [name, hash] : variables.items()) {
            ASSERT_TRUE(now["numbers"][study].contains(name)) << study << " has lost the variable " << name;
            EXPECT_EQ(now["numbers"][study][name], hash)
                << study << ": the bits of " << name
                << " changed. Where that is meant, raise numeric_contract in engine/runner/contract.hpp, say "
                   "why in "
                   "ARCHITECTURE.md, and write the golden numbers with BASICBOT_WRITE_GOLDEN=1";
        }
    for (auto const& [study, variables] : now.at("numbers").items())
        for (auto const& [name, hash] : variables.items())
            EXPECT_TRUE(golden["numbers"].contains(study) && golden["numbers"][study].contains(name))
                << study << ": " << name << " is new: write the golden numbers with BASICBOT_WRITE_GOLDEN=1";
}

// ---- the real program

TEST(Identity, the_program_gives_the_hash_of_the_library_on_every_device) {
    SampleRuns const runs;
    runs.folder().write("study.toml", sample_stop_sweep);
    std::vector<std::string> const variants[] = {
        {"--device", "cpu", "--threads", "1", "--simd", "plain"},
        {"--device", "cpu", "--threads", "3"},
        {"--device", "cpu", "--threads", "8"},
        {"--device", "auto"},
        {"--device", "emulator"},
    };
    std::string want;
    for (auto const& variant : variants) {
        std::vector<std::string> arguments{"sweep", "study.toml", "--json", "--out", "program.h5"};
        arguments.insert(arguments.end(), variant.begin(), variant.end());
        auto const result = run_basicbot(runs.folder(), arguments);
        ASSERT_EQ(result.code, 0) << result.err;
        auto const cube = result.document().at("cube");
        if (want.empty()) want = cube.at("content_hash");
        EXPECT_EQ(cube.at("content_hash"), want) << variant.back();
    }
    Cube const written = read_cube(runs.folder().file("program.h5"));
    EXPECT_EQ(content_hash(written), want);
    Study study = runs.study(sample_stop_sweep);
    study.text = attribute_of(written, "study");
    study.name = "stops";
    EXPECT_EQ(runs.run(study, {"cpu", 2, ""}).hash, want);
}

TEST(Identity, A8_the_data_hash_sees_other_bars) {
    SampleRuns const runs;
    auto const a = runs.run(runs.study(sample_long_sweep, {"data.symbols=[\"GOOG\"]"}));
    auto const b = runs.run(runs.study(sample_long_sweep, {"data.symbols=[\"WAVES\"]"}));
    EXPECT_NE(attribute_of(a.cube, "data_hash"), attribute_of(b.cube, "data_hash"));
    EXPECT_EQ(attribute_of(a.cube, "study_hash"), attribute_of(b.cube, "study_hash"));
}

}  // namespace
}  // namespace basicbot
