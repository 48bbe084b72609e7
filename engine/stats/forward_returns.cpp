#include "engine/stats/forward_returns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/exact_hyperbolic.hpp"

namespace basicbot {

namespace {

double const undefined = std::nan("");

}  // namespace

std::vector<double> forward_returns(std::span<double const> open, std::span<double const> close,
                                    std::int64_t horizon, ForwardEntry entry) {
    std::span<double const> const price = entry == ForwardEntry::close ? close : open;
    std::size_t const late = entry == ForwardEntry::close ? 0 : 1, over = static_cast<std::size_t>(horizon);
    std::vector<double> result(price.size(), undefined);
    for (std::size_t t = 0; t + late + over < price.size(); ++t)
        result[t] = price[t + late + over] / price[t + late] - 1;
    return result;
}

std::vector<double> ranks_of(std::span<double const> values) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] != values[b] ? values[a] < values[b] : a < b;
    });
    std::vector<double> ranks(values.size(), undefined);
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        double const rank = 0.5 * static_cast<double>(first + 1 + end);
        for (; first < end; ++first) ranks[order[first]] = rank;
    }
    return ranks;
}

double correlation(std::span<double const> a, std::span<double const> b) {
    double n = 0, mean_a = 0, mean_b = 0;
    auto const both = [&](std::size_t i) { return !std::isnan(a[i]) && !std::isnan(b[i]); };
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!both(i)) continue;
        n += 1;
        mean_a += a[i];
        mean_b += b[i];
    }
    if (n < 3) return undefined;
    mean_a /= n;
    mean_b /= n;
    double aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!both(i)) continue;
        double const x = a[i] - mean_a, y = b[i] - mean_b;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    return aa > 0 && bb > 0 ? ab / (std::sqrt(aa) * std::sqrt(bb)) : undefined;
}

double rank_correlation(std::span<double const> a, std::span<double const> b) {
    std::vector<double> x(a.begin(), a.end()), y(b.begin(), b.end());
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isnan(x[i]) || std::isnan(y[i])) x[i] = y[i] = undefined;
    return correlation(ranks_of(x), ranks_of(y));
}

Interval share_interval(double hits, double count) {
    if (!(count > 0)) return {undefined, undefined};
    double const z2 = two_sided_95 * two_sided_95, share = hits / count;
    double const middle = (share + z2 / (2 * count)) / (1 + z2 / count);
    double const half =
        two_sided_95 * std::sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count);
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval correlation_interval(double r, double count) {
    if (!(count >= 4) || std::isnan(r)) return {undefined, undefined};
    if (std::fabs(r) >= 1) return {r, r};
    double const z = 0.5 * exact_log((1 + r) / (1 - r)), half = two_sided_95 * std::sqrt(1.06 / (count - 3));
    return {exact_tanh(z - half), exact_tanh(z + half)};
}

std::vector<std::int32_t> quantiles_of(std::span<double const> values, std::int32_t quantiles) {
    std::vector<double> const ranks = ranks_of(values);
    double count = 0;
    for (double const rank : ranks) count += std::isnan(rank) ? 0 : 1;
    std::vector<std::int32_t> result(values.size(), -1);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(ranks[i]))
            result[i] = std::min(quantiles - 1, static_cast<std::int32_t>((ranks[i] - 0.5) / count *
                                                                          static_cast<double>(quantiles)));
    return result;
}

double ReturnMean::mean() const { return count > 0 ? sum / count : undefined; }

double ReturnMean::hit_rate() const { return count > 0 ? hits / count : undefined; }

double ReturnMean::standard_error(double independent) const {
    if (!(count >= 2) || !(independent >= 2)) return undefined;
    double const m = sum / count, variance = std::max(0.0, (squares - count * m * m) / (count - 1));
    return std::sqrt(variance / independent);
}

}  // namespace basicbot
