// Rules that every entry of the catalogue keeps; a new file under kernels/indicators is tested without an
// edit here.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

class Catalogue : public testing::TestWithParam<size_t> {
  protected:
    Entry const& entry() const { return entries()[GetParam()]; }
    void unwanted_outputs(size_t size) const;
};

size_t const lanes = 17;  // two registers and one lane more with AVX-512

TEST_P(Catalogue, describes_itself) {
    Entry const& e = entry();
    EXPECT_EQ(e.name, e.info->name);
    for (char const* text :
         {e.info->title, e.info->group, e.info->formula, e.info->source, e.info->degenerate}) {
        EXPECT_GT(std::string(text).size(), 1u);
    }
    EXPECT_LE(e.params.size(), static_cast<size_t>(basicbot::max_params));
    EXPECT_LE(e.inputs.size(), static_cast<size_t>(basicbot::max_inputs));
    EXPECT_LE(e.outputs.size(), static_cast<size_t>(basicbot::max_outputs));
    for (basicbot::param_info const& p : e.params) {
        EXPECT_LE(p.low, p.from) << p.name;
        EXPECT_LE(p.from, p.to) << p.name;
        EXPECT_LE(p.to, p.high) << p.name;
        EXPECT_GT(p.by, 0) << p.name;
        EXPECT_GE(p.standard, p.low) << p.name;
        EXPECT_LE(p.standard, p.high) << p.name;
    }
}

TEST_P(Catalogue, leading_nans_are_exactly_the_warm_up) {
    Entry const& e = entry();
    auto const sets = parameter_sets(e, lanes);
    for (int64_t begin : {0, 7, 64, 101}) {
        Bars bars = make_bars(e, Kind::walk, 500);
        for (Series& x : bars)
            std::fill(x.begin(), x.begin() + begin, 1e300);  // not defined, must not be read
        Result const first = run(e, 0, bars, begin, sets);
        for (Series& x : bars) std::fill(x.begin(), x.begin() + begin, -1e-300);
        Result const second = run(e, 0, bars, begin, sets);
        for (size_t c = 0; c < first.columns.size(); ++c) {
            EXPECT_TRUE(same_bits(first.columns[c], second.columns[c])) << "reads before begin " << begin;
            int64_t const warm = begin + e.warmup(sets[c / e.outputs.size()].data());
            for (int64_t t = 0; t < 500; ++t) {
                ASSERT_EQ(std::isnan(first.columns[c][static_cast<size_t>(t)]), t < warm)
                    << "column " << c << " bar " << t << " warm " << warm;
            }
        }
    }
}

TEST_P(Catalogue, short_series_are_all_nan) {
    Entry const& e = entry();
    auto const sets = parameter_sets(e, lanes);
    for (size_t size : {1, 2, 7, 9, 40}) {
        for (int64_t begin : {int64_t{0}, static_cast<int64_t>(size) - 1, static_cast<int64_t>(size)}) {
            Result const r = run(e, 0, make_bars(e, Kind::walk, size), begin, sets);
            EXPECT_TRUE(r.guards_intact);
            for (size_t c = 0; c < r.columns.size(); ++c) {
                int64_t const warm = begin + e.warmup(sets[c / e.outputs.size()].data());
                for (size_t t = 0; t < size; ++t) {
                    ASSERT_EQ(std::isnan(r.columns[c][t]), static_cast<int64_t>(t) < warm);
                }
            }
        }
    }
}

TEST_P(Catalogue, later_bars_change_nothing_but_what_repaints) {
    Entry const& e = entry();
    bool seen = false;
    auto const sets = parameter_sets(e, lanes);
    Bars const bars = make_bars(e, Kind::walk, 400);
    for (size_t isa = 0; isa < 3; ++isa) {
        if (!instruction_sets()[isa].present) continue;
        Result const whole = run(e, static_cast<int>(isa), bars, 0, sets);
        for (size_t cut : {1, 63, 64, 65, 200, 333}) {
            Bars changed = bars, shorter = bars;
            for (Series& x : changed) {
                for (size_t t = cut; t < x.size(); ++t) x[t] = t % 3 ? -7.0 * x[t] : 1e9;
            }
            for (Series& x : shorter) x = Series(x.begin(), x.begin() + static_cast<int64_t>(cut));
            Result const a = run(e, static_cast<int>(isa), changed, 0, sets);
            Result const b = run(e, static_cast<int>(isa), shorter, 0, sets);
            for (size_t c = 0; c < whole.columns.size(); ++c) {
                Series const want(whole.columns[c].begin(),
                                  whole.columns[c].begin() + static_cast<int64_t>(cut));
                Series const got(a.columns[c].begin(), a.columns[c].begin() + static_cast<int64_t>(cut));
                seen = seen || !same_bits(want, got);
                if (e.repaints) continue;
                EXPECT_TRUE(same_bits(want, got)) << "sees bars from " << cut;
                EXPECT_TRUE(same_bits(want, b.columns[c])) << "cut at " << cut;
            }
        }
    }
    EXPECT_EQ(seen, e.repaints);
}

