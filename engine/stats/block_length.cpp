#include "engine/stats/block_length.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/stats/fixed_sum.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {

namespace {

constexpr double ln_10 = 2.302585092994046;

// R(0..last), about the mean, divided by n.
std::vector<double> autocovariance(std::span<double const> x, std::size_t last) {
    std::size_t const n = x.size();
    double const mean = fixed_sum(n, [&](std::size_t i) { return x[i]; }) / static_cast<double>(n);
    std::vector<double> r;
    for (std::size_t k = 0; k <= last; ++k)
        r.push_back(fixed_sum(n - k, [&](std::size_t i) { return (x[i] - mean) * (x[i + k] - mean); }) /
                    static_cast<double>(n));
    return r;
}

}  // namespace

double stationary_block_length(std::span<double const> returns) {
    std::size_t const count = returns.size();
    if (count < 9) return 1.0;
    double const n = static_cast<double>(count);
    double const log10_n = exact_log(n) / ln_10;
    std::size_t const window = static_cast<std::size_t>(std::max(5.0, std::floor(std::sqrt(log10_n))));
    std::size_t const widest =
        std::min(count - 1, static_cast<std::size_t>(std::ceil(std::sqrt(n))) + window);
    std::vector<double> const r = autocovariance(returns, widest);
    if (!(r[0] > 0.0)) return 1.0;

    double const bound = 2.0 * std::sqrt(log10_n / n) * r[0];
    std::size_t m = widest;
    for (std::size_t start = 0; start + window <= widest && m == widest; ++start) {
        bool quiet = true;
        for (std::size_t j = 1; j <= window; ++j) quiet = quiet && std::fabs(r[start + j]) < bound;
        if (quiet) m = start;
    }
    std::size_t const reach = std::min(2 * std::max<std::size_t>(m, 1), widest);
    double weighted = 0.0, spectrum = r[0];
    for (std::size_t k = 1; k <= reach; ++k) {
        double const t = static_cast<double>(k) / static_cast<double>(reach);
        double const lambda = t <= 0.5 ? 1.0 : 2.0 * (1.0 - t);
        weighted += 2.0 * lambda * static_cast<double>(k) * r[k];
        spectrum += 2.0 * lambda * r[k];
    }
    if (!(spectrum * spectrum > 0.0)) return 1.0;
    double const ratio = weighted / spectrum;
    double const length = exact_pow(ratio * ratio * n, 1.0 / 3.0);  // 2 G^2 / D = (G / g)^2
    double const longest = std::ceil(std::min(3.0 * std::sqrt(n), n / 3.0));
    return std::clamp(length, 1.0, longest);
}

}  // namespace basicbot
