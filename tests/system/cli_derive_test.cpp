// store derive through the program, and what may be done with derived bars.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliDerive : testing::Test {
    CliDerive() { run({"synth", "--store", "s", "--symbol", "A", "--bars", "3000", "--timeframe", "1m"}); }
    ProgramResult run(std::vector<std::string> const& words, int code = 0) const {
        auto result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err << result.out;
        EXPECT_EQ(result.error_lines(), code == 0 ? 0u : 1u) << result.err;
        return result;
    }
    json document(std::vector<std::string> words, int code = 0) const {
        words.emplace_back("--json");
        auto const result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err;
        return result.document();
    }
    // A sweep of one cell over the bars of A.
    json best(std::string const& data, std::string const& entry, std::string const& exit) const {
        folder.write(
            "study.toml",
            "[study]\nname = \"beside\"\nkind = \"sweep\"\n[data]\nstore = \"s\"\nsymbols = [\"A\"]\n" +
                data + "[strategy]\nlong_entry = \"" + entry + "\"\nlong_exit = \"" + exit +
                "\"\n[execution]\nfee_bps = 1\nslippage_bps = 0\nside = \"long\"\n");
        return document({"sweep", "study.toml", "--out", "c.h5"}).at("best").at(0);
    }
    FreshFolder folder;
};

TEST_F(CliDerive, makes_series_of_their_own) {
    json const made = document({"store", "derive", "s", "A", "1m", "tick:50", "renko:0.1", "heikin_ashi"});
    ASSERT_EQ(made.at("series").size(), 3u);
    json const& ticks = made.at("series").at(0);
    EXPECT_EQ(ticks.at("timeframe"), "tick50_1m");
    EXPECT_EQ(ticks.at("kind"), "tick:50");
    EXPECT_EQ(ticks.at("bars"), 60);
    EXPECT_EQ(ticks.at("source_bars"), 3000);
    EXPECT_EQ(ticks.at("left_over"), 0);
    EXPECT_EQ(made.at("series").at(2).at("bars"), 3000);
    EXPECT_GT(made.at("series").at(1).at("bars").get<int>(), 10);
    EXPECT_TRUE(document({"store", "verify", "s"}).at("ok").get<bool>());
    json const info = document({"store", "info", "s", "A", "renko0.1_1m"}).at("series").at(0);
    EXPECT_TRUE(info.at("bar_seconds").is_null());
    EXPECT_EQ(info.at("input_hash"),
              document({"store", "list", "s", "A", "1m"}).at("series").at(0).at("data_hash"));
    EXPECT_NE(info.at("source").get<std::string>().find("renko:0.1 from 1m"), std::string::npos);
    json const all = document({"store", "list", "s"}).at("series");
    EXPECT_EQ(all.at(0).at("timeframe"), "1m") << "derived bars come last";
    EXPECT_NE(run({"store", "derive", "s", "A", "1m", "tick:50"}, 4).err.find("--replace"),
              std::string::npos);
    std::string const text = run({"store", "derive", "s", "A", "1m", "tick:70", "tick:50", "--replace"}).out;
    EXPECT_NE(text.find("A tick70_1m: 42 bars out of 3000 source bars"), std::string::npos) << text;
    EXPECT_NE(text.find("60 source bars at the end complete no bar"), std::string::npos) << text;
    run({"store", "export", "s", "A", "renko0.1_1m", "--out", "bricks.csv"});
    std::filesystem::remove(folder.file("s/index.json"));
    EXPECT_EQ(run_basicbot(folder, {"store", "list", "s", "--json"}).document().at("series"),
              document({"store", "list", "s"}).at("series"));
}

