// Entries that are made of others: the numbers of their golden files on every kind of backend, their warm-up,
// and what every entry promises (no look-ahead, the same bits everywhere).

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/backend/choose.hpp"
#include "engine/catalogue/catalogue.hpp"
#include "engine/catalogue/running_indicator.hpp"
#include "engine/plan/expressions.hpp"
#include "kernels/core/bits.hpp"
#include "tests/kernels/indicators/golden_table.hpp"
#include "tests/support/places.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

using Fields = std::vector<std::vector<double>>;  // open, high, low, close, volume

std::vector<IndicatorEntry const*> composed_entries() {
    std::vector<IndicatorEntry const*> list;
    for (IndicatorEntry const& entry : indicators())
        if (entry.composed) list.push_back(&entry);
    return list;
}

// What the inputs that are written stand for, in their order.
constexpr char const* free_inputs[] = {"close", "open", "high", "low"};

// The field that an input reads here.
std::size_t field_of(IndicatorEntry const& entry, std::string_view input) {
    std::size_t free = 0;
    for (char const* name : entry.inputs) {
        int const field = implied_field(name);
        if (name == input)
            return static_cast<std::size_t>(field >= 0 ? field : implied_field(free_inputs[free]));
        free += field < 0;
    }
    ADD_FAILURE() << entry.info->name << " has no input " << input;
    return 0;
}

// The outputs of one call over these bars.
std::vector<std::vector<double>> columns_of(Backend& backend, Fields const& fields,
                                            IndicatorEntry const& entry, std::vector<double> const& params) {
    std::string list;
    std::size_t free = 0;
    for (char const* input : entry.inputs)
        if (implied_field(input) < 0) list += (list.empty() ? "" : ", ") + std::string(free_inputs[free++]);
    for (double value : params) list += (list.empty() ? "" : ", ") + number_text(value);
    LoweredSeries const made = lower_series({parse_series(std::string(entry.info->name) + "(" + list + ")")});
    bar_view bars{};
    for (std::size_t f = 0; f < fields.size(); ++f) bars.field[f] = fields[f].data();
    bars.size = static_cast<std::int64_t>(fields[0].size());
    auto const set = backend.columns(bars, {}, made.plan.tasks(), made.column_count());
    std::vector<std::vector<double>> result;
    for (std::int32_t column : made.series[0].columns) {
        result.emplace_back(fields[0].size());
        set->read(column, result.back().data());
    }
    return result;
}

Fields random_fields(std::size_t size, std::uint64_t seed) {
    TestRandom random(seed);
    Fields fields(5, std::vector<double>(size));
    double close = 100;
    for (std::size_t t = 0; t < size; ++t) {
        fields[0][t] = close;
        close *= 1 + 0.02 * (random.uniform() - 0.5);
        fields[1][t] = std::max(fields[0][t], close) + random.uniform();
        fields[2][t] = std::min(fields[0][t], close) - random.uniform();
        fields[3][t] = close;
        fields[4][t] = 1000 * random.uniform();
    }
    return fields;
}

std::vector<double> standards(IndicatorEntry const& entry) {
    std::vector<double> values;
    for (param_info const& p : entry.params) values.push_back(p.standard);
    return values;
}

std::unique_ptr<Backend> backend(char const* device) {
    BackendRequest request;
    request.device = device;
    return choose_backend(request).backend;
}

class Composed : public testing::TestWithParam<std::size_t> {
  protected:
    IndicatorEntry const& entry() const { return *composed_entries()[GetParam()]; }
};

TEST_P(Composed, equals_the_file_of_its_name) {
    IndicatorEntry const& e = entry();
    columns_test::Table const table = columns_test::read_table(
        std::filesystem::path(source_dir()) / "tests/golden" / (std::string(e.info->name) + ".csv"));
    ASSERT_FALSE(table.empty()) << "no expected values for " << e.info->name;
    Fields fields(5);
    std::set<std::string> seen;
    for (auto const& [head, column] : table) {
        auto const parts = columns_test::split(head, ':');
        if (parts[0] == "in") {
            fields[field_of(e, parts[1])] = column;
            continue;
        }
        for (auto& field : fields) field.resize(column.size(), 1.0);
        std::vector<double> params;
        for (std::size_t i = 2; i < parts.size(); ++i) params.push_back(std::stod(parts[i]));
        auto const output = std::find(e.outputs.begin(), e.outputs.end(), parts[1]) - e.outputs.begin();
        ASSERT_LT(output, std::ssize(e.outputs)) << parts[1];
        seen.insert(parts[1]);
        std::vector<double> emulated;
        for (char const* device : {"cpu", "emulator"}) {
            auto const machine = backend(device);
            auto const got = columns_of(*machine, fields, e, params)[static_cast<std::size_t>(output)];
            columns_test::expect_close(got, column, 1e-10, 1.0, std::string(e.info->name) + " " + head);
            if (!emulated.empty()) {
                EXPECT_TRUE(columns_test::same_bits(got, emulated)) << head;
            }
            emulated = got;
        }
    }
    EXPECT_EQ(seen.size(), e.outputs.size());
}

