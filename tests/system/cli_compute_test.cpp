// indicators compute through the program: what it writes, what it says and what it refuses.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "engine/bars/store.hpp"
#include "engine/cube/cube.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliCompute : testing::Test {
    void SetUp() override {
        run({"synth", "--store", "bars", "--symbol", "A", "--bars", "400"});
        run({"synth", "--store", "bars", "--symbol", "B", "--bars", "30", "--seed", "5"});
    }
    ProgramResult run(std::vector<std::string> const& words, int code = 0) const {
        auto result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_EQ(result.error_lines(), code == 0 ? 0u : 1u) << result.err;
        return result;
    }
    ProgramResult compute(std::vector<std::string> words, int code = 0) const {
        words.insert(words.begin(), {"indicators", "compute", "--store", "bars"});
        return run(words, code);
    }
    Cube cube(std::string const& name) const { return read_cube(folder.file(name)); }
    FreshFolder folder;
};

CubeVariable const& variable(Cube const& cube, std::string const& name) {
    for (CubeVariable const& v : cube.variables)
        if (v.name == name) return v;
    throw std::runtime_error("no variable " + name);
}

TEST_F(CliCompute, longer_bars_are_seen_once_they_have_closed) {
    json const document = json::parse(compute({"--symbols", "A", "sma:2@1w", "--out", "a.h5", "--json"}).out);
    json const& said = document.at("symbols").at(0).at("variables").at(0);
    EXPECT_EQ(said.at("name"), "sma_1w");
    Series const bars = Store::open(folder.file("bars")).load("A", "1d");
    Cube const made = cube("a.h5");
    auto const& values = std::get<std::vector<double>>(variable(made, "sma_1w").values);
    std::size_t first = 0;
    while (std::isnan(values[first])) ++first;
    EXPECT_EQ(said.at("first_bar").at("from"), first);
    std::vector<double> week_ends;  // closes of the weeks, which end where Monday begins
    for (std::size_t t = 0; t < bars.size(); ++t) {
        bool const ends = (bars.close_time[t] / 86'400'000'000'000 + 3) % 7 == 0;
        if (ends) week_ends.push_back(bars.close[t]);
        std::size_t const n = week_ends.size();
        if (n >= 2) {
            ASSERT_NEAR(values[t], (week_ends[n - 1] + week_ends[n - 2]) / 2, 1e-9) << t;
        }
        ASSERT_EQ(std::isnan(values[t]), n < 2) << t;
    }
    EXPECT_NE(compute({"--symbols", "A", "sma:2@4h", "--out", "b.h5"}, 3).err.find("@4h"), std::string::npos);
    EXPECT_FALSE(folder.has("b.h5"));
}

TEST_F(CliCompute, writes_labelled_columns) {
    compute({"--symbols", "A", "sma(close, {5..15..5})", "macd:12:{20, 26}:9", "gap = open / close[1] - 1",
             "sma(open, {5..15..5})", "--out", "a.h5"});
    Cube const made = cube("a.h5");
    Series const bars = Store::open(folder.file("bars")).load("A", "1d");
    CubeVariable const& sma = variable(made, "sma");
    EXPECT_EQ(sma.axes, (std::vector<std::string>{"n", "time"}));
    auto const& values = std::get<std::vector<double>>(sma.values);
    ASSERT_EQ(values.size(), 3u * 400u);
    for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t t = 0; t < 400; ++t) {
            std::size_t const n = 5 * (k + 1);
            double const got = values[k * 400 + t];
            ASSERT_EQ(std::isnan(got), t + 1 < n);
            double sum = 0;
            for (std::size_t i = 0; t + 1 >= n && i < n; ++i) sum += bars.close[t - i];
            if (t + 1 >= n) {
                ASSERT_NEAR(got, sum / static_cast<double>(n), 1e-9);
            }
        }
    EXPECT_EQ(variable(made, "macd_hist").axes, (std::vector<std::string>{"slow", "time"}));
    EXPECT_EQ(variable(made, "sma_2").axes, sma.axes) << "equal axes are one";
    EXPECT_EQ(std::get<std::vector<double>>(variable(made, "gap").values)[7],
              bars.open[7] / bars.close[6] - 1);
    for (CubeAxis const& axis : made.axes) {
        if (axis.name == "n") {
            EXPECT_EQ(std::get<std::vector<double>>(axis.values), (std::vector<double>{5, 10, 15}));
        }
        if (axis.name == "time") {
            EXPECT_EQ(std::get<std::vector<std::int64_t>>(axis.values)[3], bars.time[3]);
        }
    }
}

