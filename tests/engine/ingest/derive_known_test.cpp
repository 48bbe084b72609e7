// Derived bars against a second and slower account, and never ahead of their time (A22).

#include "engine/ingest/derive_series.hpp"
#include "tests/engine/ingest/derive_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

// ---- a second account: whole sums from scratch, bricks by the picture, candles in closed form

namespace {

std::vector<Row> gathered_again(DerivedBars const& what, std::vector<SourceBar> const& s) {
    std::vector<Row> made;
    for (std::size_t first = 0, last = 0; last < s.size(); ++last) {
        double high = s[first].high, low = s[first].low, volume = 0, money = 0;
        for (std::size_t k = first; k <= last; ++k) {
            high = std::max(high, s[k].high), low = std::min(low, s[k].low);
            volume += s[k].volume, money += s[k].close * s[k].volume;
        }
        double const amount = what.kind == DerivedKind::volume   ? volume
                              : what.kind == DerivedKind::dollar ? money
                              : what.kind == DerivedKind::range  ? high - low
                                                                 : static_cast<double>(last - first + 1);
        if (amount < what.size) continue;
        made.push_back({s[first].time, s[last].known_at, s[first].open, high, low, s[last].close, volume});
        first = last + 1;
    }
    return made;
}

// Draws one brick after the other while the close asks for one.
std::vector<Row> bricks_again(double b, std::vector<SourceBar> const& s) {
    std::vector<Row> made;
    std::size_t first = 0;
    for (std::size_t t = 0; t < s.size(); ++t) {
        std::size_t const before = made.size();
        while (true) {
            bool const none = made.empty();
            double const top = none ? s[0].close : made.back().high,
                         bottom = none ? s[0].close : made.back().low;
            double from = 0, to = 0;
            if (s[t].close >= top + b)
                from = top, to = top + b;
            else if (s[t].close <= bottom - b)
                from = bottom, to = bottom - b;
            else
                break;
            made.push_back({made.size() == before ? s[first].time : s[t].time, s[t].known_at, from,
                            std::max(from, to), std::min(from, to), to, 0});
        }
        if (made.size() == before) continue;
        double volume = 0;
        for (std::size_t k = first; k <= t; ++k) volume += s[k].volume;
        for (std::size_t k = before; k < made.size(); ++k)
            made[k].volume = volume / static_cast<double>(made.size() - before);
        first = t + 1;
    }
    return made;
}

}  // namespace

TEST(Derive, a_second_account_agrees) {
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        for (bool const of_trades : {false, true}) {
            auto const source = random_source(seed, 300, of_trades);
            for (char const* kind :
                 {"volume:50", "volume:3", "dollar:4000", "tick:7", "tick:1", "range:2", "range:0.25"})
                EXPECT_EQ(rows(kind, source), gathered_again(parse_derived(kind), source)) << kind << seed;
            for (char const* kind : {"renko:1", "renko:0.25", "renko:2.5", "renko:4"}) {
                auto const want = bricks_again(parse_derived(kind).size, source);
                EXPECT_EQ(rows(kind, source), want) << kind << seed;
                EXPECT_GE(want.size(), 3u);
            }
            auto const candles = derived("heikin_ashi", source).bars;
            for (std::size_t t = 0; t < source.size(); ++t) {
                // open[t] = open[0] / 2^t + the sum of close[j] / 2^(t - j)
                double open = (source[0].open + source[0].close) / 2 * std::exp2(-static_cast<double>(t));
                for (std::size_t j = 0; j < t; ++j)
                    open += (source[j].open + source[j].high + source[j].low + source[j].close) / 4 *
                            std::exp2(-static_cast<double>(t - j));
                EXPECT_NEAR(candles.open[t], open, 1e-12 * open) << t;
                EXPECT_EQ(candles.high[t], std::max({source[t].high, candles.open[t], candles.close[t]}));
                EXPECT_EQ(candles.low[t], std::min({source[t].low, candles.open[t], candles.close[t]}));
            }
        }
}

// ---- time of knowledge

// What is known at a time is the same whatever comes later: another end, or none.
TEST(Derive, A22_no_bar_looks_ahead) {
    for (std::uint64_t seed = 0; seed < 6; ++seed)
        for (bool const of_trades : {false, true})
            for (char const* kind : every_kind) {
                auto const source = random_source(seed, 200, of_trades);
                auto const whole = rows(kind, source);
                auto const stored = rows(stored_form(derived(kind, source).bars));
                for (std::size_t cut = 1; cut < source.size(); cut += 3) {
                    std::vector<SourceBar> begin(source.begin(),
                                                 source.begin() + static_cast<std::ptrdiff_t>(cut));
                    auto const now = rows(kind, begin);
                    ASSERT_LE(now.size(), whole.size());
                    EXPECT_TRUE(std::equal(now.begin(), now.end(), whole.begin())) << kind << cut;
                    EXPECT_TRUE(now.empty() || now.back().known_at <= source[cut - 1].known_at)
                        << kind << cut;
                    auto const kept = rows(stored_form(derived(kind, begin).bars));
                    EXPECT_TRUE(std::equal(kept.begin(), kept.end(), stored.begin())) << kind << cut;
                    for (auto other = random_source(seed + 99, 40, of_trades); SourceBar bar : other) {
                        bar.time += source[cut - 1].known_at, bar.known_at += source[cut - 1].known_at;
                        begin.push_back(bar);
                    }
                    auto const later = rows(kind, begin);
                    EXPECT_TRUE(std::equal(now.begin(), now.end(), later.begin())) << kind << cut;
                    EXPECT_TRUE(later.size() == now.size() ||
                                later[now.size()].known_at > source[cut - 1].known_at);
                }
            }
}

