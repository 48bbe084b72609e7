// Synthetic bars: the same bits for the same options, sound prices in every model, and the features each
// model has.

#include "engine/ingest/synth.hpp"

#include <algorithm>
#include <cmath>

#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

SynthOptions options_of(SynthModel model, std::uint64_t bars) {
    SynthOptions options;
    options.model = model, options.bars = bars, options.timeframe = "1h";
    return options;
}

std::string hash_of(SynthOptions const& options) {
    SynthBars s = make_synthetic(options);
    return make_series(std::move(s.bars), s.attributes, "S", options.timeframe).data_hash;
}

}  // namespace

TEST(Synth, every_model_makes_sound_bars) {
    for (auto const& name : synth_model_names()) {
        SynthBars const s = make_synthetic(options_of(synth_model_from(name), 20'000));
        EXPECT_EQ(s.bars.size(), 20'000u) << name;
        EXPECT_NO_THROW(validate(s.bars, name));
        EXPECT_GT(*std::min_element(s.bars.low.begin(), s.bars.low.end()), 0) << name;
        EXPECT_GT(*std::min_element(s.bars.volume.begin(), s.bars.volume.end()), 0) << name;
        EXPECT_EQ(s.bars.volume[77], std::floor(s.bars.volume[77]));
    }
    EXPECT_THROW(synth_model_from("gbn"), Error);
}

TEST(Synth, same_options_same_bits_and_a_longer_series_continues_a_shorter_one) {
    for (auto const& name : synth_model_names()) {
        SynthOptions options = options_of(synth_model_from(name), 3000);
        EXPECT_EQ(hash_of(options), hash_of(options));
        SynthBars const all = make_synthetic(options);
        options.bars = 1000;
        SynthBars const part = make_synthetic(options);
        EXPECT_TRUE(std::equal(part.bars.close.begin(), part.bars.close.end(), all.bars.close.begin()))
            << name;
        EXPECT_TRUE(std::equal(part.bars.time.begin(), part.bars.time.end(), all.bars.time.begin())) << name;
        std::string const hash = hash_of(options);
        options.seed = 2;
        EXPECT_NE(hash_of(options), hash) << name;
    }
}

TEST(Synth, volatility_is_what_was_asked_for) {
    SynthOptions options = options_of(SynthModel::gbm, 200'000);
    SynthBars const s = make_synthetic(options);
    double sum = 0;
    for (std::size_t t = 1; t < s.bars.size(); ++t) {
        double const r = std::log(s.bars.close[t] / s.bars.close[t - 1]);
        sum += r * r;
    }
    double const annual = std::sqrt(sum / 199'999 * 365.2425 * 24);
    EXPECT_NEAR(annual, 0.2, 0.2 * 5 / std::sqrt(2.0 * 200'000)) << "within five standard errors";
}

TEST(Synth, models_have_their_features) {
    SynthBars const gaps = make_synthetic(options_of(SynthModel::gaps, 20'000));
    std::size_t holes = 0;
    for (std::size_t t = 1; t < gaps.bars.size(); ++t)
        holes += gaps.bars.time[t] > gaps.bars.close_time[t - 1];
    EXPECT_GT(holes, 120u);
    EXPECT_LT(holes, 290u);
    SynthBars const flat = make_synthetic(options_of(SynthModel::flat, 100));
    EXPECT_EQ(*std::min_element(flat.bars.low.begin(), flat.bars.low.end()), 100);
    EXPECT_EQ(*std::max_element(flat.bars.high.begin(), flat.bars.high.end()), 100);
    EXPECT_NEAR(make_synthetic(options_of(SynthModel::tiny, 1)).bars.open[0], 1e-8, 1e-9);
    EXPECT_NEAR(make_synthetic(options_of(SynthModel::huge, 1)).bars.open[0], 1e8, 1e7);
    auto const largest = [](SynthBars const& s) {
        double most = 0;
        for (std::size_t t = 1; t < s.bars.size(); ++t)
            most = std::max(most, std::fabs(s.bars.close[t] / s.bars.close[t - 1] - 1));
        return most;
    };
    EXPECT_GT(largest(make_synthetic(options_of(SynthModel::jumps, 20'000))), 0.08);
    EXPECT_LT(largest(make_synthetic(options_of(SynthModel::gbm, 20'000))), 0.02);
    EXPECT_GT(largest(make_synthetic(options_of(SynthModel::regimes, 20'000))),
              1.5 * largest(make_synthetic(options_of(SynthModel::gbm, 20'000))));
}

TEST(Synth, a_long_series_stays_finite_and_in_range) {
    SynthOptions options = options_of(SynthModel::gbm, 100'000);
    options.timeframe = "1d", options.volatility = 3, options.drift = 10;
    SynthBars const s = make_synthetic(options);
    EXPECT_EQ(s.bars.time[0], -8'520'336'000 * second_ns) << "from 1700, where 2000 leaves no room";
    EXPECT_LE(*std::max_element(s.bars.high.begin(), s.bars.high.end()), 100'000.0001);
    EXPECT_GE(*std::min_element(s.bars.low.begin(), s.bars.low.end()), 0.0999999);
}

TEST(Synth, options_out_of_range_are_named) {
    auto const path = [](auto&& change) {
        SynthOptions options = options_of(SynthModel::gbm, 10);
        change(options);
        try {
            make_synthetic(options);
        } catch (Error const& error) {
            return error.parts().path;
        }
        return std::string();
    };
    EXPECT_EQ(path([](auto&) {}), "");
    EXPECT_EQ(path([](auto& o) { o.bars = 0; }), "--bars");
    EXPECT_EQ(path([](auto& o) { o.bars = 300'000, o.timeframe = "1d"; }), "--bars");
    EXPECT_EQ(path([](auto& o) { o.substeps = 1; }), "--substeps");
    EXPECT_EQ(path([](auto& o) { o.volatility = -1; }), "--volatility");
    EXPECT_EQ(path([](auto& o) { o.drift = 0 / 0.0 * 1; }), "--drift");
    EXPECT_EQ(path([](auto& o) { o.start_price = 1e30; }), "--start-price");
    EXPECT_EQ(path([](auto& o) { o.start = "soon"; }), "--start");
    EXPECT_EQ(path([](auto& o) { o.timeframe = "1y"; }), "--timeframe");
}