TEST_F(CliCompute, draws_a_zigzag_and_knows_sessions) {
    run({"synth", "--store", "bars", "--symbol", "H", "--bars", "2000", "--timeframe", "1h", "--volatility",
         "0.9"});
    compute({"--symbols", "H", "zigzag({3, 5}, 1)", "session_vwap()", "day = session",
             "session == session[1]", "--out", "h.h5"});
    Cube const made = cube("h.h5");
    Series const bars = Store::open(folder.file("bars")).load("H", "1h");
    auto const values = [&](std::string const& name) {
        return std::get<std::vector<double>>(variable(made, name).values);
    };
    EXPECT_NE(variable(made, "zigzag_line").long_name.find("(repaints)"), std::string::npos);
    auto const line = values("zigzag_line"), turn = values("zigzag_turn"), day = values("day"),
               vwap = values("session_vwap");
    EXPECT_EQ(values("value")[1], day[1] == day[0] ? 1.0 : 0.0);
    int turns = 0;
    for (std::size_t k = 0; k < 2; ++k) {
        double last = 0;
        for (std::size_t t = 0; t < bars.size(); ++t) {
            double const kind = turn[k * bars.size() + t], at = line[k * bars.size() + t];
            if (kind == 0) continue;
            EXPECT_EQ(at, kind > 0 ? bars.high[t] : bars.low[t]);
            EXPECT_EQ(kind, last == 0 ? kind : -last);
            last = kind;
            ++turns;
        }
    }
    EXPECT_GT(turns, 20);
    double paid = 0, traded = 0;
    for (std::size_t t = 0; t < bars.size(); ++t) {
        if (t > 0 && day[t] != day[t - 1]) paid = traded = 0;
        paid += (bars.high[t] + bars.low[t] + bars.close[t]) / 3 * bars.volume[t];
        traded += bars.volume[t];
        EXPECT_EQ(day[t],
                  std::floor(static_cast<double>(bars.time[t]) / 86'400e9));  // synthetic bars are UTC's
        EXPECT_NEAR(vwap[t], paid / traded, 1e-12 * bars.high[t]);
    }
}

TEST_F(CliCompute, has_one_content_on_every_device) {
    std::vector<std::string> const words = {"--symbols", "A", "rsi:{2..30}", "tema(close, {5, 9})", "roc:3"};
    std::string hash;
    for (char const* device : {"cpu", "emulator", "emulator:1M"}) {
        auto all = words;
        all.insert(all.end(), {"--device", device, "--out", "c.h5", "--replace", "--json"});
        json const document = compute(all).document();
        std::string const got = document["symbols"][0]["file"]["content_hash"];
        if (hash.empty()) hash = got;
        EXPECT_EQ(got, hash) << device;
    }
}

TEST_F(CliCompute, several_symbols_fill_a_folder) {
    auto const result = run_basicbot(folder, {"indicators", "compute", "--store", "bars", "--symbols", "*",
                                              "sma(close, {10..50..10})", "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    json const document = result.document();
    ASSERT_EQ(document["symbols"].size(), 2u);
    EXPECT_EQ(document["symbols"][1]["variables"][0]["empty"], 2) << "means of 40 and 50 bars of 30";
    EXPECT_NE(result.err.find("B has 30 bars: 2 columns look back further"), std::string::npos) << result.err;
    EXPECT_EQ(std::get<std::vector<double>>(variable(cube("columns/B.h5"), "sma").values).size(), 150u);
    EXPECT_TRUE(std::filesystem::exists(folder.file("columns/A.h5")));
}

TEST_F(CliCompute, a_dry_run_writes_nothing) {
    auto const before = folder.files();
    EXPECT_NE(compute({"--symbols", "A", "rsi:14", "--dry-run"}).out.find("rsi"), std::string::npos);
    EXPECT_EQ(folder.files(), before);
}

TEST_F(CliCompute, what_is_wrong_is_one_line_and_leaves_nothing) {
    auto const before = folder.files();
    EXPECT_NE(compute({"--symbols", "A", "rsy:14"}, 2).err.find("did you mean 'rsi'"), std::string::npos);
    compute({"--symbols", "A", "sma(close, 5"}, 3);
    compute({"--symbols", "A", "sma(close, {0..5})"}, 3);
    compute({"--symbols", "A", "time = close"}, 2);
    compute({"--symbols", "A", "a = close", "a = open"}, 2);
    compute({"--symbols", "A", "5 > 4 > 3"}, 3);
    compute({"--symbols", "C", "rsi:14"}, 4);
    compute({"--symbols", "A,B", "rsi:14", "--out", "x.h5"}, 2);
    compute({"--symbols", "A", "rsi:{2..90}", "--memory", "100K"}, 3);
    compute({"--symbols", "A", "mood"}, 3);
    EXPECT_EQ(folder.files(), before);
}

TEST_F(CliCompute, files_that_are_there_stay) {
    compute({"--symbols", "A", "rsi:14", "--out", "a.h5"});
    std::string const bytes = folder.read("a.h5");
    EXPECT_NE(compute({"--symbols", "A", "sma:5", "--out", "a.h5"}, 4).err.find("--replace"),
              std::string::npos);
    EXPECT_EQ(folder.read("a.h5"), bytes);
    compute({"--symbols", "A", "sma:5", "--out", "a.h5", "--replace"});
    EXPECT_NE(folder.read("a.h5"), bytes);
}

}  // namespace
}  // namespace basicbot