TEST(Derive, A22_the_stored_form_is_a_store_s_and_never_earlier) {
    for (std::uint64_t seed = 0; seed < 6; ++seed)
        for (bool const of_trades : {false, true})
            for (char const* kind : every_kind) {
                Derived const made = derived(kind, random_source(seed, 300, of_trades));
                BarColumns const stored = stored_form(made.bars);
                EXPECT_NO_THROW(validate(stored, kind)) << kind;
                for (std::size_t t = 0; t < stored.size(); ++t) {
                    EXPECT_GE(stored.time[t], made.bars.time[t]);
                    EXPECT_GE(stored.close_time[t], made.bars.close_time[t]);
                    EXPECT_LE(stored.close_time[t] - made.bars.close_time[t], 1000) << "ns";
                }
                EXPECT_TRUE(same_bits(stored.close, made.bars.close));
            }
    BarColumns const bricks = stored_form(
        derived("renko:1",
                {{0, 60, 9, 9, 9, 9, 1}, {60, 120, 12, 12, 12, 12, 3}, {120, 180, 13, 13, 13, 13, 1}})
            .bars);
    EXPECT_EQ(bricks.time, (std::vector<std::int64_t>{0, 120, 121, 122}));
    EXPECT_EQ(bricks.close_time, (std::vector<std::int64_t>{120, 121, 122, 180}));
}

namespace {

Series series_of_bars(std::vector<SourceBar> const& source) {
    BarColumns bars;
    for (SourceBar const& b : source)
        bars.push_back(b.time, b.known_at, b.open, b.high, b.low, b.close, b.volume);
    return make_series(std::move(bars), some_attributes(minute_ns), "A", "1m");
}

}  // namespace

TEST(Derive, A22_beside_the_bars_stands_the_last_one_known_at_each_close) {
    auto const source = random_source(3, 400, false);
    Series const series = series_of_bars(source);
    std::vector<DerivedBars> kinds;
    for (char const* kind : every_kind) kinds.push_back(parse_derived(kind));
    DerivedOf const all = derive(series, kinds);
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        auto const extra = beside(all, k, "x");
        ASSERT_EQ(extra.size(), 5u);
        EXPECT_EQ(extra[3].name, "x_close");
        EXPECT_EQ(extra[3].input_hash, series.data_hash);
        for (ExtraSeries const& e : extra) EXPECT_NO_THROW(validate(e));
        auto const close = as_of(extra[3], series.close_time), open = as_of(extra[0], series.close_time);
        for (std::size_t t = 0; t < series.size(); t += 7) {
            // What the bars up to t alone make.
            auto const now =
                rows(every_kind[k], {source.begin(), source.begin() + static_cast<std::ptrdiff_t>(t + 1)});
            EXPECT_EQ(std::isnan(close[t]), now.empty()) << every_kind[k] << t;
            if (now.empty()) continue;
            EXPECT_EQ(close[t], now.back().close) << every_kind[k] << t;
            EXPECT_EQ(open[t], now.back().open) << every_kind[k] << t;
        }
    }
}

TEST(Derive, a_series_says_what_it_was_made_of) {
    Series const series = series_of_bars(random_source(4, 100, false));
    DerivedOf const all = derive(series, {parse_derived("renko:0.5"), parse_derived("heikin_ashi")});
    NewSeries const bricks = series_of(all, 0);
    EXPECT_EQ(bricks.timeframe, "renko0.5_1m");
    EXPECT_EQ(bricks.attributes.bar_ns, 0);
    EXPECT_EQ(bricks.attributes.bars_per_year, 0);
    EXPECT_EQ(bricks.attributes.input_hash, series.data_hash);
    EXPECT_EQ(bricks.attributes.source, "made for a test, renko:0.5 from 1m");
    EXPECT_EQ(bricks.attributes.timezone, "America/New_York");
    EXPECT_EQ(series_of(all, 1).timeframe, "heikin_ashi_1m");
    EXPECT_EQ(error_of([&] { derive(series, {parse_derived("volume:1e9")}); }).code, "no_bars");
}