TEST_F(CliDerive, of_all_symbols_and_of_trades) {
    run({"synth", "--store", "s", "--symbol", "B", "--bars", "300", "--timeframe", "1m"});
    EXPECT_EQ(document({"store", "derive", "s", "*", "1m", "tick:30"}).at("series").size(), 2u);
    std::string trades = "time,price,size\n";
    for (int k = 0; k < 10; ++k)
        trades += "1709908200," + std::to_string(100 + k) + ",2\n";  // all at one time
    folder.write("t.csv", trades);
    std::vector<std::string> const words = {"store",    "derive",   "new",   "T",          "trades",
                                            "volume:4", "--trades", "t.csv", "--timezone", "UTC"};
    json const made = document(words).at("series").at(0);
    EXPECT_EQ(made.at("timeframe"), "volume4_trades");
    EXPECT_EQ(made.at("bars"), 5);
    EXPECT_TRUE(document({"store", "verify", "new"}).at("ok").get<bool>());
    run({"store", "export", "new", "T", "volume4_trades", "--out", "t_out.csv"});
    std::string const out = folder.read("t_out.csv");
    EXPECT_NE(out.find(",108,109,108,109,4"), std::string::npos) << out;
    EXPECT_NE(run(words, 4).err.find("--replace"), std::string::npos);
    folder.write("late.csv", trades + "1709908199,1,1\n");
    auto const late = run(
        {"store", "derive", "other", "T", "trades", "tick:1", "--trades", "late.csv", "--timezone", "UTC"},
        4);
    EXPECT_NE(late.err.find("late.csv:12"), std::string::npos) << late.err;
    EXPECT_FALSE(folder.has("other/basicbot.store")) << "nothing is made of a file that is refused";
    run({"store", "derive", "new", "T", "trades", "tick:1", "--onto", "--trades", "t.csv", "--timezone",
         "UTC"});
    EXPECT_TRUE(folder.has("new/T/extra/tick_close.h5"));
}

// The strongest account of the time at which a value is seen, and of the price of its fills: candles beside
// the bars give the trades of the indicator over the bars.
TEST_F(CliDerive, A23_rules_read_them_beside_the_bars_that_price_the_fills) {
    json const made = document({"store", "derive", "s", "A", "1m", "heikin_ashi", "renko:0.1", "--onto"});
    json const& candles = made.at("series").at(0);
    EXPECT_EQ(candles.at("extra").at(3), "heikin_ashi_close");
    EXPECT_EQ(candles.at("seen").at("1m"), 3000);
    EXPECT_EQ(made.at("series").at(1).at("extra").at(0), "renko_open");
    std::string const bars = "timeframe = \"1m\"\n";
    json const beside = best(bars + "series = [\"heikin_ashi_open\", \"heikin_ashi_close\"]\n",
                             "heikin_ashi_close > heikin_ashi_open", "heikin_ashi_close < heikin_ashi_open");
    json const indicator =
        best(bars, "heikin_ashi().close > heikin_ashi().open", "heikin_ashi().close < heikin_ashi().open");
    EXPECT_EQ(beside.at("metrics"), indicator.at("metrics"));
    EXPECT_GT(beside.at("metrics").at("trades").get<double>(), 100);
    json const bricks = best(bars + "series = [\"renko_open\", \"renko_close\"]\n",
                             "renko_close > renko_open", "renko_close < renko_open");
    EXPECT_GT(bricks.at("metrics").at("trades").get<double>(), 2);
    EXPECT_NE(run({"store", "derive", "s", "A", "1m", "renko:0.3", "--onto"}, 4).err.find("--as"),
              std::string::npos);
    run({"store", "derive", "s", "A", "1m", "renko:0.3", "--onto", "--as", "big"});
    EXPECT_TRUE(folder.has("s/A/extra/big_close.h5"));
    EXPECT_EQ(document({"store", "extra", "s", "A"}).at("extra").size(), 15u);
}

TEST_F(CliDerive, A23_studies_over_them_are_refused_and_indicators_are_not) {
    run({"store", "derive", "s", "A", "1m", "renko:0.1"});
    for (std::string const kind : {"sweep", "walkforward", "montecarlo"}) {
        std::string rest = kind == "montecarlo"
                               ? "[montecarlo]\npaths = 100\nhorizon = 5\n"
                               : "[strategy]\nuse = \"sma_cross\"\n[params]\nfast = 5\nslow = 9\n"
                                 "[execution]\nfee_bps = 1\nslippage_bps = 0\n";
        if (kind == "walkforward") rest += "[walkforward]\ntrain = 20\ntest = 10\n";
        folder.write("d.toml",
                     "[study]\nname = \"d\"\nkind = \"" + kind +
                         "\"\n[data]\nstore = \"s\"\nsymbols = [\"A\"]\ntimeframe = \"renko0.1_1m\"\n" +
                         rest);
        for (std::string const& command : {kind, std::string("run")}) {
            std::string const err = run({command, "d.toml"}, 3).err;
            for (char const* part : {"data.timeframe", "never price a fill", "A23", "--onto", "1m renko:0.1"})
                EXPECT_NE(err.find(part), std::string::npos) << err;
        }
        run({kind, "d.toml", "--dry-run"}, 3);
        EXPECT_FALSE(folder.has("d.h5"));
    }
    std::string const err =
        run({"study", "rsi:14", "--store", "s", "--symbols", "A", "--timeframe", "renko0.1_1m"}, 2).err;
    for (char const* part : {"--timeframe", "never price a fill", "A23", "--onto", "--series"})
        EXPECT_NE(err.find(part), std::string::npos) << err;
    run({"indicators", "compute", "sma:3", "--store", "s", "--symbols", "A", "--timeframe", "renko0.1_1m"});
    json const whole =
        document({"indicators", "compute", "sma:3", "--store", "s", "--symbols", "*", "--out", "c"});
    EXPECT_EQ(whole.at("symbols").at(0).at("timeframe"), "1m") << "no timeframe asked for: bars of time";
    run({"study", "rsi:14", "--store", "s", "--symbols", "A"});
}

