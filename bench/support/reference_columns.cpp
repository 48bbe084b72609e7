#include "bench/support/reference_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basicbot {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Wilder's mean of values[first..], seeded with the mean of the first n.
std::vector<long double> wilder(std::vector<long double> const& values, std::size_t first, std::size_t n) {
    std::vector<long double> out(values.size(), 0);
    long double mean = 0;
    for (std::size_t t = first; t < values.size(); ++t) {
        if (t < first + n)
            mean += values[t] / static_cast<long double>(n);
        else
            mean = (mean * static_cast<long double>(n - 1) + values[t]) / static_cast<long double>(n);
        out[t] = mean;
    }
    return out;
}

}  // namespace

std::vector<double> reference_sma(std::span<double const> x, std::size_t n) {
    std::vector<double> out(x.size(), nan);
    for (std::size_t t = n - 1; t < x.size(); ++t) {
        long double sum = 0;
        for (std::size_t i = t + 1 - n; i <= t; ++i) sum += x[i];
        out[t] = static_cast<double>(sum / static_cast<long double>(n));
    }
    return out;
}

std::vector<double> reference_ema(std::span<double const> x, std::size_t n) {
    std::vector<double> out(x.size(), nan);
    long double const alpha = 2.0L / static_cast<long double>(n + 1);
    long double mean = 0;
    for (std::size_t t = 0; t < x.size(); ++t) {
        if (t < n)
            mean += x[t] / static_cast<long double>(n);
        else
            mean += alpha * (x[t] - mean);
        if (t + 1 >= n) out[t] = static_cast<double>(mean);
    }
    return out;
}

std::vector<double> reference_rsi(std::span<double const> x, std::size_t n) {
    std::vector<long double> up(x.size(), 0), down(x.size(), 0);
    for (std::size_t t = 1; t < x.size(); ++t) {
        double const move = x[t] - x[t - 1];
        up[t] = std::max(move, 0.0);
        down[t] = std::max(-move, 0.0);
    }
    auto const gain = wilder(up, 1, n), loss = wilder(down, 1, n);
    std::vector<double> out(x.size(), nan);
    for (std::size_t t = n; t < x.size(); ++t)
        out[t] = static_cast<double>(100 * gain[t] / (gain[t] + loss[t]));
    return out;
}

std::vector<double> reference_atr(Series const& bars, std::size_t n) {
    std::vector<long double> range(bars.size(), 0);
    for (std::size_t t = 1; t < bars.size(); ++t)
        range[t] = std::max({bars.high[t] - bars.low[t], std::fabs(bars.high[t] - bars.close[t - 1]),
                             std::fabs(bars.low[t] - bars.close[t - 1])});
    auto const mean = wilder(range, 1, n);
    std::vector<double> out(bars.size(), nan);
    for (std::size_t t = n; t < bars.size(); ++t) out[t] = static_cast<double>(mean[t]);
    return out;
}

ReferenceBands reference_bbands(std::span<double const> x, std::size_t n, double width) {
    ReferenceBands bands{std::vector<double>(x.size(), nan), reference_sma(x, n),
                         std::vector<double>(x.size(), nan)};
    for (std::size_t t = n - 1; t < x.size(); ++t) {
        long double squares = 0;
        for (std::size_t i = t + 1 - n; i <= t; ++i) {
            long double const d = static_cast<long double>(x[i]) - bands.middle[t];
            squares += d * d;
        }
        double const sd = static_cast<double>(std::sqrt(squares / static_cast<long double>(n)));
        bands.upper[t] = bands.middle[t] + width * sd;
        bands.lower[t] = bands.middle[t] - width * sd;
    }
    return bands;
}

}  // namespace basicbot
