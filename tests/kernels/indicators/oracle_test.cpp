// The windowed and recursive entries against textbook loops in long double that share no code with them.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

using Real = long double;
using Long = std::vector<Real>;
Real const nan_value = std::nan("");

Long long_of(Series const& x) { return {x.begin(), x.end()}; }

Long mean_of(Long const& x, size_t n) {
    Long y(x.size(), nan_value);
    for (size_t t = n - 1; t < x.size(); ++t) {
        Real sum = 0;
        for (size_t k = 0; k < n; ++k) sum += x[t - k];
        y[t] = sum / static_cast<Real>(n);
    }
    return y;
}

// A recursion that starts at bar `first` with the mean of the n values up to it.
Long recursion(Long const& x, size_t first, size_t n, Real weight) {
    Long y(x.size(), nan_value);
    if (first >= x.size()) return y;
    Real sum = 0;
    for (size_t k = 0; k < n; ++k) sum += x[first - k];
    y[first] = sum / static_cast<Real>(n);
    for (size_t t = first + 1; t < x.size(); ++t) y[t] = y[t - 1] + weight * (x[t] - y[t - 1]);
    return y;
}
Real exponential(size_t n) { return 2.0L / static_cast<Real>(n + 1); }

using Expected = std::vector<Long>;  // one per output
using Oracle = Expected (*)(Bars const&, std::vector<double> const&);

size_t whole(double p) { return static_cast<size_t>(p); }

bool above(Real a, Real b) { return a > b; }
bool below(Real a, Real b) { return a < b; }

// The extremes of the windows and their bars, of equals the newest.
std::pair<Long, Long> extremes(Series const& x, size_t n, bool (*better)(Real, Real)) {
    Long values(x.size(), nan_value), places(x.size(), nan_value);
    for (size_t t = n - 1; t < x.size(); ++t) {
        size_t best = t;
        for (size_t k = 0; k < n; ++k) {
            if (better(x[t - k], x[best])) best = t - k;
        }
        values[t] = x[best];
        places[t] = static_cast<Real>(best);
    }
    return {values, places};
}

Long true_range(Bars const& in) {
    Long y(in[0].size(), nan_value);
    for (size_t t = 1; t < y.size(); ++t) {
        Real const h = in[0][t], l = in[1][t], c = in[2][t - 1];
        y[t] = std::max(h, c) - std::min(l, c);
    }
    return y;
}

std::map<std::string, Oracle> const oracles = {
    {"sma", [](Bars const& in, auto const& p) { return Expected{mean_of(long_of(in[0]), whole(p[0]))}; }},
    {"ema",
     [](Bars const& in, auto const& p) {
         size_t const n = whole(p[0]);
         return Expected{recursion(long_of(in[0]), n - 1, n, exponential(n))};
     }},
    {"rsi",
     [](Bars const& in, auto const& p) {
         size_t const n = whole(p[0]);
         Long up(in[0].size(), 0), down(up), y(up.size(), nan_value);
         for (size_t t = 1; t < up.size(); ++t) {
             Real const d = static_cast<Real>(in[0][t]) - in[0][t - 1];
             (d > 0 ? up : down)[t] = std::fabs(d);
         }
         up = recursion(up, n, n, 1.0L / static_cast<Real>(n));
         down = recursion(down, n, n, 1.0L / static_cast<Real>(n));
         for (size_t t = n; t < y.size(); ++t) {
             y[t] = up[t] + down[t] < 1e-14L ? 0 : 100 * up[t] / (up[t] + down[t]);
         }
         return Expected{y};
     }},
    {"macd",
     [](Bars const& in, auto const& p) {
         size_t const fast = whole(std::min(p[0], p[1])), slow = whole(std::max(p[0], p[1])), n = whole(p[2]);
         Long const x = long_of(in[0]);
         Long const f = recursion(x, slow - 1, fast, exponential(fast));
         Long const s = recursion(x, slow - 1, slow, exponential(slow));
         Long line(x.size()), hist(x.size(), nan_value);
         for (size_t t = 0; t < x.size(); ++t) line[t] = f[t] - s[t];
         Long const signal = recursion(line, slow + n - 2, n, exponential(n));
         for (size_t t = 0; t < x.size(); ++t) {
             hist[t] = line[t] - signal[t];
             if (t < slow + n - 2) line[t] = nan_value;
         }
         return Expected{line, signal, hist};
     }},
    {"bbands",
     [](Bars const& in, auto const& p) {
         size_t const n = whole(p[0]);
         Long const middle = mean_of(long_of(in[0]), n);
         Long upper(middle), lower(middle);
         for (size_t t = n - 1; t < middle.size(); ++t) {
             Real sum = 0;
             for (size_t k = 0; k < n; ++k) sum += (in[0][t - k] - middle[t]) * (in[0][t - k] - middle[t]);
             Real const sd = std::sqrt(sum / static_cast<Real>(n));
             upper[t] += static_cast<Real>(p[1]) * sd;
             lower[t] -= static_cast<Real>(p[2]) * sd;
         }
         return Expected{upper, middle, lower};
     }},
    {"trange", [](Bars const& in, auto const&) { return Expected{true_range(in)}; }},
    {"atr",
     [](Bars const& in, auto const& p) {
         size_t const n = whole(p[0]);
         return Expected{recursion(true_range(in), n, n, 1.0L / static_cast<Real>(n))};
     }},
    {"sum",
     [](Bars const& in, auto const& p) {
         Long y = mean_of(long_of(in[0]), whole(p[0]));
         for (Real& v : y) v *= whole(p[0]);
         return Expected{y};
     }},
    {"highest",
     [](Bars const& in, auto const& p) { return Expected{extremes(in[0], whole(p[0]), above).first}; }},
    {"lowest",
     [](Bars const& in, auto const& p) { return Expected{extremes(in[0], whole(p[0]), below).first}; }},
    {"minmax",
     [](Bars const& in, auto const& p) {
         return Expected{extremes(in[0], whole(p[0]), below).first,
                         extremes(in[0], whole(p[0]), above).first};
     }},
    {"maxindex",
     [](Bars const& in, auto const& p) { return Expected{extremes(in[0], whole(p[0]), above).second}; }},
    {"minindex",
     [](Bars const& in, auto const& p) { return Expected{extremes(in[0], whole(p[0]), below).second}; }},
    {"minmaxindex",
     [](Bars const& in, auto const& p) {
         return Expected{extremes(in[0], whole(p[0]), below).second,
                         extremes(in[0], whole(p[0]), above).second};
     }},
    {"lag",
     [](Bars const& in, auto const& p) {
         Long y(in[0].size(), nan_value);
         for (size_t t = whole(p[0]); t < y.size(); ++t) y[t] = in[0][t - whole(p[0])];
         return Expected{y};
     }},
};

