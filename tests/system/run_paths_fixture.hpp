#pragma once
// Monte Carlo studies that are computed part by part, through the real program.

#include <string>
#include <vector>

#include "tests/system/run_fixture.hpp"

namespace basicbot {

// More paths than the fan has: parts of both kinds.
inline std::string const run_paths_study = R"([study]
name = "paths"
kind = "montecarlo"
seed = 3
[data]
store = "bars"
symbols = ["GOOG", "NASDAQ"]
timeframe = "1d"
[montecarlo]
paths = 70001
horizon = 9
)";

inline std::string const run_blocks_study = R"([study]
name = "blocks"
kind = "montecarlo"
[data]
store = "bars"
symbols = ["GOOG"]
timeframe = "1d"
[strategy]
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

struct RunPaths : RunFixture {
    void SetUp() override {
        RunFixture::SetUp();
        folder.write("paths.toml", run_paths_study);
        folder.write("blocks.toml", run_blocks_study);
    }
    std::vector<std::string> begin(std::string const& place, std::string const& size,
                                   std::vector<std::string> const& more = {}) const {
        std::vector<std::string> words{"run", "paths.toml", "--run", place, "--part-paths", size};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    void expect_nothing_left_behind() const {
        for (std::string const& file : folder.files()) {
            EXPECT_EQ(file.find(".tmp-"), std::string::npos) << file;
            EXPECT_EQ(file.find("/claims/"), std::string::npos) << file;
        }
    }
};

}  // namespace basicbot
