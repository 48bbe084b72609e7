#include "engine/stats/risk.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "engine/stats/fixed_sum.hpp"

namespace basicbot {

namespace {

constexpr std::size_t batch_count = 32;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// n p where p stands for a decimal number.
double whole_product(std::size_t n, double p) {
    double const k = static_cast<double>(n) * p;
    double const nearest = std::floor(k + 0.5);
    return std::fabs(k - nearest) <= 1e-9 * std::max(1.0, nearest) ? nearest : k;
}

std::size_t rank_of(double position, std::size_t n) {  // 0-based index of x(ceil position)
    double const r = std::ceil(position) - 1.0;
    return r <= 0.0 ? 0 : std::min(n - 1, static_cast<std::size_t>(r));
}

// Puts every wanted rank in its place: the middle one first, then both sides.
void select(double* values, std::size_t begin, std::size_t end, std::span<std::size_t const> ranks) {
    if (ranks.empty() || end - begin < 2) return;
    std::size_t const middle = ranks.size() / 2, rank = ranks[middle];
    std::nth_element(values + begin, values + rank, values + end);
    select(values, begin, rank, ranks.first(middle));
    select(values, rank + 1, end, ranks.subspan(middle + 1));
}

struct PlainFigures {
    std::vector<double> value_at_risk, expected_shortfall, quantiles;
};

// Reorders `values`.
PlainFigures plain_figures(std::span<double> values, RiskRequest const& request) {
    std::size_t const n = values.size();
    std::vector<std::size_t> ranks;
    std::size_t head = 0;  // the worst values that a shortfall adds up
    for (double level : request.levels) {
        double const k = whole_product(n, 1.0 - level);
        ranks.push_back(rank_of(k, n));
        ranks.push_back(rank_of(std::floor(k) + 1.0, n));
        head = std::max(head, std::min(n, static_cast<std::size_t>(std::floor(k)) + 1));
    }
    for (double q : request.quantiles) ranks.push_back(rank_of(whole_product(n, q), n));
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    select(values.data(), 0, n, ranks);
    std::sort(values.begin(),
              values.begin() + static_cast<std::ptrdiff_t>(head));  // fixes the order of the sum

    PlainFigures figures;
    for (double level : request.levels) {
        double const k = whole_product(n, 1.0 - level);
        if (!(k > 0.0)) {
            figures.value_at_risk.push_back(nan);
            figures.expected_shortfall.push_back(nan);
            continue;
        }
        std::size_t const whole = std::min(n, static_cast<std::size_t>(std::floor(k)));
        double const part = k - std::floor(k);
        double sum = fixed_sum(whole, [&](std::size_t i) { return values[i]; });
        if (part > 0.0) sum += part * values[std::min(whole, n - 1)];
        figures.value_at_risk.push_back(0.0 - values[rank_of(k, n)]);
        figures.expected_shortfall.push_back(0.0 - sum / k);
    }
    for (double q : request.quantiles) figures.quantiles.push_back(values[rank_of(whole_product(n, q), n)]);
    return figures;
}

double plain_deviation(std::span<double const> values) {
    std::size_t const n = values.size();
    if (n < 2) return nan;
    double const mean = fixed_sum(n, [&](std::size_t i) { return values[i]; }) / static_cast<double>(n);
    double const square =
        fixed_sum(n, [&](std::size_t i) { return (values[i] - mean) * (values[i] - mean); });
    return std::sqrt(square / static_cast<double>(n - 1));
}

// Bounds of sub-batch b of n values.
std::size_t batch_begin(std::size_t n, std::size_t b) { return b * n / batch_count; }

bool has_batches(std::size_t n) { return n >= 2 * batch_count; }

double batch_error(std::vector<double> const& estimates) {
    return plain_deviation(estimates) / std::sqrt(static_cast<double>(batch_count));
}

}  // namespace

RiskFigures risk_figures(std::span<double const> returns, RiskRequest const& request) {
    std::size_t const n = returns.size();
    std::vector<double> work(returns.begin(), returns.end());
    std::vector<PlainFigures> batches;
    if (has_batches(n)) {
        for (std::size_t b = 0; b < batch_count; ++b) {
            std::size_t const begin = batch_begin(n, b);
            batches.push_back(
                plain_figures(std::span(work).subspan(begin, batch_begin(n, b + 1) - begin), request));
        }
        std::copy(returns.begin(), returns.end(), work.begin());
    }
    PlainFigures const all = plain_figures(work, request);
    auto const with_errors = [&](std::vector<double> PlainFigures::*member) {
        std::vector<Estimate> out;
        for (std::size_t i = 0; i < (all.*member).size(); ++i) {
            std::vector<double> estimates;
            for (PlainFigures const& batch : batches) estimates.push_back((batch.*member)[i]);
            out.push_back({(all.*member)[i], estimates.empty() ? nan : batch_error(estimates)});
        }
        return out;
    };
    return {with_errors(&PlainFigures::value_at_risk), with_errors(&PlainFigures::expected_shortfall),
            with_errors(&PlainFigures::quantiles)};
}

Estimate mean_of(std::span<double const> values) {
    double const n = static_cast<double>(values.size());
    double const sum = fixed_sum(values.size(), [&](std::size_t i) { return values[i]; });
    return {sum / n, plain_deviation(values) / std::sqrt(n)};
}

Estimate deviation_of_sample(std::span<double const> values) {
    std::size_t const n = values.size();
    std::vector<double> estimates;
    if (has_batches(n))
        for (std::size_t b = 0; b < batch_count; ++b) {
            std::size_t const begin = batch_begin(n, b);
            estimates.push_back(plain_deviation(values.subspan(begin, batch_begin(n, b + 1) - begin)));
        }
    return {plain_deviation(values), estimates.empty() ? nan : batch_error(estimates)};
}

Estimate share_below(std::span<double const> values, double threshold) {
    double const n = static_cast<double>(values.size());
    std::size_t count = 0;
    for (double v : values) count += v < threshold ? 1 : 0;
    double const p = static_cast<double>(count) / n;
    return {p, std::sqrt(p * (1.0 - p) / n)};
}

}  // namespace basicbot
