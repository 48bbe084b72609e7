#pragma once
// What a path model takes from history.

#include <span>
#include <string>
#include <vector>

namespace basicbot {

// log(close[t] / close[t-1]), n - 1 values. Throws Error(data) on a close that is not a positive finite
// number, and below 3 closes; `name` is the symbol in the message.
std::vector<double> log_returns_of_closes(std::span<double const> closes, std::string const& name);

// log(1 + r). Throws Error(data) where a return is -1 or less (a ruined account cannot be resampled, A14),
// not a number, or below 2 returns.
std::vector<double> log_returns_of_returns(std::span<double const> returns, std::string const& name);

// Mean and deviation (ddof 1; 0 for a single value) of log returns per bar.
struct Moments {
    double mean, deviation;
};
Moments moments_of(std::span<double const> log_returns);

}  // namespace basicbot
