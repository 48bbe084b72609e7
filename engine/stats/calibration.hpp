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

// Mean and deviation (ddof 1) per bar of log returns: the parameters of geometric Brownian motion, which has
// log S[t+1] = log S[t] + drift + volatility Z. The drift therefore holds the -sigma^2/2.
struct GbmParameters {
    double drift, volatility;
};
GbmParameters calibrate_gbm(std::span<double const> log_returns);

// The same from a drift mu of the price and a volatility sigma per year, with K bars per year:
// drift (mu - sigma^2/2) / K, volatility sigma / sqrt(K).
GbmParameters gbm_per_bar(double drift_per_year, double volatility_per_year, double bars_per_year);

}  // namespace basicbot
