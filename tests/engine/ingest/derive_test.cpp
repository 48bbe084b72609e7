// Derived bars: each kind worked by hand.

#include "tests/engine/ingest/derive_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(Derive, volume_bars_end_with_the_trade_that_fills_them) {
    std::vector<SourceBar> source = trades({10, 12, 9, 11, 10});
    source[2].volume = 5;  // 1 + 1 + 5 >= 3: the bar holds 7, and the next begins at 0
    Derived const made = derived("volume:3", source);
    EXPECT_EQ(rows(made.bars), (std::vector<Row>{{0, 21, 10, 12, 9, 9, 7}}));
    EXPECT_EQ(made.source_bars, 5u);
    EXPECT_EQ(made.left_over, 2u);
    EXPECT_EQ(
        rows("volume:2", source),
        (std::vector<Row>{{0, 11, 10, 12, 10, 12, 2}, {20, 21, 9, 9, 9, 9, 5}, {30, 41, 11, 11, 10, 10, 2}}));
}

TEST(Derive, ten_tenths_fill_a_bar_of_one) {
    EXPECT_EQ(rows("volume:1", trades(std::vector<double>(10, 5.0), 0.1)).size(), 1u);
    EXPECT_EQ(derived("volume:1000000", trades({5}, 999'999)).bars.size(), 0u);
}

TEST(Derive, dollar_bars_count_money) {
    // 10 x 1, 12 x 1 = 22; 9 x 1, 11 x 1 = 20.
    EXPECT_EQ(rows("dollar:20", trades({10, 12, 9, 11, 10})),
              (std::vector<Row>{{0, 11, 10, 12, 10, 12, 2}, {20, 31, 9, 11, 9, 11, 2}}));
    EXPECT_EQ(rows("dollar:20", trades({-10, -12})).size(), 1u) << "prices under 0 are money too";
    // Of bars the close counts: 2 x 50 = 100.
    EXPECT_EQ(rows("dollar:100", {{0, 60, 1, 70, 1, 50, 2}}), (std::vector<Row>{{0, 60, 1, 70, 1, 50, 2}}));
}

TEST(Derive, tick_bars_count_trades_or_source_bars) {
    Derived const made = derived(
        "tick:2", {{0, 60, 1, 5, 1, 2, unknown}, {60, 120, 2, 3, 0, 1, 4}, {120, 180, 1, 1, 1, 1, 4}});
    ASSERT_EQ(made.bars.size(), 1u);
    EXPECT_EQ(made.bars.close_time[0], 120);
    EXPECT_EQ(made.bars.high[0], 5);
    EXPECT_EQ(made.bars.low[0], 0);
    EXPECT_TRUE(std::isnan(made.bars.volume[0])) << "a part of it is not known";
    EXPECT_EQ(made.left_over, 1u);
}

TEST(Derive, range_bars_end_where_high_and_low_are_apart) {
    EXPECT_EQ(rows("range:0.3", trades({100, 100.1, 100.4, 100.1, 99.9, 99.8, 102})),
              (std::vector<Row>{{0, 21, 100, 100.4, 100, 100.4, 3}, {30, 51, 100.1, 100.1, 99.8, 99.8, 3}}))
        << "100.1 - 99.8 is 0.3, whatever float64 makes of it; 102 begins a bar and fills nothing in";
    EXPECT_EQ(derived("range:0.3", trades({100, 102})).left_over, 0u);
}

TEST(Derive, renko_bricks_continue_by_one_and_turn_by_two) {
    //                                  base  +1    -    +2 at once     -1 no     -2 turns        up by two
    std::vector<SourceBar> const source = trades({100, 101, 101.9, 103.5, 102, 101, 102.5, 103});
    EXPECT_EQ(rows("renko:1", source), (std::vector<Row>{{0, 11, 100, 101, 100, 101, 2},
                                                         {20, 31, 101, 102, 101, 102, 1},
                                                         {30, 31, 102, 103, 102, 103, 1},
                                                         {40, 51, 102, 102, 101, 101, 2},
                                                         {60, 71, 102, 103, 102, 103, 2}}));
    EXPECT_EQ(rows("renko:1", trades({100, 99, 100.9, 101})),
              (std::vector<Row>{{0, 11, 100, 100, 99, 99, 2}, {20, 31, 100, 101, 100, 101, 2}}));
    EXPECT_EQ(rows("renko:0.1", trades({100, 100.3})).size(), 3u) << "three tenths are three bricks";
    EXPECT_EQ(derived("renko:1", trades({100, 100.5})).left_over, 2u);
}

TEST(Derive, heikin_ashi_is_one_bar_a_bar) {
    EXPECT_EQ(rows("heikin_ashi", {{0, 60, 10, 14, 8, 12, 5}, {60, 120, 12, 13, 11, 12, unknown}}).front(),
              (Row{0, 60, 11, 14, 8, 11, 5}));
    Derived const made = derived("heikin_ashi", {{0, 60, 10, 14, 8, 12, 5}, {60, 120, 20, 24, 20, 20, 3}});
    EXPECT_EQ(rows(made.bars)[1], (Row{60, 120, 11, 24, 11, 21, 3})) << "its open lies under the bar's low";
    EXPECT_EQ(made.left_over, 0u);
}

TEST(Derive, what_cannot_be_made_is_refused) {
    for (char const* kind : {"volume:1", "dollar:1"}) {
        ErrorParts const parts = error_of([&] { derived(kind, {{0, 60, 1, 1, 1, 1, unknown}}); });
        EXPECT_EQ(parts.code, "no_volume");
        EXPECT_EQ(parts.path, "A 1m");
    }
    EXPECT_EQ(error_of([&] { derived("renko:0.001", trades({100, 200})); }).code, "too_many_bricks");
    EXPECT_EQ(error_of([&] { derived("renko:0.001", trades({200, 100})); }).code, "too_many_bricks");
    EXPECT_EQ(error_of([&] { derived("renko:1e-13", trades({100, 100})); }).code, "too_many_bricks");
    EXPECT_EQ(error_of([&] { derived("renko:1e-9", trades({-1.7e308, 1.7e308})); }).code, "too_many_bricks");
    EXPECT_EQ(derived("renko:0.01", trades({100, 200})).bars.size(), 10'000u);
}
