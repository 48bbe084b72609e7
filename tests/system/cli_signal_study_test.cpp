// basicbot study through the program: what it finds in bars made for it, what it writes and what it refuses.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <random>

#include "engine/cube/cube.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliSignalStudy : testing::Test {
    // Six symbols whose volume says in which direction the open after the next one will be: 1000 + 1000 times
    // the return between the two, in per cent.
    void SetUp() override {
        std::vector<std::string> words = {"import"};
        for (int s = 0; s < 6; ++s) {
            std::mt19937_64 random(static_cast<std::uint64_t>(s));
            std::normal_distribution<> normal;
            std::vector<double> steps(bars + 3), prices = {100};
            for (double& step : steps) step = 0.01 * normal(random);
            for (double const step : steps) prices.push_back(prices.back() * (1 + step));
            std::string const name = std::string(1, static_cast<char>('A' + s)) + ".csv";
            std::ofstream file(folder.file(name));
            file << "date,open,high,low,close,volume\n";
            for (int t = 0; t < bars; ++t) {
                auto const at = static_cast<std::size_t>(t);
                double const open = prices[at];
                char day[16];
                std::snprintf(day, sizeof day, "%04d-%02d-%02d", 2000 + t / 336, 1 + t / 28 % 12, 1 + t % 28);
                file << day << ',' << json(open) << ',' << json(open * 1.001) << ',' << json(open * 0.999)
                     << ',' << json(open) << ',' << json(10000 + 100000 * steps[at + 1]) << "\n";
            }
            words.push_back(name);
        }
        for (char const* word : {"--store", "bars", "--timezone", "UTC", "--stamp", "open", "--timeframe",
                                 "1d", "--on-bad", "keep"})
            words.emplace_back(word);
        run(words);
    }
    ProgramResult run(std::vector<std::string> const& words, int code = 0) const {
        auto result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err;
        if (code != 0) {
            EXPECT_EQ(result.error_lines(), 1u) << result.err;
        }
        return result;
    }
    ProgramResult study(std::vector<std::string> words, int code = 0) const {
        words.insert(words.begin(), {"study", "--store", "bars"});
        return run(words, code);
    }
    static constexpr int bars = 336;
    FreshFolder folder;
};

TEST_F(CliSignalStudy, finds_what_was_put_into_the_bars) {
    json const document = json::parse(
        study({"volume", "volume[{1, 2}]", "volume > 10000", "--symbols", "*", "--horizons", "1,3", "--json"})
            .out);
    ASSERT_EQ(document.at("signals").size(), 3u);
    json const& known = document["signals"][0]["results"];
    ASSERT_EQ(known.size(), 2u);
    EXPECT_EQ(known[0].at("horizon"), 1);
    EXPECT_NEAR(known[0].at("ic").get<double>(), 1, 1e-9);
    EXPECT_NEAR(known[0].at("cross_ic").get<double>(), 1, 1e-9);
    EXPECT_EQ(known[0].at("hit_rate"), 1.0);
    EXPECT_LT(known[0].at("hit_low").get<double>(), 1.0);
    EXPECT_EQ(known[0].at("observations"), 6.0 * (bars - 2));
    EXPECT_LT(known[1].at("ic").get<double>(), 0.9) << "two of three bars are not known";
    EXPECT_NEAR(known[1].at("independent").get<double>(), 6 * std::ceil((bars - 4) / 3.0), 6);
    json const quantiles = known[0].at("quantile_return");
    ASSERT_EQ(quantiles.size(), 5u);
    for (std::size_t q = 1; q < 5; ++q)
        EXPECT_GT(quantiles[q].get<double>(), quantiles[q - 1].get<double>()) << "quantile " << q;

    json const& late = document["signals"][1]["results"];
    ASSERT_EQ(late.size(), 4u) << "two lags, two horizons";
    EXPECT_EQ(late[0].at("parameters").size(), 1u);
    EXPECT_LT(std::fabs(late[0].at("ic").get<double>()), 0.1);

    json const& event = document["signals"][2];
    EXPECT_TRUE(event.at("event").get<bool>());
    json const& after = event["results"][0];
    EXPECT_EQ(after.at("hit_rate"), 1.0);
    EXPECT_GT(after.at("edge_low").get<double>(), 0.005) << "half a normal of 1 % has a mean of 0.8 %";
    EXPECT_NEAR(after.at("event_return").get<double>(), 0.01 * std::sqrt(2 / M_PI), 0.001);
    EXPECT_NEAR(after.at("events").get<double>() / after.at("observations").get<double>(), 0.5, 0.05);
    EXPECT_TRUE(event["results"][0].at("quantile_return").empty());
}

TEST_F(CliSignalStudy, the_same_by_every_backend_and_in_the_file) {
    std::vector<std::string> const words = {"rsi(close, {2..6})",
                                            "up = close > close[1]",
                                            "--symbols",
                                            "*",
                                            "--quantiles",
                                            "3",
                                            "--entry",
                                            "close",
                                            "--out"};
    auto const with = [&](std::string const& file, std::string const& device) {
        std::vector<std::string> all = words;
        all.insert(all.end(), {file, "--device", device});
        study(all);
        return read_cube(folder.file(file));
    };
    Cube const cube = with("a.h5", "cpu");
    EXPECT_EQ(content_hash(cube), content_hash(with("b.h5", "emulator")));
    bool seen = false;
    for (CubeVariable const& v : cube.variables) {
        if (v.name != "rsi_quantile_return") continue;
        seen = true;
        EXPECT_EQ(v.axes, (std::vector<std::string>{"n", "horizon", "quantile"}));
        EXPECT_EQ(std::get<std::vector<double>>(v.values).size(), 5u * 3 * 3);
    }
    EXPECT_TRUE(seen);
    study({"rsi:14", "--symbols", "*", "--out", "a.h5"}, 4);
    study({"rsi:14", "--symbols", "*", "--out", "a.h5", "--replace"});
}

TEST_F(CliSignalStudy, shows_the_strongest) {
    auto const shown = study({"volume[{0..9}]", "--symbols", "A", "--horizons", "1", "--top", "3"}).out;
    EXPECT_NE(shown.find("the strongest 3 of 10"), std::string::npos) << shown;
    EXPECT_NE(shown.find("next bar's open"), std::string::npos);
}

TEST_F(CliSignalStudy, what_looks_further_than_the_bars_reach_is_noticed_once) {
    auto const result = study({"sma(close, {5, 1000})", "--symbols", "*", "--horizons", "1,900"});
    EXPECT_NE(result.err.find("3 of 4 results have no observation"), std::string::npos) << result.err;
}

TEST_F(CliSignalStudy, what_is_wrong_is_one_line) {
    study({"rsj:14", "--symbols", "*"}, 2);
    study({"rsi:14", "--symbols", "*", "--horizons", "0"}, 2);
    study({"rsi:14", "--symbols", "*", "--horizons", "1,x"}, 2);
    study({"rsi:14", "--symbols", "*", "--quantiles", "1"}, 2);
    study({"rsi:14", "--symbols", "*", "--entry", "tomorrow"}, 2);
    study({"rsi:14", "--symbols", "*", "--out", "a.csv"}, 2);
    study({"rsi:14", "--symbols", "Z"}, 4);
    study({"rsi:{2..90}", "--symbols", "*", "--memory", "100K"}, 3);
    study({"rsi:14"}, 2);
    study({"zigzag(5).turn > 0", "--symbols", "*"}, 3);  // it would know the future
}

}  // namespace
}  // namespace basicbot
