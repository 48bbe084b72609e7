// Conditions as series: 1 where they hold, 0 where they do not, NaN where a series they read has no value
// (A7).

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "engine/backend/choose.hpp"
#include "engine/plan/expressions.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

constexpr std::size_t event_bars = 200;

class Events : public testing::Test {
  protected:
    Events() : random_(3), prices_(random_prices(random_, event_bars)) {}

    double price(char const* name, std::size_t t) const { return prices_.at(name)[t]; }
    double mean_of_three(std::size_t t) const {
        return t < 2 ? std::nan("") : (price("close", t) + price("close", t - 1) + price("close", t - 2)) / 3;
    }

    // `want`: the same by hand, NaN where undefined.
    void expect(char const* text, std::function<double(std::size_t)> const& want) {
        LoweredSeries const made = lower_series({parse_series(text)});
        ASSERT_EQ(made.series[0].outputs, (std::vector<std::string>{"event"})) << text;
        bar_view bars{};
        char const* const fields[] = {"open", "high", "low", "close", "volume"};
        for (std::size_t f = 0; f < 5; ++f) bars.field[f] = prices_.at(fields[f]).data();
        bars.size = static_cast<std::int64_t>(event_bars);
        for (char const* device : {"cpu", "emulator"}) {
            BackendRequest request;
            request.device = device;
            auto const machine = choose_backend(request).backend;
            auto const set = machine->columns(bars, {}, made.plan.tasks(), made.column_count());
            std::vector<double> got(event_bars);
            set->read(made.series[0].columns[0], got.data());
            double held = 0;
            for (std::size_t t = 0; t < event_bars; ++t) {
                double const wanted = want(t);
                if (std::isnan(wanted))
                    EXPECT_TRUE(std::isnan(got[t])) << text << " bar " << t << ": " << got[t];
                else
                    EXPECT_EQ(got[t], wanted) << text << " bar " << t;
                held += got[t] > 0 ? 1 : 0;
            }
            EXPECT_GT(held, 0) << text;
        }
    }

    std::mt19937 random_;
    std::map<std::string, std::vector<double>> prices_;
};

double truth(bool holds) { return holds ? 1 : 0; }

TEST_F(Events, comparisons) {
    expect("close > open", [&](std::size_t t) { return truth(price("close", t) > price("open", t)); });
    expect("close >= open", [&](std::size_t t) { return truth(price("close", t) >= price("open", t)); });
    expect("close == open", [&](std::size_t t) { return truth(price("close", t) == price("open", t)); });
    expect("close != 7", [&](std::size_t t) { return truth(price("close", t) != 7); });
    expect("7 < close", [&](std::size_t t) { return truth(price("close", t) > 7); });
}

TEST_F(Events, A7_logic_is_undefined_where_a_part_is) {
    expect("close > open and close > sma(close, 3)", [&](std::size_t t) {
        double const m = mean_of_three(t);
        return std::isnan(m) ? m : truth(price("close", t) > price("open", t) && price("close", t) > m);
    });
    expect("close > open or close > sma(close, 3)", [&](std::size_t t) {
        double const m = mean_of_three(t);
        return std::isnan(m) ? m : truth(price("close", t) > price("open", t) || price("close", t) > m);
    });
    expect("not (close > volume)", [&](std::size_t t) {
        double const v = price("volume", t);
        return std::isnan(v) ? v : truth(!(price("close", t) > v));
    });
}

TEST_F(Events, A7_a_crossing_needs_both_bars) {
    expect("cross_above(close, sma(close, 3))", [&](std::size_t t) {
        double const before = t == 0 ? std::nan("") : mean_of_three(t - 1);
        if (std::isnan(before)) return before;
        return truth(price("close", t) > mean_of_three(t) && price("close", t - 1) <= before);
    });
}

}  // namespace
}  // namespace basicbot
