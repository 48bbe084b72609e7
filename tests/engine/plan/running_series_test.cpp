// Series advanced bar by bar have the bits of their columns, through snapshots too.

#include "engine/plan/running_series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "engine/backend/choose.hpp"
#include "kernels/core/bits.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

constexpr std::size_t bar_count = 700;

// open, high, low, close, volume and one extra series.
std::vector<std::vector<double>> random_bars() {
    TestRandom random(11);
    std::vector<std::vector<double>> fields(7, std::vector<double>(bar_count));
    double close = 100;
    for (std::size_t t = 0; t < bar_count; ++t) {
        fields[0][t] = close;
        close *= 1 + 0.02 * (random.uniform() - 0.5);
        fields[1][t] = std::max(fields[0][t], close) + random.uniform();
        fields[2][t] = std::min(fields[0][t], close) - random.uniform();
        fields[3][t] = close;
        fields[4][t] = 1000 * random.uniform();
        fields[5][t] = random.uniform();
        std::size_t const session = t / 30;
        fields[6][t] = static_cast<double>(session);
    }
    return fields;
}

// Every entry of the catalogue that can be advanced, with its standard parameters, over series that start
// late too.
std::vector<Expression> every_entry() {
    std::vector<Expression> list;
    for (IndicatorEntry const& entry : indicators())
        for (char const* x : {"close", "rsi(mood, 9)"}) {
            if (entry.repaints) continue;
            std::string inputs;
            for (char const* input : entry.inputs)
                if (!is_implied(input))
                    inputs += (inputs.empty() ? "" : ", ") + std::string(x) +
                              (std::string(input) == "event" ? " > open" : "");
            if (inputs.empty() && std::string(x) != "close") continue;
            list.push_back(parse_series(std::string(entry.info->name) + "(" + inputs + ")", {"mood"}));
        }
    return list;
}

std::vector<std::vector<double>> in_one_batch(LoweredSeries const& made,
                                              std::vector<std::vector<double>> const& fields) {
    bar_view bars{};
    for (std::size_t f = 0; f < 5; ++f) bars.field[f] = fields[f].data();
    bars.size = static_cast<std::int64_t>(bar_count);
    GivenColumns given;
    for (std::size_t k : {5, 6}) given.emplace_back(std::shared_ptr<void>(), fields[k].data());
    BackendRequest request;
    request.device = "cpu";
    auto const machine = choose_backend(request).backend;
    auto const set = machine->columns(bars, given, made.plan.tasks(), made.column_count());
    std::vector<std::vector<double>> result;
    for (SeriesColumns const& one : made.series)
        for (std::int32_t column : one.columns) {
            result.emplace_back(bar_count);
            set->read(column, result.back().data());
        }
    return result;
}

TEST(RunningSeries, every_entry_has_the_bits_of_its_columns_through_snapshots) {
    auto const fields = random_bars();
    RunningSeries running(every_entry());
    RunningSeries other(every_entry());
    auto const want = in_one_batch(running.series(), fields);
    ASSERT_EQ(want.size(), running.value_count());
    for (std::size_t t = 0; t < bar_count; ++t) {
        if (t == 50 || t == 333) {
            other.restore(running.snapshot());
            std::swap(running, other);
        }
        double bar[5];
        for (std::size_t f = 0; f < 5; ++f) bar[f] = fields[f][t];
        double const beside[] = {fields[5][t], fields[6][t]};
        auto const got = running.step(bar, beside);
        for (std::size_t k = 0; k < got.size(); ++k)
            ASSERT_EQ(bits_of(got[k]), bits_of(want[k][t])) << "value " << k << " bar " << t;
    }
    EXPECT_EQ(running.next_bar(), static_cast<std::int64_t>(bar_count));
}

TEST(RunningSeries, longer_bars_are_refused) {
    EXPECT_THROW(RunningSeries({parse_series("ema(close, 5)@1d")}), std::invalid_argument);
}

TEST(RunningSeries, goes_back_to_an_earlier_snapshot) {
    auto const fields = random_bars();
    RunningSeries running({parse_series("trix(close, {5, 9})"), parse_series("close")});
    std::vector<std::byte> early;
    std::vector<std::vector<double>> first, second;
    for (int round = 0; round < 2; ++round) {
        if (round == 1) running.restore(early);
        for (auto t = static_cast<std::size_t>(running.next_bar()); t < 60; ++t) {
            if (t == 8 && round == 0) early = running.snapshot();
            double bar[5];
            for (std::size_t f = 0; f < 5; ++f) bar[f] = fields[f][t];
            auto const got = running.step(bar);
            if (t >= 8) (round == 0 ? first : second).emplace_back(got.begin(), got.end());
        }
    }
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t t = 0; t < first.size(); ++t)
        for (std::size_t k = 0; k < 3; ++k) ASSERT_EQ(bits_of(first[t][k]), bits_of(second[t][k]));
}

TEST(RunningSeries, refuses_what_does_not_fit) {
    RunningSeries running({parse_series("hma(close, 5)")});
    double const bar[5] = {1, 1, 1, 1, 1};
    for (int t = 0; t < 20; ++t) running.step(bar);
    auto const good = running.snapshot();
    for (std::size_t i = 0; i < good.size(); i += 7) {
        auto damaged = good;
        damaged[i] ^= std::byte{0x20};
        EXPECT_THROW(running.restore(damaged), std::invalid_argument) << i;
    }
    EXPECT_THROW(RunningSeries({parse_series("hma(close, 6)")}).restore(good), std::invalid_argument);
    EXPECT_THROW(RunningSeries({parse_series("close")}).restore(good), std::invalid_argument);
    EXPECT_THROW(RunningSeries({parse_series("zigzag(5).line")}), std::invalid_argument);
    EXPECT_THROW(RunningSeries({parse_series("sma(zigzag(5).line, 3)")}), std::invalid_argument);
    EXPECT_THROW(running.step({}), std::invalid_argument);
    EXPECT_THROW(running.step(bar, bar), std::invalid_argument);
    EXPECT_EQ(running.next_bar(), 20);
}

}  // namespace
}  // namespace basicbot
