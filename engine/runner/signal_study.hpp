#pragma once
// What prices did after a value or an event was known, for every combination of a series' parameters.

#include <functional>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/stats/forward_returns.hpp"

namespace basicbot {

struct SignalTerms {
    std::vector<std::int64_t> horizons;  // bars
    std::int32_t quantiles = 5;
    ForwardEntry entry = ForwardEntry::next_open;
};

// Bars of all symbols, and which of them are of the same time.
class SignalMarket {
  public:
    explicit SignalMarket(std::vector<Series> series);

    std::vector<Series> const& series() const { return series_; }
    // Bars of at least `fewest_together` symbols that opened at the same time, by time.
    struct Bar {
        std::uint32_t symbol, bar;
    };
    static constexpr std::size_t fewest_together = 5;
    std::vector<std::vector<Bar>> const& together() const { return together_; }

  private:
    std::vector<Series> series_;
    std::vector<std::vector<Bar>> together_;
};

// One horizon of one combination. NaN where there is nothing to tell.
struct SignalResult {
    double observations = 0;                 // bars with a value and a forward return
    double independent = 0;                  // of them, a horizon apart
    double mean_return = 0;                  // over the observations
    double ic = 0, ic_low = 0, ic_high = 0;  // rank correlation over time, mean over symbols by observations
    double cross_ic = 0, cross_ic_t = 0;     // rank correlation over symbols, mean over bars; its t value
    double autocorrelation = 0;              // rank correlation of the value with itself a horizon before
    double turnover = 0;  // share of bars on which the quantile (the event's state) changes
    double hit_rate = 0, hit_low = 0,
           hit_high = 0;                  // share of returns above 0, after events or in the upper half
    double events = 0, event_return = 0;  // events, and the mean return after them
    double edge = 0, edge_low = 0, edge_high = 0;  // event_return - mean_return
    std::vector<double> quantile_return;           // mean return, lowest values first
};

// Values of one combination: [symbol][bar]; of an event 1, 0 or NaN.
struct SignalValues {
    bool event = false;
    std::vector<std::vector<double>> values;
};

// [combination][horizon], computed on `threads` threads, the same for any number.
// `heard`: called now and then with the share that is done; false ends the work with Cancelled.
std::vector<std::vector<SignalResult>> signal_results(SignalMarket const& market,
                                                      std::vector<SignalValues> const& combinations,
                                                      SignalTerms const& terms, int threads,
                                                      std::function<bool(double)> const& heard);

}  // namespace basicbot
