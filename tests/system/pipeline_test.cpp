// The main job with the real program, from a CSV file to a cube that other packages read.

#include <algorithm>
#include <cstdlib>

#include "tests/system/sample_runs.hpp"
#include "tests/system/shell.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

std::string const study_text = R"([study]
name = "cross"
kind = "walkforward"
[data]
store = "bars"
symbols = ["GOOG", "NASDAQ"]
timeframe = "1d"
from = 2005-02-01
to = 2008-10-01
[strategy]
use = "sma_cross"
[params]
fast = {from = 5, to = 20, step = 5}
slow = {sweep = [25, 50, 100]}
[execution]
fee_bps = 5
slippage_bps = 2
side = "long"
[walkforward]
train = 400
test = 100
)";

// Every check that needs more than h5py can say by itself; argv: cube, kind of grid.
char const* const xarray_script = R"(
import sys
import numpy as np, xarray as xr
import h5netcdf, netCDF4
path, full = sys.argv[1], sys.argv[2] == "full"
values = []
for engine in ("h5netcdf", "netcdf4"):
    with xr.open_dataset(path, engine=engine) as d:
        cells = ("fast", "slow") if full else ("combination",)
        assert d["sharpe"].dims == ("symbol", "fold", "segment") + cells, d["sharpe"].dims
        one = d["sharpe"].sel(symbol="GOOG", segment="test").isel(fold=0)
        if full:
            one = one.sel(fast=10, slow=50)
            assert list(d["slow"].values) == [25, 50, 100]
        else:
            assert d["fast"].dims == ("combination",) and d["slow"].dims == ("combination",)
            assert bool((d["fast"] < d["slow"]).all())
            one = one.where((d["fast"] == 10) & (d["slow"] == 50), drop=True).item()
        assert list(d["segment"].values) == ["train", "test"]
        assert d["sharpe"].attrs["long_name"] and d["sharpe"].attrs["units"]
        assert d.attrs["numeric_contract"] and "sma_cross" in d.attrs["study"]
        assert float(d["fee_bps"]) == 5
        values.append(float(one))
assert values[0] == values[1] or all(np.isnan(values)), values
print(repr(values[0]))
)";

TEST(Pipeline, csv_to_a_labelled_cube_in_xarray) {
    FreshFolder const folder;
    import_sample_bars(folder, true);
    json const verified = document_of(folder, {"store", "verify", "bars"});
    EXPECT_EQ(verified.at("ok"), true);
    EXPECT_EQ(verified.at("bars"), 1047 + 5031) << verified;

    folder.write("study.toml", study_text);
    folder.write("check.py", xarray_script);
    for (bool full : {true, false}) {
        std::vector<std::string> arguments{"walkforward", "study.toml", "--out", "cube.h5"};
        if (!full) arguments.insert(arguments.end(), {"--set", "params.where=\"fast * 3 < slow\""});
        json const document = document_of(folder, arguments);
        EXPECT_EQ(document.at("kind"), "walkforward");
        EXPECT_EQ(document.at("cells"), full ? 12 : 8) << "fast * 3 < slow";
        EXPECT_EQ(document.at("folds").size(), 2u * 5u);
        EXPECT_EQ(document.at("stitched").size(), 2u);

        std::string const python = "/usr/bin/python3 ";
        auto const read = shell(folder, python + "check.py cube.h5 " + (full ? "full" : "constrained"));
        if (read.output.find("ModuleNotFoundError") != std::string::npos || read.code == 127)
            GTEST_SKIP() << "the Debian packages are missing: " << read.output;
        ASSERT_EQ(read.code, 0) << read.output;
        auto const all = shell(folder, python + source_dir() + "/scripts/check_cube.py cube.h5");
        if (all.code != 77) {
            EXPECT_EQ(all.code, 0) << all.output;
        }

        // The value that xarray found by its labels is the value of that cell here.
        Cube const cube = read_cube(folder.file("cube.h5"));
        auto const& sharpe = numbers_of(cube, "sharpe");
        std::size_t const cells = full ? 12 : 8, windows = 2 * 5;
        ASSERT_EQ(sharpe.size(), 2 * windows * cells);
        double const labelled = std::strtod(read.output.c_str(), nullptr);
        auto const begin = sharpe.begin() + static_cast<std::ptrdiff_t>(1 * cells);  // GOOG, fold 0, test
        if (full) {
            EXPECT_TRUE(equal_bits(labelled, begin[1 * 3 + 1])) << read.output;
        } else {
            EXPECT_TRUE(std::any_of(begin, begin + 8, [&](double x) { return equal_bits(x, labelled); }));
        }
    }
}

