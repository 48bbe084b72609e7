// The store keeps bars and attributes exactly, finds them again, and joins new bars to old ones.

#include "engine/bars/store.hpp"

#include <cmath>
#include <limits>

#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(Store, round_trip_keeps_every_bit) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    BarColumns bars = some_bars(300'000);  // more than two hash blocks per column
    bars.volume[7] = std::bit_cast<double>(0xfff8000000000123ull);
    bars.split_time = {bars.time[10]}, bars.split_factor = {4};
    bars.dividend_time = {bars.time[10], bars.time[20]}, bars.dividend_cash = {0.5, 0.25};
    StoreEntry const entry = store.write(bars, some_attributes(), "ACME", "1h", WriteMode::create);
    EXPECT_EQ(entry.bars, bars.size());

    Series const s = Store::open(folder / "store").load("ACME", "1h");
    bars.volume[7] = std::numeric_limits<double>::quiet_NaN();  // every stored NaN is one bit pattern
    EXPECT_TRUE(same_bars(s, bars));
    EXPECT_EQ(s.attributes, some_attributes());
    EXPECT_EQ(s.symbol, "ACME");
    EXPECT_EQ(s.timeframe, "1h");
    EXPECT_EQ(s.data_hash, entry.data_hash);
    EXPECT_TRUE(same_bits(s.split_factor, bars.split_factor));
    EXPECT_TRUE(same_bits(s.dividend_time, bars.dividend_time));
    EXPECT_TRUE(same_bits(s.dividend_cash, bars.dividend_cash));
    // A series made in memory has the same identity.
    EXPECT_EQ(make_series(bars, some_attributes(), "ACME", "1h").data_hash, s.data_hash);
}

TEST(Store, data_hash_follows_bars_and_attributes) {
    BarColumns bars = some_bars(10);
    std::string const base = make_series(bars, some_attributes(), "A", "1h").data_hash;
    EXPECT_EQ(base.size(), 32u);
    SeriesAttributes other = some_attributes();
    other.currency = "EUR";
    EXPECT_NE(make_series(bars, other, "A", "1h").data_hash, base);
    EXPECT_NE(make_series(bars, some_attributes(), "B", "1h").data_hash, base);
    bars.volume[3] += 1;
    EXPECT_NE(make_series(bars, some_attributes(), "A", "1h").data_hash, base);
}

TEST(Store, odd_symbols_stay_inside_the_store) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    for (std::string const symbol : {"BTC/USD", "..", "../../escape", "BRK.B", "^GSPC", "%41", "Ä", " "}) {
        store.write(some_bars(5), some_attributes(), symbol, "1h", WriteMode::create);
        EXPECT_EQ(store.load(symbol, "1h").symbol, symbol);
    }
    EXPECT_EQ(store.list().size(), 8u);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    EXPECT_EQ(error_of([&] { store.load("", "1h"); }).code, "bad_symbol");
    EXPECT_EQ(error_of([&] { store.load(std::string(65, 'a'), "1h"); }).code, "bad_symbol");
    EXPECT_EQ(error_of([&] { store.load("A", "../1h"); }).code, "bad_timeframe");
}

TEST(Store, unknown_names_list_what_is_near) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    for (char const* symbol : {"GOOG", "NASDAQ", "SP500"})
        store.write(some_bars(5), some_attributes(), symbol, "1h", WriteMode::create);
    auto const symbol = error_of([&] { store.load("GOGO", "1h"); });
    EXPECT_EQ(symbol.code, "unknown_symbol");
    EXPECT_EQ(symbol.value, "GOGO");
    EXPECT_EQ(symbol.allowed, "GOOG, NASDAQ, SP500");
    EXPECT_EQ(symbol.suggestion, "did you mean 'GOOG'?");
    auto const timeframe = error_of([&] { store.load("GOOG", "1d"); });
    EXPECT_EQ(timeframe.code, "unknown_timeframe");
    EXPECT_EQ(timeframe.allowed, "1h");
    EXPECT_FALSE(store.contains("GOOG", "1d"));
    EXPECT_TRUE(store.contains("GOOG", "1h"));
}

TEST(Store, modes_create_replace_append) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    BarColumns const all = some_bars(100);
    auto const part = [&](std::size_t from, std::size_t to) {
        BarColumns b;
        for (std::size_t t = from; t < to; ++t)
            b.push_back(all.time[t], all.close_time[t], all.open[t], all.high[t], all.low[t], all.close[t],
                        all.volume[t]);
        return b;
    };
    store.write(part(0, 60), some_attributes(), "A", "1h", WriteMode::append);  // append to nothing creates
    EXPECT_EQ(error_of([&] { store.write(all, some_attributes(), "A", "1h", WriteMode::create); }).code,
              "series_exists");
    store.write(part(50, 100), some_attributes(), "A", "1h", WriteMode::append);
    EXPECT_TRUE(same_bars(store.load("A", "1h"), all));
    std::string const hash = store.load("A", "1h").data_hash;
    store.write(part(50, 100), some_attributes(), "A", "1h", WriteMode::append);
    EXPECT_EQ(store.load("A", "1h").data_hash, hash) << "appending the same bars twice changes nothing";

    BarColumns changed = part(50, 100);
    changed.volume[0] += 1;
    EXPECT_EQ(error_of([&] { store.write(changed, some_attributes(), "A", "1h", WriteMode::append); }).code,
              "bars_differ");
    SeriesAttributes other = some_attributes();
    other.timezone = "UTC";
    EXPECT_EQ(error_of([&] { store.write(part(50, 100), other, "A", "1h", WriteMode::append); }).code,
              "attributes_differ");
    store.write(part(5, 9), other, "A", "1h", WriteMode::replace);
    EXPECT_TRUE(same_bars(store.load("A", "1h"), part(5, 9)));
    EXPECT_EQ(store.list().size(), 1u);
}

