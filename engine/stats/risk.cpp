#include "engine/stats/risk.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

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

// 0-based ranks that figures are read from, ascending, and the values there once they are known.
class RankValues {
  public:
    explicit RankValues(std::vector<std::size_t> ranks) : ranks_(std::move(ranks)) {
        std::sort(ranks_.begin(), ranks_.end());
        ranks_.erase(std::unique(ranks_.begin(), ranks_.end()), ranks_.end());
        values_.assign(ranks_.size(), nan);
    }
    std::vector<std::size_t> const& ranks() const { return ranks_; }
    void take(std::size_t rank, std::span<double const> values) {
        auto at = std::lower_bound(ranks_.begin(), ranks_.end(), rank);
        for (; at != ranks_.end() && *at < rank + values.size(); ++at)
            values_[static_cast<std::size_t>(at - ranks_.begin())] = values[*at - rank];
    }
    double operator[](std::size_t rank) const {
        auto const at = std::lower_bound(ranks_.begin(), ranks_.end(), rank);
        return values_[static_cast<std::size_t>(at - ranks_.begin())];
    }

  private:
    std::vector<std::size_t> ranks_;
    std::vector<double> values_;
};

// k = n (1 - level) of one level, and the sum of the floor(k) worst values.
struct Tail {
    double k;
    std::size_t whole, n;
    FixedSum sum;

    Tail(std::size_t n, double level)
        : k(whole_product(n, 1.0 - level)),
          whole(k > 0.0 ? std::min(n, static_cast<std::size_t>(std::floor(k))) : 0),
          n(n),
          sum(whole) {}
    bool exists() const { return k > 0.0; }
    std::size_t worst() const { return rank_of(k, n); }
    std::size_t next() const { return std::min(whole, n - 1); }  // behind the whole ones
    void take(std::size_t rank, std::span<double const> values) {
        if (rank < whole) sum.add(values.first(std::min(values.size(), whole - rank)));
    }
};

// Without standard errors.
struct PlainFigures {
    double mean = nan, deviation = nan, below = nan;
    std::vector<double> value_at_risk, expected_shortfall, quantiles;
};

// sqrt(sum of squares / (n - 1)).
double deviation(double squares, std::size_t n) {
    return n < 2 ? nan : std::sqrt(squares / static_cast<double>(n - 1));
}

void add_moments(Sample const& sample, PlainFigures& figures) {
    std::size_t const n = sample.size;
    FixedSum sum(n), squares(n);
    std::size_t below = 0;
    for_each_piece(sample, [&](std::span<double const> piece) {
        sum.add(piece);
        for (double x : piece) below += x < 0.0 ? 1 : 0;
    });
    double const mean = sum.value() / static_cast<double>(n);
    for_each_piece(sample, [&](std::span<double const> piece) {
        squares.add(piece, [mean](double x) { return (x - mean) * (x - mean); });
    });
    figures.mean = mean;
    figures.deviation = deviation(squares.value(), n);
    figures.below = static_cast<double>(below) / static_cast<double>(n);
}

void add_order(Sample const& sample, RiskRequest const& request, std::size_t gathered,
               PlainFigures& figures) {
    std::size_t const n = sample.size;
    std::vector<Tail> tails;
    std::vector<std::size_t> ranks;
    std::size_t head = 0;  // the worst values, which are added up
    for (double level : request.levels) {
        Tail const& tail = tails.emplace_back(n, level);
        if (!tail.exists()) continue;
        ranks.insert(ranks.end(), {tail.worst(), tail.next()});
        head = std::max(head, tail.whole);
    }
    for (double q : request.quantiles) ranks.push_back(rank_of(whole_product(n, q), n));
    RankValues at(std::move(ranks));
    std::vector<RankRange> wanted{{0, head}};
    for (std::size_t rank : at.ranks())
        if (rank >= head) wanted.push_back({rank, rank + 1});
    bool const ordered =
        visit_sorted_runs(sample, wanted, gathered, [&](std::size_t rank, std::span<double const> values) {
            at.take(rank, values);
            for (Tail& tail : tails) tail.take(rank, values);
        });

    for (Tail const& tail : tails) {
        bool const defined = ordered && tail.exists();
        double sum = tail.sum.value();
        double const part = tail.k - std::floor(tail.k);
        if (defined && part > 0.0) sum += part * at[tail.next()];
        figures.value_at_risk.push_back(defined ? 0.0 - at[tail.worst()] : nan);
        figures.expected_shortfall.push_back(defined ? 0.0 - sum / tail.k : nan);
    }
    for (double q : request.quantiles)  // there is one zero: -0 becomes 0
        figures.quantiles.push_back(at[rank_of(whole_product(n, q), n)] + 0.0);
}

PlainFigures plain_figures(Sample const& sample, RiskRequest const& request, std::size_t gathered) {
    PlainFigures figures;
    if (request.moments) add_moments(sample, figures);
    add_order(sample, request, gathered, figures);
    return figures;
}

// Figures of the 32 sub-batches; none where they would be too small. One that fits is read once.
std::vector<PlainFigures> batch_figures(Sample const& sample, RiskRequest const& request,
                                        std::size_t gathered) {
    std::vector<PlainFigures> batches;
    std::vector<double> held;
    for (std::size_t b = 0; b < batch_count && sample.size >= 2 * batch_count; ++b) {
        std::size_t const begin = b * sample.size / batch_count, end = (b + 1) * sample.size / batch_count;
        Sample batch = sample.part(begin, end);
        if (batch.size <= gathered) {
            held.clear();
            for_each_piece(batch, [&](std::span<double const> piece) {
                held.insert(held.end(), piece.begin(), piece.end());
            });
            batch = sample_of(held);
        }
        batches.push_back(plain_figures(batch, request, gathered));
    }
    return batches;
}

double batch_error(std::vector<double> const& estimates) {
    if (estimates.empty()) return nan;
    PlainFigures figures;
    add_moments(sample_of(estimates), figures);
    return figures.deviation / std::sqrt(static_cast<double>(batch_count));
}

}  // namespace

RiskFigures risk_figures(Sample const& sample, RiskRequest const& request, std::size_t gathered) {
    std::vector<PlainFigures> const batches = batch_figures(sample, request, gathered);
    PlainFigures const all = plain_figures(sample, request, gathered);
    auto const error = [&](auto const& of) {
        std::vector<double> estimates;
        for (PlainFigures const& batch : batches) estimates.push_back(of(batch));
        return batch_error(estimates);
    };
    auto const with_errors = [&](std::vector<double> PlainFigures::*member) {
        std::vector<Estimate> out;
        for (std::size_t i = 0; i < (all.*member).size(); ++i)
            out.push_back(
                {(all.*member)[i], error([&](PlainFigures const& batch) { return (batch.*member)[i]; })});
        return out;
    };
    double const n = static_cast<double>(sample.size), p = all.below;
    return {.mean = {all.mean, all.deviation / std::sqrt(n)},
            .deviation = {all.deviation, error([](PlainFigures const& batch) { return batch.deviation; })},
            .below = {p, std::sqrt(p * (1.0 - p) / n)},
            .value_at_risk = with_errors(&PlainFigures::value_at_risk),
            .expected_shortfall = with_errors(&PlainFigures::expected_shortfall),
            .quantiles = with_errors(&PlainFigures::quantiles)};
}

}  // namespace basicbot
