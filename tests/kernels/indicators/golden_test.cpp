// Every entry against tests/golden/<entry>.csv (scripts/make_golden.py), and against ../shared/oracles where
// present.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "tests/kernels/indicators/columns_support.hpp"
#include "tests/kernels/indicators/golden_table.hpp"
#include "tests/support/places.hpp"

using namespace columns_test;
namespace fs = std::filesystem;

namespace {

class Golden : public testing::TestWithParam<size_t> {};

TEST_P(Golden, equals_the_file_of_its_name) {
    Entry const& e = entries()[GetParam()];
    fs::path const path = fs::path(basicbot::source_dir()) / "tests/golden" / (e.name + ".csv");
    Table const table = read_table(path);
    ASSERT_FALSE(table.empty()) << "no expected values: " << path;
    Bars bars;
    size_t outputs = 0;
    for (auto const& [head, column] : table) {
        auto const parts = split(head, ':');
        if (parts[0] == "in") {
            ASSERT_EQ(parts[1], e.inputs.at(bars.size()));
            bars.push_back(column);
            continue;
        }
        ASSERT_EQ(bars.size(), e.inputs.size());
        std::vector<double> set;
        for (size_t i = 2; i < parts.size(); ++i) set.push_back(std::strtod(parts[i].c_str(), nullptr));
        ASSERT_EQ(set.size(), e.params.size());
        auto const at = std::find(e.outputs.begin(), e.outputs.end(), parts[1]);
        ASSERT_NE(at, e.outputs.end()) << parts[1];
        Result const r = run(e, 0, bars, 0, {set});
        // TA-Lib's rolling variance cancels on flat windows; ours does not.
        double const relative = e.name == "bbands" ? 2e-8 : 1e-11;
        expect_close(r.columns[static_cast<size_t>(at - e.outputs.begin())], column, relative, 1.0,
                     e.name + " " + head);
        ++outputs;
    }
    EXPECT_GE(outputs, e.outputs.size());
}

INSTANTIATE_TEST_SUITE_P(Entries, Golden, testing::Range(size_t{0}, entries().size()),
                         [](auto const& info) { return entries()[info.param].name; });

struct SharedColumn {
    char const *column, *entry, *output;
    std::vector<double> set;
};

TEST(SharedOracles, talib_on_real_bars) {
    fs::path const folder = basicbot::shared_folder() / "oracles/talib_generated/open";
    if (!fs::exists(folder)) GTEST_SKIP() << "no shared oracles at " << folder;
    std::vector<SharedColumn> const columns = {
        {"sma_14", "sma", "value", {14}},           {"sma_200", "sma", "value", {200}},
        {"ema_14", "ema", "value", {14}},           {"ema_50", "ema", "value", {50}},
        {"rsi_14", "rsi", "value", {14}},           {"rsi_2", "rsi", "value", {2}},
        {"macd", "macd", "line", {12, 26, 9}},      {"macd_signal", "macd", "signal", {12, 26, 9}},
        {"macd_hist", "macd", "hist", {12, 26, 9}}, {"bb_up", "bbands", "upper", {20, 2, 2}},
        {"bb_mid", "bbands", "middle", {20, 2, 2}}, {"bb_low", "bbands", "lower", {20, 2, 2}},
        {"atr_14", "atr", "value", {14}},           {"trange", "trange", "value", {}},
        {"min_20", "lowest", "value", {20}},        {"max_20", "highest", "value", {20}},
    };
    int files = 0;
    for (char const* name : {"ttrc_1d", "spy_1d", "btc_1m_5k"}) {
        Table const inputs = read_table(folder / (std::string(name) + "_input.csv"));
        Table const values = read_table(folder / (std::string(name) + ".csv"));
        if (inputs.empty() || values.empty()) continue;
        ++files;
        std::map<std::string, Series> const by_name(inputs.begin(), inputs.end()),
            want(values.begin(), values.end());
        for (SharedColumn const& c : columns) {
            Entry const& e = entry_named(c.entry);
            Bars bars;
            for (std::string const& input : e.inputs)
                bars.push_back(by_name.at(input == "x" ? "close" : input));
            Result const r = run(e, 0, bars, 0, {c.set});
            size_t const at = static_cast<size_t>(std::find(e.outputs.begin(), e.outputs.end(), c.output) -
                                                  e.outputs.begin());
            double const price = *std::max_element(bars[0].begin(), bars[0].end());
            double const least = e.name == "rsi" ? 100.0 : price;
            double const relative = e.name == "bbands" ? 1e-6 : 1e-9;
            expect_close(r.columns[at], want.at(c.column), relative, least,
                         std::string(name) + " " + c.column);
        }
    }
    EXPECT_GT(files, 0);
}

}  // namespace