TEST_P(Catalogue, same_bits_for_every_batch_and_instruction_set) {
    Entry const& e = entry();
    auto const sets = parameter_sets(e, lanes);
    for (Kind kind : {Kind::walk, Kind::flat, Kind::tiny, Kind::huge, Kind::gapped}) {
        Bars const bars = make_bars(e, kind, 777);
        std::vector<Series> alone;
        for (auto const& set : sets) {
            for (Series& column : run(e, 0, bars, 5, {set}).columns) alone.push_back(std::move(column));
        }
        for (size_t isa = 0; isa < 3; ++isa) {
            if (!instruction_sets()[isa].present) continue;
            for (size_t batch : {size_t{1}, size_t{3}, size_t{8}, lanes}) {
                for (size_t first = 0; first < lanes; first += batch) {
                    size_t const last = std::min(lanes, first + batch);
                    Result const r = run(e, static_cast<int>(isa), bars, 5,
                                         {sets.begin() + static_cast<int64_t>(first),
                                          sets.begin() + static_cast<int64_t>(last)});
                    ASSERT_TRUE(r.guards_intact);
                    for (size_t c = 0; c < r.columns.size(); ++c) {
                        ASSERT_TRUE(same_bits(r.columns[c], alone[first * e.outputs.size() + c]))
                            << instruction_sets()[isa].name << " batch " << batch << " first " << first
                            << " kind " << static_cast<int>(kind);
                    }
                }
            }
        }
    }
}

TEST_P(Catalogue, odd_series_stay_finite_and_nans_have_one_pattern) {
    Entry const& e = entry();
    auto const sets = parameter_sets(e, lanes);
    for (Kind kind : {Kind::flat, Kind::tiny, Kind::huge, Kind::gapped}) {
        Result const r = run(e, 0, make_bars(e, kind, 600), 0, sets);
        for (size_t c = 0; c < r.columns.size(); ++c) {
            size_t const warm = static_cast<size_t>(e.warmup(sets[c / e.outputs.size()].data()));
            for (size_t t = 0; t < 600; ++t) {
                ASSERT_TRUE(t < warm || std::isfinite(r.columns[c][t]))
                    << static_cast<int>(kind) << " bar " << t;
            }
        }
    }
    Bars holes = make_bars(e, Kind::walk, 600);
    for (Series& x : holes) x[150] = -std::nan("77");
    for (size_t isa = 0; isa < 3; ++isa) {
        if (!instruction_sets()[isa].present) continue;
        for (Series const& column : run(e, static_cast<int>(isa), holes, 0, sets).columns) {
            for (double x : column) {
                ASSERT_TRUE(!std::isnan(x) ||
                            basicbot::bits_of(x) == basicbot::bits_of(basicbot::quiet_nan()));
            }
        }
    }
}

// Bars of few and of many stretches (cpu_fallback/lane_bars.hpp).
TEST_P(Catalogue, unwanted_outputs_may_be_null) {
    for (size_t const size : {203, 3001}) unwanted_outputs(size);
}

void Catalogue::unwanted_outputs(size_t size) const {
    Entry const& e = entry();
    auto const sets = parameter_sets(e, lanes);
    Bars const bars = make_bars(e, Kind::walk, size);
    basicbot::series_view view{};
    for (size_t k = 0; k < bars.size(); ++k) view.x[k] = bars[k].data();
    view.size = static_cast<int64_t>(size);
    std::vector<double> params;
    for (auto const& set : sets) params.insert(params.end(), set.begin(), set.end());
    for (size_t isa = 0; isa < 3; ++isa) {
        if (!instruction_sets()[isa].present) continue;
        Result const all = run(e, static_cast<int>(isa), bars, 0, sets);
        std::vector<Series> kept(all.columns.size(), Series(size));
        std::vector<double*> out;
        for (size_t c = 0; c < kept.size(); ++c) out.push_back(c % 2 ? kept[c].data() : nullptr);
        e.columns[isa](&view, params.data(), static_cast<int32_t>(lanes), out.data());
        for (size_t c = 1; c < kept.size(); c += 2) EXPECT_TRUE(same_bits(kept[c], all.columns[c]));
    }
}

INSTANTIATE_TEST_SUITE_P(Entries, Catalogue, testing::Range(size_t{0}, entries().size()),
                         [](auto const& info) { return entries()[info.param].name; });

}  // namespace