TEST(Store, bad_bars_are_refused_by_number) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    auto const refused = [&](auto&& spoil) {
        BarColumns b = some_bars(10);
        spoil(b);
        auto const parts =
            error_of([&] { store.write(b, some_attributes(), "A", "1h", WriteMode::replace); });
        EXPECT_EQ(parts.code, "bad_bars") << parts.problem;
        return parts.path;
    };
    double const nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(refused([](BarColumns& b) { b.time[4] = b.time[3]; }), "A 1h: bar 4");
    EXPECT_EQ(refused([](BarColumns& b) { b.close_time[4] = b.time[4]; }), "A 1h: bar 4");
    EXPECT_EQ(refused([](BarColumns& b) { b.close_time[4] += 1; }), "A 1h: bar 5");
    EXPECT_EQ(refused([&](BarColumns& b) { b.open[2] = nan; }), "A 1h: bar 2");
    EXPECT_EQ(refused([&](BarColumns& b) { b.close[2] = 1 / 0.0; }), "A 1h: bar 2");
    EXPECT_EQ(refused([](BarColumns& b) { b.high[6] = b.low[6] - 1; }), "A 1h: bar 6");
    EXPECT_EQ(refused([](BarColumns& b) { b.low[6] = b.high[6]; }), "A 1h: bar 6");
    EXPECT_EQ(refused([](BarColumns& b) { b.volume[9] = -1; }), "A 1h: bar 9");
    EXPECT_EQ(refused([](BarColumns& b) { b.volume.pop_back(); }), "A 1h: bar 0");
    EXPECT_EQ(error_of([&] { store.write({}, some_attributes(), "A", "1h", WriteMode::replace); }).code,
              "no_bars");
    EXPECT_TRUE(store.list().empty());
}

TEST(Store, many_series_are_written_and_refused_one_by_one) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    store.write(some_bars(5), some_attributes(), "OLD", "1h", WriteMode::create);
    std::vector<NewSeries> series;
    for (int i = 0; i < 20; ++i)
        series.push_back({"S" + std::to_string(i), "1h", some_bars(10, hour_ns, 1), some_attributes()});
    series.push_back({"OLD", "1h", some_bars(6), some_attributes()});
    series.push_back({"", "1h", some_bars(6), some_attributes()});
    series.push_back({"S0", "1h", some_bars(6), some_attributes()});
    series.push_back({"BAD", "1h", BarColumns{}, some_attributes()});
    series.push_back({"S0", "2h", some_bars(6, 2 * hour_ns), some_attributes(2 * hour_ns)});
    std::vector<WriteResult> const results = store.write_all(std::move(series), WriteMode::create);
    std::vector<std::string> codes;
    for (WriteResult const& r : results) codes.push_back(r.refusal ? r.refusal->parts().code : "");
    std::vector<std::string> expected(20, "");
    for (char const* code : {"series_exists", "bad_symbol", "series_twice", "no_bars", ""})
        expected.push_back(code);
    EXPECT_EQ(codes, expected);
    EXPECT_EQ(results[3].entry.symbol, "S3");
    EXPECT_EQ(store.list().size(), 22u);
    EXPECT_TRUE(Store::open(folder / "store").notices().empty());
    EXPECT_TRUE(store.verify().ok());

    series.clear();
    series.push_back({"S1", "1h", some_bars(15, hour_ns, 1), some_attributes()});
    series.push_back({"S2", "1h", some_bars(15, hour_ns, 2), some_attributes()});
    std::vector<WriteResult> const appended = store.write_all(std::move(series), WriteMode::append);
    EXPECT_EQ(appended[0].bars_before, 10u);
    EXPECT_EQ(appended[0].entry.bars, 15u);
    ASSERT_TRUE(appended[1].refusal);
    EXPECT_EQ(appended[1].refusal->parts().code, "bars_differ");
    EXPECT_EQ(store.load("S2", "1h").size(), 10u);
}

TEST(Store, a_series_without_volumes_goes_on_without) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    BarColumns bars = some_bars(3), next = some_bars(5);
    for (double& volume : bars.volume) volume = std::numeric_limits<double>::quiet_NaN();
    for (double& volume : next.volume) volume = 0;
    store.write(bars, some_attributes(), "A", "1h", WriteMode::create);
    EXPECT_EQ(store.write(next, some_attributes(), "A", "1h", WriteMode::append).bars, 5u);
    EXPECT_TRUE(std::isnan(store.load("A", "1h").volume[4]));
}
