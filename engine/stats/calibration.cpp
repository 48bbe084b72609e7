#include "engine/stats/calibration.hpp"

#include <cmath>

#include "engine/observe/error.hpp"
#include "engine/stats/fixed_sum.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {

namespace {

void need(std::size_t have, std::size_t least, char const* what, std::string const& name) {
    if (have >= least) return;
    fail(ErrorKind::data, {.code = "series_too_short",
                           .path = name,
                           .value = std::to_string(have) + " " + what,
                           .problem = "too few bars to calibrate a path model",
                           .allowed = "at least " + std::to_string(least),
                           .suggestion = "widen data.from and data.to"});
}

}  // namespace

std::vector<double> log_returns_of_closes(std::span<double const> closes, std::string const& name) {
    need(closes.size(), 3, "closes", name);
    for (std::size_t t = 0; t < closes.size(); ++t)
        if (!(closes[t] > 0.0) || std::isinf(closes[t]))
            fail(ErrorKind::data, {.code = "close_not_positive",
                                   .path = name,
                                   .value = std::to_string(closes[t]) + " at bar " + std::to_string(t),
                                   .problem = "a close has no logarithm",
                                   .allowed = "positive finite closes",
                                   .suggestion = "leave these bars out with data.from and data.to"});
    std::vector<double> out;
    out.reserve(closes.size() - 1);
    for (std::size_t t = 1; t < closes.size(); ++t) out.push_back(exact_log(closes[t] / closes[t - 1]));
    return out;
}

std::vector<double> log_returns_of_returns(std::span<double const> returns, std::string const& name) {
    need(returns.size(), 2, "returns", name);
    std::vector<double> out;
    out.reserve(returns.size());
    for (std::size_t t = 0; t < returns.size(); ++t) {
        if (!(returns[t] > -1.0) || std::isinf(returns[t]))
            fail(ErrorKind::data,
                 {.code = "return_not_above_minus_one",
                  .path = name,
                  .value = std::to_string(returns[t]) + " at bar " + std::to_string(t),
                  .problem = "the strategy's account is ruined there and cannot be resampled",
                  .allowed = "returns above -1",
                  .suggestion = "use other parameters or a shorter range"});
        out.push_back(exact_log1p(returns[t]));
    }
    return out;
}

Moments moments_of(std::span<double const> log_returns) {
    std::size_t const count = log_returns.size();
    double const n = static_cast<double>(count);
    double const mean = fixed_sum(count, [&](std::size_t i) { return log_returns[i]; }) / n;
    double const square =
        fixed_sum(count, [&](std::size_t i) { return (log_returns[i] - mean) * (log_returns[i] - mean); });
    return {mean, count < 2 ? 0.0 : std::sqrt(square / (n - 1.0))};
}

}  // namespace basicbot