class Oracles : public testing::TestWithParam<std::string> {};

TEST_P(Oracles, agree_within_rounding_of_the_prices) {
    Entry const& e = entry_named(GetParam());
    auto sets = parameter_sets(e, 9);
    if (e.params.size() == 1 && e.params[0].high > 250) sets.push_back({250});
    for (Kind kind : {Kind::walk, Kind::flat, Kind::tiny, Kind::huge, Kind::gapped}) {
        Bars const bars = make_bars(e, kind, 900);
        double scale = 0;
        for (Series const& x : bars) {
            for (double v : x) scale = std::max(scale, std::fabs(v));
        }
        if (e.name == "rsi") scale = 100;
        if (e.name == "sum") scale *= 250;
        // After a jump the variance is small beside the squared distance from the anchor: see bbands.hpp.
        double const limit = scale * (e.name == "bbands" && kind == Kind::gapped ? 2e-12 : 2e-13);
        Result const r = run(e, 0, bars, 0, sets);
        for (size_t c = 0; c < r.columns.size(); ++c) {
            auto const& set = sets[c / e.outputs.size()];
            Long const want = oracles.at(e.name)(bars, set)[c % e.outputs.size()];
            for (size_t t = 0; t < want.size(); ++t) {
                if (std::isnan(want[t])) {
                    ASSERT_TRUE(std::isnan(r.columns[c][t])) << "bar " << t;
                } else {
                    ASSERT_NEAR(r.columns[c][t], static_cast<double>(want[t]), limit)
                        << e.outputs[c % e.outputs.size()] << " bar " << t << " kind "
                        << static_cast<int>(kind) << " n " << (set.empty() ? 0 : set[0]);
                }
            }
        }
    }
}

std::vector<std::string> oracle_names() {
    std::vector<std::string> names;
    for (auto const& [name, oracle] : oracles) names.push_back(name);
    return names;
}

INSTANTIATE_TEST_SUITE_P(Entries, Oracles, testing::ValuesIn(oracle_names()),
                         [](auto const& info) { return info.param; });

TEST(Bbands, width_survives_prices_of_1e8) {
    Entry const& e = entry_named("bbands");
    Bars const bars = make_bars(e, Kind::huge, 900);
    std::vector<double> const set = {20, 2, 2};
    Result const r = run(e, 0, bars, 0, {set});
    Expected const want = oracles.at("bbands")(bars, set);
    for (size_t t = 19; t < 900; ++t) {
        // Limited by the spacing of doubles at 1e8 (1.5e-8), not by the variance.
        EXPECT_NEAR(r.columns[0][t] - r.columns[1][t], static_cast<double>(want[0][t] - want[1][t]), 5e-8)
            << t;
    }
}

}  // namespace
