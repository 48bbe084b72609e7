#pragma once
// A short complete study for tests, and the message that a changed one gives.

#include <string>
#include <vector>

#include "engine/config/study_reader.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

// Models of which one has a default, two share a name, and one has nothing to state.
inline constexpr path_param walk_params[] = {
    {{"drift", "per year", -10, 10, from_history, 0, 0, 0, false}, "drift of the price", "mean log return"},
    {{"jumps", "per year", 0, 500, 12, 0, 0, 0, true}, "jumps on average", nullptr}};
inline constexpr path_param block_params[] = {
    {{"mean_block", "bars", 1, 1e6, from_history, 0, 0, 0, false}, "mean block", "Politis and White 2004"},
    {{"drift", "per year", -1, 1, 0.5, 0, 0, 0, false}, "added to the returns", nullptr}};
inline KnownNames const test_names = {{"sharpe", "sortino", "total_return", "max_drawdown"},
                                      {{"gbm", walk_params}, {"blocks", block_params}, {"still", {}}}};

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
    return parse_study(sample_study, "sample.toml", overrides, test_names, environment);
}

// The one-line message of the refusal, or "" when the study is accepted.
inline std::string refusal(std::string const& text, std::vector<std::string> const& overrides = {},
                           Environment const& environment = {}) {
    try {
        parse_study(text, "sample.toml", overrides, test_names, environment);
    } catch (Error const& error) {
        return error.what();
    }
    return "";
}

}  // namespace basicbot
