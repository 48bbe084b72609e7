// One study from bars to a cube: what the document holds, and what happens when it is stopped or refused.

#include "engine/runner/run_study.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <thread>

#include "engine/observe/error.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

RunOptions on_cpu(bool dry = false) {
    RunOptions options;
    options.backend = {"cpu", 2, ""};
    options.dry_run = dry;
    return options;
}

TEST(RunStudy, a_dry_run_computes_and_writes_nothing) {
    SampleRuns const runs;
    for (NamedStudy const& s : sample_studies()) {
        int reports = 0;
        json const document =
            run_study(runs.study(s.text), on_cpu(true), [&](std::string const& stage, double) {
                EXPECT_EQ(stage, "") << "a stage was run";
                return ++reports > 0;
            });
        EXPECT_FALSE(runs.folder().has("result.h5")) << s.name;
        EXPECT_FALSE(document.contains("cube")) << s.name;
        EXPECT_TRUE(document.at("plan").is_object()) << s.name;
    }
}

TEST(RunStudy, stopping_at_any_report_is_interrupted_and_leaves_no_cube) {
    SampleRuns const runs;
    for (NamedStudy const& s : sample_studies()) {
        std::atomic<int> reports{0};
        run_study(runs.study(s.text), on_cpu(), [&](std::string const&, double) { return ++reports > 0; });
        ASSERT_GT(reports.load(), 0) << s.name;
        std::filesystem::remove(runs.folder().file("result.h5"));
        for (int stop_at : {1, reports.load() / 2}) {
            std::atomic<int> count{0};
            try {
                run_study(runs.study(s.text), on_cpu(),
                          [&](std::string const&, double) { return ++count < stop_at; });
                ADD_FAILURE() << s.name << " went on after report " << stop_at;
            } catch (Error const& e) {
                EXPECT_EQ(e.kind(), ErrorKind::interrupted) << e.what();
                EXPECT_EQ(e.exit_code(), 6);
            }
            EXPECT_FALSE(runs.folder().has("result.h5")) << s.name;
        }
    }
}

TEST(RunStudy, two_runs_side_by_side_do_not_meet) {
    SampleRuns const runs;
    Study one = runs.study(sample_long_sweep), two = runs.study(sample_stop_sweep);
    one.output.cube = runs.folder().file("one.h5");
    two.output.cube = runs.folder().file("two.h5");
    auto const hash = [&](Study const& s) {
        return run_study(s, on_cpu(), {}).at("cube").at("content_hash").get<std::string>();
    };
    std::string const want_one = hash(one), want_two = hash(two);
    std::string got_one, got_two;
    std::thread first([&] { got_one = hash(one); }), second([&] { got_two = hash(two); });
    first.join();
    second.join();
    EXPECT_EQ(got_one, want_one);
    EXPECT_EQ(got_two, want_two);
}

TEST(RunStudy, the_best_cells_are_sorted_and_as_many_as_asked) {
    SampleRuns const runs;
    RunOptions options = on_cpu();
    for (int top : {0, 3, 1000}) {
        options.top = top;
        json const best = run_study(runs.study(sample_stop_sweep), options, {}).at("best");
        EXPECT_EQ(best.size() % 2, 0u);
        if (top < 100) {
            EXPECT_EQ(best.size(), static_cast<std::size_t>(2 * top));
        }
        for (std::size_t i = 1; i < best.size(); ++i) {
            if (best[i]["symbol"] != best[i - 1]["symbol"]) continue;
            EXPECT_LE(best[i]["metrics"]["sharpe"].get<double>(),
                      best[i - 1]["metrics"]["sharpe"].get<double>());
        }
    }
}