TEST_P(Composed, the_warm_up_is_the_leading_nans) {
    Fields const bars = random_fields(600, 3);
    auto const machine = backend("cpu");
    std::int64_t longest = 0;
    for (auto const& column : columns_of(*machine, bars, entry(), standards(entry()))) {
        auto const defined = [](double x) { return !std::isnan(x); };
        auto const first = std::find_if(column.begin(), column.end(), defined);
        EXPECT_TRUE(std::all_of(first, column.end(), defined));
        longest = std::max<std::int64_t>(longest, first - column.begin());
    }
    EXPECT_EQ(warmup_of(entry(), standards(entry())), longest);
    EXPECT_LT(longest, 600);
}

TEST_P(Composed, later_bars_change_nothing) {
    Fields const bars = random_fields(400, 5);
    Fields changed = bars;
    for (auto& field : changed)
        for (std::size_t t = 300; t < field.size(); ++t) field[t] *= t % 3 ? 3.0 : 0.1;
    auto const machine = backend("cpu");
    auto const before = columns_of(*machine, bars, entry(), standards(entry()));
    auto const after = columns_of(*machine, changed, entry(), standards(entry()));
    bool differs = false;
    for (std::size_t c = 0; c < before.size(); ++c)
        for (std::size_t t = 0; t < 400; ++t) {
            if (t < 300) {
                ASSERT_EQ(bits_of(before[c][t]), bits_of(after[c][t])) << "sees bar 300 at " << t;
            }
            differs = differs || (t >= 300 && before[c][t] != after[c][t]);
        }
    EXPECT_TRUE(differs);
}

INSTANTIATE_TEST_SUITE_P(Entries, Composed, testing::Range(std::size_t{0}, composed_entries().size()),
                         [](auto const& info) { return composed_entries()[info.param]->info->name; });

TEST(ComposedEntries, share_the_columns_of_what_they_are_made_of) {
    LoweredSeries const made =
        lower_series({parse_series("trix(close, 10)"), parse_series("ema(ema(close, 10), 10)"),
                      parse_series("roc(ema(close, 10), 1)")});
    // ema of ema of ema, and its change; the change of the first.
    EXPECT_EQ(made.plan.columns.size(), 5u);
}

TEST(ComposedEntries, a_parameter_outside_its_range_is_named) {
    // As it was written, not as what it is made of.
    for (auto const& [text, named] : {std::pair("macdext(close, 1, 0, 26, 0, 9, 0)", "fast of macdext"),
                                      std::pair("mfi({1..3})", "n of mfi"), std::pair("cci(1)", "n of cci"),
                                      std::pair("sma(tsf(close, 1), 3)", "n of tsf")})
        try {
            lower_series({parse_series(text)});
            ADD_FAILURE() << text;
        } catch (Error const& error) {
            EXPECT_NE(std::string(error.what()).find(std::string(named) + " is outside"), std::string::npos)
                << error.what();
        }
}

TEST(ComposedEntries, are_advanced_by_running_series_only) {
    IndicatorEntry const& entry = *composed_entries().front();
    EXPECT_THROW(RunningIndicator(entry, standards(entry), 0), std::invalid_argument);
}

TEST(Expressions, ranges_lists_and_the_short_form) {
    LoweredSeries const made =
        lower_series({parse_series("macd:{5..15..5}:26:{7, 9}"), parse_series("atr:14"),
                      parse_series("close - sma(x = close, n = {0.5e1..7})"), parse_series("close")});
    ASSERT_EQ(made.series.size(), 4u);
    EXPECT_EQ(made.series[0].outputs, (std::vector<std::string>{"line", "signal", "hist"}));
    EXPECT_EQ(made.series[0].axes[0].name, "fast");
    EXPECT_EQ(made.series[0].axes[0].values, (std::vector<double>{5, 10, 15}));
    EXPECT_EQ(made.series[0].axes[1].name, "signal");
    EXPECT_EQ(made.series[0].axes[1].values, (std::vector<double>{7, 9}));
    EXPECT_EQ(made.series[0].columns.size(), 18u);
    EXPECT_TRUE(made.series[1].axes.empty());
    EXPECT_EQ(made.begin(made.series[1].columns[0]), 14);
    EXPECT_EQ(made.series[2].axes[0].values, (std::vector<double>{5, 6, 7}));
    EXPECT_EQ(made.series[3].columns, (std::vector<std::int32_t>{3}));
}

TEST(Expressions, what_is_wrong_is_said) {
    auto const problem = [](char const* text) -> std::string {
        try {
            lower_series({parse_series(text)});
        } catch (Error const& error) {
            return error.what();
        }
        return "accepted";
    };
    EXPECT_NE(problem("sma(close, {5..200..5)").find("not closed"), std::string::npos);
    EXPECT_NE(problem("sma(close, {5..x})").find("'x' is no number"), std::string::npos);
    EXPECT_NE(problem("sma(close, {9..5})").find("does not end before"), std::string::npos);
    EXPECT_NE(problem("sma(close, {1..9..1e-9})").find("larger step"), std::string::npos);
    EXPECT_NE(problem("rsj:14").find("rsi"), std::string::npos);
    EXPECT_NE(problem("add:1").find("write it out"), std::string::npos);
    EXPECT_NE(problem("sma(close, {0..3})").find("outside its range"), std::string::npos);
}

}  // namespace
}  // namespace basicbot