TEST_F(CliDerive, what_does_not_go_together_is_refused) {
    auto const derive = [&](std::vector<std::string> words, int code) {
        words.insert(words.begin(), {"store", "derive", "s"});
        return run(words, code).err;
    };
    folder.write("t.csv", "time,price\n1709908200,1\n");
    for (std::vector<std::string> const& words : std::vector<std::vector<std::string>>{
             {"A", "1m"},
             {"A", "1m", "renko"},
             {"A", "1m", "renko:-1"},
             {"A", "1m", "tick:50", "tick:50.0"},
             {"A", "1m", "renko:1", "renko:0.3", "--onto"},
             {"A", "1m", "renko:1", "range:2", "--onto", "--as", "x"},
             {"A", "1m", "renko:1", "--as", "x"},
             {"A", "1m", "renko:1", "--onto", "--as", "1x"},
             {"A", "1m", "renko:1", "--trades", "t.csv"},
             {"A", "1m", "renko:1", "--timezone", "UTC"},
             {"A", "trades", "renko:1"},
             {"A", "trades", "renko:1", "--trades", "t.csv"},
             {"*", "trades", "renko:1", "--trades", "t.csv", "--timezone", "UTC"}})
        derive(words, 2);
    derive({"A", "5m", "renko:1"}, 4);
    derive({"B", "1m", "renko:1"}, 4);
    derive({"*", "5m", "renko:1"}, 4);
    derive({"A", "day", "renko:1"}, 4);
    derive({"A", "1m", "tick:3001"}, 4);
    derive({"A", "1m", "renko:0.000001"}, 4);
    derive({"A", "trades", "volume:1", "--trades", "t.csv", "--timezone", "UTC"}, 4);
    derive({"B", "trades", "tick:1", "--onto", "--trades", "t.csv", "--timezone", "UTC"}, 4);
    EXPECT_EQ(document({"store", "list", "s"}).at("series").size(), 1u) << "nothing was written";
    EXPECT_FALSE(folder.has("s/A/extra"));

    run({"store", "derive", "s", "A", "1m", "tick:50"});
    derive({"A", "tick50_1m", "renko:1"}, 2);
    EXPECT_NE(run({"store", "resample", "s", "A", "tick50_1m", "1h"}, 2).err.find("no length of time"),
              std::string::npos);
    folder.write("splits.csv", "date,splits\n");
    run({"store", "actions", "s", "A", "tick50_1m", "--splits", "splits.csv"}, 2);
    EXPECT_EQ(document({"store", "actions", "s", "A", "--splits", "splits.csv"}).at("series").size(), 1u);
    run({"synth", "--store", "s", "--symbol", "C", "--bars", "30", "--timeframe", "renko2_1m"}, 4);
}

TEST_F(CliDerive, a_source_with_splits_is_told) {
    folder.write("R.csv",
                 "date,open,high,low,close,volume\n2024-03-08,100,100,80,80,10\n2024-03-11,20,24,20,24,40\n");
    run({"import", "R.csv", "--store", "r", "--timeframe", "1d", "--timezone", "UTC", "--stamp", "open"});
    folder.write("splits.csv", "date,splits\n2024-03-11,4:1\n");
    run({"store", "actions", "r", "R", "--splits", "splits.csv"});
    auto const told = run_basicbot(folder, {"store", "derive", "r", "R", "1d", "renko:10"});
    EXPECT_EQ(told.code, 0);
    EXPECT_NE(told.err.find("store adjust"), std::string::npos) << told.err;
}

}  // namespace
}  // namespace basicbot