TEST(Pipeline, a_dry_run_says_what_would_be_done_and_writes_nothing) {
    FreshFolder const folder;
    import_sample_bars(folder, true);
    folder.write("study.toml", study_text);
    auto const before = folder.files();
    json const document = document_of(folder, {"walkforward", "study.toml", "--dry-run", "--out", "cube.h5"});
    EXPECT_EQ(folder.files(), before);
    EXPECT_EQ(document.at("dry_run"), true);
    EXPECT_FALSE(document.contains("cube"));
    EXPECT_FALSE(document.contains("folds"));
    json const& plan = document.at("plan");
    EXPECT_EQ(plan.at("cells"), 12);
    EXPECT_EQ(plan.at("windows"), 10) << "train and test of 5 folds";
    EXPECT_EQ(plan.at("columns"), 4 + 3) << "every average once";
    EXPECT_EQ(plan.at("warmup_bars"), 100);
    ASSERT_EQ(plan.at("symbols").size(), 2u);
    EXPECT_EQ(plan["symbols"][0].at("evaluator"), "events");
    EXPECT_EQ(plan.at("bar_combinations"), 12 * 5 * (400 + 100) * 2);
    EXPECT_GT(plan.at("cube_bytes").get<double>(), 0);

    // What it promised is what is run.
    json const done = document_of(folder, {"walkforward", "study.toml", "--out", "cube.h5"});
    EXPECT_EQ(done.at("plan"), plan);
}

// A8: all cells are measured over the same bars, from the later of `from` and the longest warm-up.
TEST(Rules, A8_the_dry_run_prints_the_first_and_last_measured_bar) {
    FreshFolder const folder;
    import_sample_bars(folder, true);
    folder.write("study.toml", study_text);
    auto const range = [&](std::string const& symbol) {
        json const plan =
            document_of(folder, {"walkforward", "study.toml", "--dry-run", "--set",
                                 "data.symbols=[\"" + symbol + "\"]", "--set", "data.from=2004-08-19"})
                .at("plan");
        return std::pair{plan.at("symbols").at(0).at("first").get<std::string>().substr(0, 10),
                         plan["symbols"][0].at("last").get<std::string>().substr(0, 10)};
    };
    // The Nasdaq's averages were full long before; GOOG's 100th bar after its first is that of 11 January.
    EXPECT_EQ(range("NASDAQ").first, "2004-08-19");
    EXPECT_EQ(range("GOOG").first, "2005-01-11");
    EXPECT_LT(range("GOOG").second, "2008-10-01");
}

// The studies under datasets/studies are what the pages tell people to run.
TEST(Pipeline, the_shipped_studies_run) {
    FreshFolder const folder;
    import_sample_bars(folder, true);
    for (std::string const name : {"walkforward", "sweep", "montecarlo"}) {
        json const document = document_of(folder, {name, source_dir() + "/datasets/studies/" + name + ".toml",
                                                   "--set", "data.store=bars", "--out", name + ".h5"});
        ASSERT_TRUE(document.contains("cube")) << name;
        EXPECT_TRUE(folder.has(name + ".h5"));
        char const* const rows = name == "walkforward" ? "folds" : name == "sweep" ? "best" : "risks";
        EXPECT_FALSE(document.at(rows).empty()) << name;
    }
}

TEST(Pipeline, monte_carlo_of_a_strategy_gives_ordered_risks) {
    FreshFolder const folder;
    import_sample_bars(folder);
    json const document =
        document_of(folder, {"montecarlo", source_dir() + "/datasets/studies/montecarlo.toml", "--set",
                             "data.store=bars", "--set", "montecarlo.paths=4000", "--out", "mc.h5"});
    json const& risk = document.at("risks").at(0);
    EXPECT_GE(risk.at("value_at_risk").at("0.99"), risk["value_at_risk"].at("0.95"));
    EXPECT_GE(risk.at("expected_shortfall").at("0.95"), risk["value_at_risk"]["0.95"]);
    EXPECT_GE(risk["expected_shortfall"].at("0.99"), risk["value_at_risk"]["0.99"]);
    double last = -1;
    for (char const* q : {"0.05", "0.25", "0.5", "0.75", "0.95"}) {
        double const x = risk.at("terminal_quantile").at(q);
        EXPECT_GE(x, last) << q;
        last = x;
        EXPECT_LE(risk.at("drawdown_quantile").at(q).get<double>(), 0) << q;
        EXPECT_GE(risk["drawdown_quantile"][q].get<double>(), -1) << q;
    }
    EXPECT_GT(risk.at("mean_return_se").get<double>(), 0);
    EXPECT_FALSE(document.contains("notice"));
}

TEST(Pipeline, monte_carlo_says_when_the_strategy_never_trades) {
    FreshFolder const folder;
    import_sample_bars(folder);
    json const document =
        document_of(folder, {"montecarlo", source_dir() + "/datasets/studies/montecarlo.toml", "--set",
                             "data.store=bars", "--set", "params.fast=50", "--set", "montecarlo.model=gbm",
                             "--set", "montecarlo.paths=100", "--out", "mc.h5"});
    EXPECT_NE(document.at("notice").get<std::string>().find("position in GOOG"), std::string::npos);
}

}  // namespace
}  // namespace basicbot
