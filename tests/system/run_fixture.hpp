#pragma once
// Studies that are computed part by part, through the real program.

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/cube/journal.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {

// The sample study as a sweep with two cost rows and a stop: 12 cells, bar by bar.
inline std::string const run_sweep_study = R"([study]
name = "stops"
kind = "sweep"
[data]
store = "bars"
symbols = ["GOOG"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
fast = {from = 4, to = 16, step = 4}
slow = {sweep = [20, 40, 60]}
[execution]
fee_bps = {sweep = [0, 5]}
slippage_bps = 2
[exits]
stop_loss = 0.05
)";

struct RunFixture : testing::Test {
    void SetUp() override {
        import_sample_bars(folder, true);
        folder.write("folds.toml", cli_sample_study);
        folder.write("sweep.toml", run_sweep_study);
    }

    ProgramResult run(std::vector<std::string> const& words, ProgramOptions const& options = {}) const {
        return run_basicbot(folder, words, options);
    }
    // The bytes of the cube of an uninterrupted run in one piece.
    std::string direct(std::string const& study) const {
        auto const result = run({"run", study, "--out", "direct.h5"});
        EXPECT_EQ(result.code, 0) << result.err;
        return folder.read("direct.h5");
    }
    // How often each part was computed, as the journals of all writers say.
    std::map<int, int> computed(std::string const& place) const {
        std::map<int, int> parts;
        for (std::string const& file : folder.files())
            if (file.starts_with(place + "/journal/"))
                for (auto const& event : read_journal(folder.file(file)).events)
                    if (event.at("event") == "part") ++parts[event.at("part").get<int>()];
        return parts;
    }
    std::size_t parts_in(std::string const& place) const {
        auto const files = folder.files();
        return static_cast<std::size_t>(
            std::count_if(files.begin(), files.end(), [&](std::string const& file) {
                return file.starts_with(place + "/parts/") && file.ends_with(".h5");
            }));
    }

    FreshFolder folder;
};

}  // namespace basicbot
