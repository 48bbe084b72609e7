// Every entry against tests/golden/<entry>.csv (scripts/make_golden.py), and against ../shared/oracles where
// present.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/kernels/indicators/columns_support.hpp"
#include "tests/support/places.hpp"

using namespace columns_test;
namespace fs = std::filesystem;

namespace {

using Table = std::vector<std::pair<std::string, Series>>;  // columns in the file's order; empty field = NaN

std::vector<std::string> split(std::string const& line, char by) {
    std::vector<std::string> parts;
    std::stringstream stream(line);
    for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
    if (!line.empty() && line.back() == by) parts.emplace_back();
    return parts;
}

Table read_table(fs::path const& path) {
    Table table;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        auto const parts = split(line, ',');
        if (table.empty()) {
            for (std::string const& name : parts) table.emplace_back(name, Series());
            continue;
        }
        for (size_t i = 0; i < table.size(); ++i) {
            table[i].second.push_back(
                i < parts.size() && !parts[i].empty() ? std::strtod(parts[i].c_str(), nullptr) : NAN);
        }
    }
    return table;
}

// The same bars undefined; the same values within `relative` of the larger of the value and `least`.
void expect_close(Series const& got, Series const& want, double relative, double least,
                  std::string const& what) {
    ASSERT_EQ(got.size(), want.size()) << what;
    for (size_t t = 0; t < got.size(); ++t) {
        ASSERT_EQ(std::isnan(got[t]), std::isnan(want[t])) << what << " bar " << t;
        if (std::isnan(want[t])) continue;
        ASSERT_NEAR(got[t], want[t], relative * std::max(least, std::fabs(want[t]))) << what << " bar " << t;
    }
}

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