// A cell of a sweep without a common start is that cell alone: nobody else's warm-up shortens it.
TEST(RunStudy, A8_without_a_common_start_every_cell_begins_after_its_own_warm_up) {
    SampleRuns const runs;
    RunOptions options = on_cpu();
    options.top = 100000;
    for (std::string const& text : {sample_long_sweep, sample_stop_sweep}) {
        json const best = run_study(runs.study(text, {"study.common_start=false"}), options, {}).at("best");
        Cube const cube = read_cube(runs.folder().file("result.h5"));
        auto const& bars = std::get<std::vector<double>>(variable_of(cube, "measured_bars").values);
        EXPECT_GT(*std::max_element(bars.begin(), bars.end()), *std::min_element(bars.begin(), bars.end()));
        json const common = run_study(runs.study(text), options, {}).at("best");
        int compared = 0, moved = 0;
        for (std::size_t i = 0; i < best.size(); i += 7) {
            std::vector<std::string> alone;
            for (auto const& [name, value] : best[i]["params"].items())
                alone.push_back("params." + name + "=" + value.dump());
            json const single = run_study(runs.study(text, alone), options, {}).at("best");
            for (json const& one : single) {
                if (one["symbol"] != best[i]["symbol"] || one["execution"] != best[i]["execution"]) continue;
                EXPECT_EQ(one["metrics"], best[i]["metrics"]) << best[i].dump();
                ++compared;
            }
            for (json const& c : common)
                if (c["symbol"] == best[i]["symbol"] && c["execution"] == best[i]["execution"] &&
                    c["params"] == best[i]["params"])
                    moved += c["metrics"] != best[i]["metrics"];
        }
        EXPECT_GT(compared, 3);
        EXPECT_GT(moved, 0) << "a common start would have done as well";
    }
    EXPECT_THROW(run_study(runs.study(sample_walkforward, {"study.common_start=false"}), options, {}), Error);
}

// Every cell of the document is the cell of that name in the cube.
TEST(RunStudy, the_document_and_the_cube_say_the_same) {
    SampleRuns const runs;
    RunOptions options = on_cpu();
    options.top = 1000;
    json const best = run_study(runs.study(sample_stop_sweep), options, {}).at("best");
    Cube const cube = read_cube(runs.folder().file("result.h5"));
    std::vector<std::string> const axes{"symbol", "n", "lower", "fee_bps", "slippage_bps", "stop_loss"};
    ASSERT_EQ(variable_of(cube, "sharpe").axes, axes);
    auto const place = [&](std::string const& axis, auto const& value) {
        for (CubeAxis const& a : cube.axes)
            if (a.name == axis) {
                auto const& values = std::get<std::vector<std::decay_t<decltype(value)>>>(a.values);
                for (std::size_t i = 0; i < values.size(); ++i)
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>) {
                        if (std::abs(values[i] - value) < 1e-9) return i;
                    } else if (values[i] == value) {
                        return i;
                    }
            }
        throw std::runtime_error("no such value on " + axis);
    };
    std::size_t const sizes[] = {2, 3, 3, 2, 2, 3};
    EXPECT_GT(best.size(), 100u);
    for (json const& row : best) {
        json const& e = row.at("execution");
        std::size_t const at[] = {place("symbol", row.at("symbol").get<std::string>()),
                                  place("n", row.at("params").at("n").get<double>()),
                                  place("lower", row["params"].at("lower").get<double>()),
                                  place("fee_bps", e.at("fee_bps").get<double>()),
                                  place("slippage_bps", e.at("slippage_bps").get<double>()),
                                  place("stop_loss", e.at("stop_loss").get<double>())};
        std::size_t flat = 0;
        for (std::size_t k = 0; k < 6; ++k) flat = flat * sizes[k] + at[k];
        for (auto const& [name, value] : row.at("metrics").items()) {
            double const x = numbers_of(cube, name)[flat];
            bool const same = value.is_null() ? x != x : equal_bits(x, value.get<double>());
            EXPECT_TRUE(same) << name << " " << row;
        }
    }
}

TEST(RunStudy, a_swept_cost_is_refused_in_a_walkforward) {
    SampleRuns const runs;
    try {
        run_study(runs.study(sample_walkforward, {"execution.fee_bps={sweep=[1, 5]}"}), on_cpu(), {});
        ADD_FAILURE() << "accepted";
    } catch (Error const& e) {
        EXPECT_EQ(e.kind(), ErrorKind::config);
        EXPECT_EQ(e.parts().path, "execution.fee_bps");
    }
}

TEST(RunStudy, an_unknown_device_is_refused) {
    SampleRuns const runs;
    RunOptions options;
    for (auto const& [device, kind] :
         {std::pair{"gpu", ErrorKind::usage}, std::pair{"cuda:x", ErrorKind::usage}}) {
        options.backend.device = device;
        try {
            run_study(runs.study(sample_long_sweep), options, {});
            ADD_FAILURE() << device;
        } catch (Error const& e) {
            EXPECT_EQ(e.kind(), kind) << e.what();
        }
    }
}

}  // namespace
}  // namespace basicbot
