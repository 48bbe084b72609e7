#pragma once
// A short complete study for tests, and the message that a changed one gives.

#include <string>
#include <vector>

#include "engine/config/study_reader.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

inline std::vector<std::string> const test_metrics = {"sharpe", "sortino", "total_return", "max_drawdown"};

inline std::string const sample_study = R"([study]
kind = "walkforward"
[data]
store = "stores/sample"
symbols = ["GOOG"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
slow = {from = 20, to = 200, step = 6}
fast = {sweep = [5, 10]}
bias = 0.5
where = "fast < slow"
[execution]
fee_bps = 5
slippage_bps = 2
[walkforward]
train = 504
test = 126
)";

inline Study parse_sample(std::vector<std::string> const& overrides = {},
                          Environment const& environment = {}) {
    return parse_study(sample_study, "sample.toml", overrides, test_metrics, environment);
}

// The one-line message of the refusal, or "" when the study is accepted.
inline std::string refusal(std::string const& text, std::vector<std::string> const& overrides = {},
                           Environment const& environment = {}) {
    try {
        parse_study(text, "sample.toml", overrides, test_metrics, environment);
    } catch (Error const& error) {
        return error.what();
    }
    return "";
}

}  // namespace basicbot
