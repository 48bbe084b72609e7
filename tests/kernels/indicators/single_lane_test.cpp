// Parameter sets have the bits of the plain walk, however its columns are made: stretches of the series as
// lanes (cpu_fallback/lane_bars.hpp), plain instructions, extremes shared by windows (window_extremes.hpp).

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

void expect_plain_bits(Entry const& e, Bars const& bars, int64_t begin,
                       std::vector<std::vector<double>> const& sets) {
    Result plain;
    for (auto const& set : sets)  // one by one: what the plain set does with one lane
        for (Series const& column : run(e, 0, bars, begin, {set}).columns) plain.columns.push_back(column);
    auto const isas = instruction_sets();
    for (int isa = 1; isa < 3; ++isa) {
        if (!isas[static_cast<size_t>(isa)].present) continue;
        Result const got = run(e, isa, bars, begin, sets);
        ASSERT_TRUE(got.guards_intact) << e.name;
        for (size_t c = 0; c < plain.columns.size(); ++c)
            for (size_t t = 0; t < bars[0].size(); ++t)
                ASSERT_EQ(basicbot::bits_of(got.columns[c][t]), basicbot::bits_of(plain.columns[c][t]))
                    << e.name << " " << isas[static_cast<size_t>(isa)].name << " column " << c << " bar " << t
                    << " of " << bars[0].size() << " from " << begin;
    }
}

Bars with_holes(Bars bars) {
    size_t const size = bars[0].size();
    for (size_t k = 0; k < bars.size(); ++k)
        for (size_t hole = 1; hole < 6; ++hole) bars[k][(hole * 7919 + k * 131) % size] = std::nan("");
    return bars;
}

// Long enough to be cut, by lengths around a cut and with what is left over.
TEST(SingleLanes, have_the_bits_of_the_plain_walk) {
    for (Entry const& e : entries()) {
        std::vector<double> standard, wide;
        for (basicbot::param_info const& p : e.params) {
            standard.push_back(p.standard);
            wide.push_back(p.whole && p.high >= 90 ? 90 : p.standard);
        }
        for (size_t size : {size_t{1215}, size_t{1344}, size_t{5003}}) {
            Bars const bars = make_bars(e, Kind::walk, size);
            for (int64_t begin : {0, 37})
                for (auto const& set : {standard, wide}) {
                    expect_plain_bits(e, bars, begin, {set});
                    expect_plain_bits(e, with_holes(bars), begin, {set});
                }
        }
    }
}

// Several sets share the bars of the lanes, also over more stretches than are walked at once.
TEST(Stretches, have_the_bits_of_the_plain_walk) {
    int seen = 0;
    for (Entry const& e : entries()) {
        if (!e.windowed) continue;
        ++seen;
        for (size_t size : {size_t{5003}, size_t{9500}}) {
            Bars const bars = make_bars(e, Kind::walk, size);
            expect_plain_bits(e, bars, 0, parameter_sets(e, 9));
            expect_plain_bits(e, with_holes(bars), 37, parameter_sets(e, 3));
        }
    }
    EXPECT_GT(seen, 20);
}

// The extreme of every window by looking at all its bars.
Series searched(Series const& x, int64_t begin, int64_t n, bool highest) {
    Series best(x.size(), std::nan(""));
    for (auto t = static_cast<size_t>(begin + n - 1); t < x.size(); ++t) {
        best[t] = x[t];
        for (size_t k = 1; k < static_cast<size_t>(n) && !std::isnan(best[t]); ++k) {
            double const v = x[t - k];
            if (std::isnan(v) || (highest ? v > best[t] : v < best[t])) best[t] = v;
        }
    }
    return best;
}

// Windows around the powers of two and the pieces of 2,048 bars, and one that is too long to be shared.
TEST(SharedExtremes, are_those_of_a_search) {
    auto const isas = instruction_sets();
    for (bool highest : {true, false}) {
        Entry const& e = entry_named(highest ? "highest" : "lowest");
        for (size_t size : {size_t{1}, size_t{7}, size_t{2048}, size_t{2049}, size_t{5003}}) {
            Bars const bars = make_bars(e, Kind::walk, size);
            Bars silent = bars;
            for (size_t t = size / 2; t < size; ++t) silent[0][t] = std::nan("");
            std::vector<std::vector<double>> const sets[] = {
                {{1}, {2}, {3}, {8}}, {{15}, {16}, {17}, {1024}}, {{1023}, {64}}, {{1025}, {5}}};
            for (auto const& set : sets)
                for (int64_t begin : {0, 5})
                    for (Bars const& of : {bars, with_holes(bars), silent})
                        for (size_t lane = 0; lane < set.size(); ++lane) {
                            auto const n = static_cast<int64_t>(set[lane][0]);
                            Series const want = searched(of[0], begin, n, highest);
                            for (int isa = 0; isa < 3; ++isa) {
                                if (!isas[static_cast<size_t>(isa)].present) continue;
                                Series const got = run(e, isa, of, begin, set).columns[lane];
                                for (size_t t = 0; t < size; ++t)
                                    ASSERT_TRUE(got[t] == want[t] ||
                                                (std::isnan(got[t]) && std::isnan(want[t])))
                                        << e.name << " " << n << " bar " << t << " of " << size;
                            }
                        }
        }
    }
}

}  // namespace
