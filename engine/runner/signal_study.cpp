#include "engine/runner/signal_study.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <tbb/task_arena.h>

#include "cpu_fallback/parallel.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

namespace {

double const undefined = std::nan("");

// Of the bars marked in `wanted`, those that lie at least `horizon` apart, the earliest taken first.
double apart(std::vector<bool> const& wanted, std::int64_t horizon) {
    double count = 0;
    for (std::size_t t = 0; t < wanted.size();) {
        count += wanted[t] ? 1 : 0;
        t += wanted[t] ? static_cast<std::size_t>(horizon) : 1;
    }
    return count;
}

// The value of the bar `by` bars before.
std::vector<double> shifted(std::vector<double> const& values, std::int64_t by) {
    std::vector<double> result(values.size(), undefined);
    for (auto t = static_cast<std::size_t>(by); t < values.size(); ++t)
        result[t] = values[t - static_cast<std::size_t>(by)];
    return result;
}

// Adds up what is weighted by observations.
struct Weighted {
    double sum = 0, weight = 0;
    void add(double value, double by) {
        if (std::isnan(value)) return;
        sum += value * by;
        weight += by;
    }
    double mean() const { return weight > 0 ? sum / weight : undefined; }
};

// Mean over times of the rank correlation across symbols, and its t value over times a horizon apart.
std::pair<double, double> across(SignalMarket const& market, std::vector<std::vector<double>> const& forward,
                                 std::vector<std::vector<double>> const& values, std::int64_t horizon) {
    ReturnMean all;
    std::vector<double> a, b;
    for (auto const& bars : market.together()) {
        a.clear();
        b.clear();
        for (SignalMarket::Bar const& at : bars) {
            a.push_back(values[at.symbol][at.bar]);
            b.push_back(forward[at.symbol][at.bar]);
        }
        double const r = rank_correlation(a, b);
        if (!std::isnan(r)) all.add(r);
    }
    return {all.mean(), all.mean() / all.standard_error(all.count / static_cast<double>(horizon))};
}

// One result a horizon. forward[horizon][symbol]: forward_returns of the market's series.
std::vector<SignalResult> results_of(SignalMarket const& market,
                                     std::vector<std::vector<std::vector<double>>> const& forward,
                                     SignalValues const& signal, SignalTerms const& terms) {
    std::vector<std::vector<double>> const& values = signal.values;
    bool const event = signal.event;
    std::size_t const symbols = values.size();
    std::vector<std::vector<std::int32_t>> quantiles(symbols);
    for (std::size_t s = 0; s < symbols; ++s)
        quantiles[s] = quantiles_of(values[s], event ? 2 : terms.quantiles);
    std::vector<SignalResult> results;
    for (std::size_t h = 0; h < terms.horizons.size(); ++h) {
        std::int64_t const horizon = terms.horizons[h];
        SignalResult r;
        Weighted ic, autocorrelation;
        ReturnMean all, taken;
        double taken_apart = 0, changes = 0, steps = 0;
        std::vector<ReturnMean> of_quantile(event ? 0 : static_cast<std::size_t>(terms.quantiles));
        for (std::size_t s = 0; s < symbols; ++s) {
            std::vector<double> const &v = values[s], &f = forward[h][s];
            std::vector<bool> seen(v.size(), false), chosen(v.size(), false);
            ReturnMean here;
            for (std::size_t t = 0; t < v.size(); ++t) {
                if (t > 0 && quantiles[s][t] >= 0 && quantiles[s][t - 1] >= 0) {
                    steps += 1;
                    changes += (event ? v[t] != v[t - 1] : quantiles[s][t] != quantiles[s][t - 1]) ? 1 : 0;
                }
                if (std::isnan(v[t]) || std::isnan(f[t])) continue;
                seen[t] = true;
                here.add(f[t]);
                chosen[t] = event ? v[t] > 0 : 2 * quantiles[s][t] >= terms.quantiles;
                if (chosen[t]) taken.add(f[t]);
                if (!event) of_quantile[static_cast<std::size_t>(quantiles[s][t])].add(f[t]);
            }
            all.add(here);
            r.independent += apart(seen, horizon);
            taken_apart += apart(chosen, horizon);
            ic.add(rank_correlation(v, f), here.count);
            autocorrelation.add(rank_correlation(v, shifted(v, horizon)), here.count);
        }
        r.observations = all.count;
        r.mean_return = all.mean();
        r.ic = ic.mean();
        Interval const ic_interval = correlation_interval(r.ic, r.independent);
        r.ic_low = ic_interval.low;
        r.ic_high = ic_interval.high;
        std::tie(r.cross_ic, r.cross_ic_t) = across(market, forward[h], values, horizon);
        r.autocorrelation = autocorrelation.mean();
        r.turnover = steps > 0 ? changes / steps : undefined;
        r.hit_rate = taken.hit_rate();
        Interval const hits = share_interval(r.hit_rate * taken_apart, taken_apart);
        r.hit_low = hits.low;
        r.hit_high = hits.high;
        r.events = event ? taken.count : undefined;
        r.event_return = event ? taken.mean() : undefined;
        r.edge = event ? taken.mean() - all.mean() : undefined;
        double const error = event ? two_sided_95 * taken.standard_error(taken_apart) : undefined;
        r.edge_low = r.edge - error;
        r.edge_high = r.edge + error;
        for (ReturnMean const& q : of_quantile) r.quantile_return.push_back(q.mean());
        results.push_back(std::move(r));
    }
    return results;
}

}  // namespace

SignalMarket::SignalMarket(std::vector<Series> series) : series_(std::move(series)) {
    if (series_.size() < fewest_together) return;
    std::map<std::int64_t, std::vector<Bar>> by_time;
    for (std::uint32_t s = 0; s < series_.size(); ++s)
        for (std::uint32_t t = 0; t < series_[s].size(); ++t) by_time[series_[s].time[t]].push_back({s, t});
    for (auto& [time, bars] : by_time)
        if (bars.size() >= fewest_together) together_.push_back(std::move(bars));
}

std::vector<std::vector<SignalResult>> signal_results(SignalMarket const& market,
                                                      std::vector<SignalValues> const& combinations,
                                                      SignalTerms const& terms, int threads,
                                                      std::function<bool(double)> const& heard) {
    std::vector<std::vector<std::vector<double>>> forward;
    for (std::int64_t const horizon : terms.horizons) {
        forward.emplace_back();
        for (Series const& s : market.series())
            forward.back().push_back(forward_returns(s.open, s.close, horizon, terms.entry));
    }
    std::vector<std::vector<SignalResult>> results(combinations.size());
    tbb::task_arena arena(threads);
    constexpr std::size_t run = 64;  // combinations between two calls of heard()
    for (std::size_t first = 0; first < results.size(); first += run) {
        if (!heard(static_cast<double>(first) / static_cast<double>(results.size()))) throw Cancelled();
        arena.execute([&] {
            for_each_index(std::min(run, results.size() - first), [&](std::size_t i) {
                results[first + i] = results_of(market, forward, combinations[first + i], terms);
            });
        });
    }
    return results;
}

}  // namespace basicbot
