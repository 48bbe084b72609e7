#pragma once
// Small sources of derived bars, and what is made of them.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/ingest/derive.hpp"
#include "tests/engine/bars/bars_fixture.hpp"
#include "tests/support/random.hpp"

namespace basicbot::testing_bars {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

inline Derived derived(std::string const& kind, std::vector<SourceBar> const& source) {
    Deriver deriver(parse_derived(kind), "A 1m");
    for (SourceBar const& bar : source) deriver.push(bar);
    return deriver.take();
}

// Trade k at 10 k.
inline std::vector<SourceBar> trades(std::vector<double> const& prices, double size = 1) {
    std::vector<SourceBar> source;
    for (double p : prices) {
        auto const at = static_cast<std::int64_t>(10 * source.size());
        source.push_back({at, at + 1, p, p, p, p, size});
    }
    return source;
}

struct Row {
    std::int64_t time, known_at;
    double open, high, low, close, volume;
    bool operator==(Row const&) const = default;
};

inline std::vector<Row> rows(BarColumns const& b) {
    std::vector<Row> all;
    for (std::size_t t = 0; t < b.size(); ++t)
        all.push_back({b.time[t], b.close_time[t], b.open[t], b.high[t], b.low[t], b.close[t], b.volume[t]});
    return all;
}

inline std::vector<Row> rows(std::string const& kind, std::vector<SourceBar> const& source) {
    return rows(derived(kind, source).bars);
}

// Bars of a minute, or trades of which several share a time; prices in quarters, sizes whole.
inline std::vector<SourceBar> random_source(std::uint64_t seed, std::size_t n, bool of_trades) {
    basicbot::TestRandom random(seed);
    std::vector<SourceBar> source;
    std::int64_t time = 1000 * second_ns;
    double price = 100;
    for (std::size_t t = 0; t < n; ++t) {
        std::int64_t const jump = random.chance(0.05) ? 41 : 9, drift = random.chance(0.5) ? 4 : 5;
        double const close = price + 0.25 * static_cast<double>(random.below(jump) - drift);
        double const volume = static_cast<double>(random.below(20));
        if (of_trades) {
            time += random.below(3) * 7;
            source.push_back({time, time + 1, close, close, close, close, volume});
        } else {
            time += (1 + random.below(2)) * minute_ns;
            source.push_back({time, time + minute_ns, price,
                              std::max(price, close) + 0.25 * static_cast<double>(random.below(4)),
                              std::min(price, close) - 0.25 * static_cast<double>(random.below(4)), close,
                              volume});
        }
        price = close;
    }
    return source;
}

inline constexpr char const* every_kind[] = {"volume:50", "dollar:4000", "tick:7",     "range:2",
                                             "renko:1",   "renko:0.5",   "heikin_ashi"};

}  // namespace basicbot::testing_bars
