// Import, store diff, export and resample through the program.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliStore : testing::Test {
    ProgramResult run(std::vector<std::string> const& words, int code = 0) const {
        auto result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_EQ(result.error_lines(), code == 0 ? 0u : 1u) << result.err;
        return result;
    }
    json document(std::vector<std::string> words, int code = 0) const {
        words.emplace_back("--json");
        auto const result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, code) << result.err;
        return result.document();
    }
    void import(std::string const& file, std::string const& store) const {
        run({"import", file, "--store", store, "--timeframe", "1d", "--timezone", "UTC", "--stamp", "open"});
    }
    FreshFolder folder;
    std::string const days = "date,open,high,low,close,volume\n2024-03-08,1,2,1,2,5\n2024-03-11,2,3,2,3,5\n";
};

TEST_F(CliStore, files_and_stores_may_have_any_name) {
    for (std::string const name : {"with space", "quo\"te's", "new\nline", "-dash"}) {
        folder.write(name + "/a b\n'c\".csv", days);
        std::string const file = "./" + name + "/a b\n'c\".csv", store = "./" + name + "/s\n\"t";
        run({"import", file, "--store", store, "--symbol", "A", "--timeframe", "1d", "--timezone", "UTC",
             "--stamp", "open"});
        EXPECT_EQ(document({"store", "list", store}).at("series").size(), 1u);
        run({"store", "verify", store});
        run({"import", file + "x", "--store", store, "--symbol", "A", "--timeframe", "1d", "--timezone",
             "UTC", "--stamp", "open"},
            4);
    }
}

TEST_F(CliStore, one_bad_file_of_many_is_named_and_the_rest_imported) {
    folder.write("A.csv", days);
    folder.write("B.csv", "<html>try later</html>");
    std::vector<std::string> const words = {"import", "A.csv",      "B.csv", "--store", "s",   "--timeframe",
                                            "1d",     "--timezone", "UTC",   "--stamp", "open"};
    auto const text = run(words, 4);
    EXPECT_NE(text.err.find("B.csv"), std::string::npos) << text.err;
    EXPECT_NE(text.out.find("A 1d: 2 bars"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("refused B.csv: the file is a web page"), std::string::npos) << text.out;
    auto again = words;
    again.emplace_back("--replace");
    json const result = document(again, 4);
    EXPECT_EQ(result.at("series").size(), 1u);
    EXPECT_EQ(result.at("refused").at(0).at("error").at("code"), "not_csv");
    EXPECT_EQ(result.at("error").at("code"), "import_incomplete");
}

TEST_F(CliStore, what_an_import_does_not_know_is_a_usage_error) {
    folder.write("A.csv", days);
    EXPECT_NE(run({"import", "A.csv", "--store", "s"}, 2).err.find("--timezone"), std::string::npos);
    EXPECT_NE(run({"import", "A.csv", "--store", "s", "--format", "binanse"}, 2).err.find("binance"),
              std::string::npos);
    EXPECT_NE(run({"import", "A.csv", "--store", "s", "--price-divisor", "-1", "--timezone", "UTC", "--stamp",
                   "open", "--timeframe", "1d"},
                  2)
                  .err.find("--price-divisor"),
              std::string::npos);
    EXPECT_FALSE(folder.has("s/basicbot.store"));
}

TEST_F(CliStore, an_export_imports_as_an_equal_series) {
    import_sample_bars(folder);
    run({"store", "export", "bars", "GOOG", "1d", "--out", "GOOG.csv"});
    run({"import", "GOOG.csv", "--store", "copy", "--timeframe", "1d", "--timezone", "America/New_York",
         "--stamp", "open", "--currency", "USD"});
    json const same = document({"store", "diff", "bars", "copy"});
    EXPECT_TRUE(same.at("equal").get<bool>());
    EXPECT_EQ(same.at("series").at(0).at("common"), 1047);
    EXPECT_NE(run({"store", "diff", "bars", "copy"}).out.find("1 of 1 series equal"), std::string::npos);
    run({"store", "export", "bars", "GOGO", "1d", "--out", "x.csv"}, 4);
    EXPECT_FALSE(folder.has("x.csv"));
}

TEST_F(CliStore, several_series_are_exported_into_a_folder) {
    for (char const* symbol : {"A", "B"}) run({"synth", "--store", "s", "--symbol", symbol, "--bars", "50"});
    json const all = document({"store", "export", "s", "*", "1d", "--out", "csv/here"});
    EXPECT_EQ(all.at("series").size(), 2u);
    EXPECT_EQ(all.at("series").at(1).at("out"), "csv/here/B_1d.csv");
    run({"store", "export", "s", "B", "1d", "--out", "b.csv"});
    EXPECT_EQ(folder.read("csv/here/B_1d.csv"), folder.read("b.csv"));
    // One file that is there stops all of them before one is written.
    std::filesystem::remove(folder.file("csv/here/A_1d.csv"));
    run({"store", "export", "s", "*", "*", "--out", "csv/here"}, 4);
    EXPECT_FALSE(folder.has("csv/here/A_1d.csv"));
    run({"store", "export", "s", "*", "5m", "--out", "more"}, 4);
}

TEST_F(CliStore, bars_longer_than_stated_are_refused_with_figures) {
    std::string rows = "time,open,high,low,close,volume\n";
    for (int bar = 0; bar < 12; ++bar)
        rows += "2024-01-02 10:" + std::string(bar < 2 ? "0" : "") + std::to_string(5 * bar) + ",1,2,1,2,5\n";
    folder.write("A.csv", rows);
    std::vector<std::string> words = {"import",      "A.csv", "--store",    "s",   "--symbol", "A",
                                      "--timeframe", "1m",    "--timezone", "UTC", "--stamp",  "open"};
    auto const refused = run(words, 4);
    for (char const* part : {"1m", "11 of 11 open 5m", "--timeframe 5m", "--on-bad keep"})
        EXPECT_NE(refused.err.find(part), std::string::npos) << refused.err;
    words.insert(words.end(), {"--on-bad", "keep"});
    run(words);
}

TEST_F(CliStore, wrong_columns_are_answered_with_the_words_and_an_example) {
    folder.write("A.csv", "2024-03-08,1,2,1,2,5\n2024-03-11,2,3,2,3,5\n");
    auto const with = [&](char const* columns) {
        return run({"import", "A.csv", "--store", "s", "--timeframe", "1d", "--timezone", "UTC", "--stamp",
                    "open", "--columns", columns},
                   4)
            .err;
    };
    for (char const* columns : {"date,open,high,low,close", "date,open,hihg,low,close,volume"}) {
        std::string const words = with(columns);
        for (char const* part :
             {"--columns", "adj close, volume", "--columns time,open,high,low,close,volume"})
            EXPECT_NE(words.find(part), std::string::npos) << words;
    }
}

TEST_F(CliStore, values_that_are_empty_or_zero_are_not_taken_for_absent_ones) {
    folder.write("A.csv", days);
    std::vector<std::string> const words = {"import", "A.csv",      "--store", "s",       "--timeframe",
                                            "1d",     "--timezone", "UTC",     "--stamp", "open"};
    auto const with = [&](std::vector<std::string> const& more) {
        auto all = words;
        all.insert(all.end(), more.begin(), more.end());
        return run(all, 2).err;
    };
    EXPECT_NE(with({"--symbol", ""}).find("--symbol: "), std::string::npos);
    EXPECT_NE(with({"--price-divisor", "0"}).find("--price-divisor"), std::string::npos);
    EXPECT_FALSE(folder.has("s/basicbot.store"));
}

TEST_F(CliStore, an_export_takes_the_place_of_no_other_file) {
    folder.write("A.csv", days);
    import("A.csv", "s");
    folder.write("notes.txt", "mine");
    EXPECT_NE(run({"store", "export", "s", "A", "1d", "--out", "notes.txt"}, 4).err.find("--replace"),
              std::string::npos);
    EXPECT_EQ(folder.read("notes.txt"), "mine");
    run({"store", "export", "s", "A", "1d", "--out", "notes.txt", "--replace"});
    EXPECT_NE(folder.read("notes.txt"), "mine");
}

TEST_F(CliStore, holes_between_files_and_behind_the_stored_bars_are_told) {
    std::string const head = "date,open,high,low,close,volume\n";
    folder.write("1.csv", head + "2024-01-02,1,2,1,2,5\n2024-01-03,1,2,1,2,5\n");
    folder.write("3.csv", head + "2024-03-04,1,2,1,2,5\n2024-03-05,1,2,1,2,5\n");
    folder.write("5.csv", head + "2024-05-06,1,2,1,2,5\n");
    std::vector<std::string> const rest = {"--store", "s",          "--symbol", "A",       "--timeframe",
                                           "1d",      "--timezone", "UTC",      "--stamp", "open"};
    auto const with = [&](std::vector<std::string> words) {
        words.insert(words.end(), rest.begin(), rest.end());
        return words;
    };
    json const two = document(with({"import", "3.csv", "1.csv"})).at("series").at(0).at("holes");
    EXPECT_EQ(two.at("count"), 1);
    EXPECT_EQ(two.at("longest_s"), 60 * 86400);
    EXPECT_TRUE(two.at("first_after").get<std::string>().starts_with("2024-01-04"));
    auto const more = run(with({"import", "5.csv", "--append"}));
    EXPECT_NE(more.out.find("1 holes between the files or behind the stored bars"), std::string::npos)
        << more.out;
    EXPECT_FALSE(document(with({"import", "5.csv", "--append"})).at("series").at(0).contains("holes"));
}

TEST_F(CliStore, of_many_symbols_in_a_file_the_refused_one_is_named_and_the_rest_told) {
    std::string const head = "symbol,date,open,high,low,close,volume\n";
    folder.write("first.csv", head + "A,2024-03-08,1,2,1,2,5\nB,2024-03-08,1,2,1,2,5\n");
    folder.write("night.csv", head + "A,2024-03-08,1,3,1,2,5\nB,2024-03-11,1,2,1,2,5\n");
    std::vector<std::string> const rest = {"--store",    "s",   "--timeframe", "1d",
                                           "--timezone", "UTC", "--stamp",     "open"};
    auto const with = [&](std::vector<std::string> words) {
        words.insert(words.end(), rest.begin(), rest.end());
        return words;
    };
    run(with({"import", "first.csv"}));
    json const night = document(with({"import", "night.csv", "--append"}), 4);
    ASSERT_EQ(night.at("refused").size(), 1u);
    EXPECT_EQ(night["refused"][0].at("what"), "A 1d");
    ASSERT_EQ(night.at("series").size(), 1u);
    EXPECT_EQ(night["series"][0].at("symbol"), "B");
    EXPECT_EQ(night["series"][0].at("new_bars"), 1);
}

TEST_F(CliStore, an_append_of_another_kind_says_what_differs) {
    folder.write("A.csv", days);
    import("A.csv", "s");
    auto const refused = run({"import", "A.csv", "--append", "--store", "s", "--timeframe", "1d",
                              "--timezone", "Europe/Berlin", "--stamp", "open"},
                             4);
    EXPECT_NE(refused.err.find("time zone 'UTC' and 'Europe/Berlin'"), std::string::npos) << refused.err;
}

TEST_F(CliStore, a_diff_names_what_differs) {
    folder.write("A.csv", days);
    folder.write("B.csv", days);
    import("A.csv", "one");
    import("B.csv", "one");
    folder.write("A.csv", days + "2024-03-12,3,4,3,4,5\n");
    folder.write("C.csv", days);
    import("A.csv", "two");
    import("C.csv", "two");
    json const diff = document({"store", "diff", "one", "two"});
    EXPECT_FALSE(diff.at("equal").get<bool>());
    EXPECT_EQ(diff.at("series").at(0).at("only_in_other"), 1);
    EXPECT_EQ(diff.at("series").at(0).at("first"), "2024-03-12T00:00:00Z");
    EXPECT_EQ(diff.at("series").at(1).at("state"), "only_in_store");
    EXPECT_EQ(diff.at("series").at(2).at("state"), "only_in_other");
    auto const text = run({"store", "diff", "one", "two"}).out;
    EXPECT_NE(text.find("A 1d: 1 bars only in the other, first at 2024-03-12"), std::string::npos) << text;
    EXPECT_NE(text.find("0 of 3 series equal"), std::string::npos) << text;
    run({"store", "diff", "one", "two", "ZZZ"}, 4);
    run({"store", "diff", "one", "three"}, 4);
}

TEST_F(CliStore, longer_bars_stand_beside_the_shorter) {
    run({"synth", "--store", "s", "--symbol", "A", "--bars", "5000", "--timeframe", "1m"});
    run({"synth", "--store", "s", "--symbol", "B", "--bars", "500", "--timeframe", "1m"});
    json const made = document({"store", "resample", "s", "*", "1m", "1h"});
    ASSERT_EQ(made.at("series").size(), 2u);
    EXPECT_EQ(made.at("series").at(0).at("bars"), 84);
    EXPECT_TRUE(made.at("series").at(0).at("last_is_partial").get<bool>());
    EXPECT_NE(run({"store", "resample", "s", "A", "1m", "1h"}, 4).err.find("--replace"), std::string::npos);
    run({"store", "resample", "s", "A", "1m", "1h", "--replace", "--drop-partial"});
    EXPECT_NE(run({"store", "list", "s", "A", "1h"}).out.find("83"), std::string::npos);
    EXPECT_NE(run({"store", "resample", "s", "A", "1m", "7m"}, 2).err.find("divide a day"),
              std::string::npos);
    run({"store", "resample", "s", "A", "2m", "1h"}, 4);
    run({"store", "resample", "s", "*", "2m", "1h"}, 4);
    EXPECT_TRUE(document({"store", "verify", "s"}).at("ok").get<bool>());
}

TEST_F(CliStore, splits_and_dividends_are_given_shown_and_used) {
    folder.write("A.csv",
                 "date,open,high,low,close,volume\n2024-03-08,100,100,80,80,10\n2024-03-11,20,24,20,24,40\n");
    import("A.csv", "s");
    folder.write("splits.csv", "date,splits\n2024-03-11,4:1\n");
    folder.write("wrong.csv", "date,splits\n2024-03-11,1:4\n");
    folder.write("dividends.csv", "date,dividends\n2024-03-11,1\n");
    EXPECT_NE(run({"store", "actions", "s", "A", "--splits", "wrong.csv"}, 4).err.find("price before"),
              std::string::npos);
    EXPECT_NE(run({"store", "adjust", "s", "A", "1d", "--as", "B"}, 4).err.find("store actions"),
              std::string::npos);
    json const set = document({"store", "actions", "s", "A", "--splits", "splits.csv"});
    EXPECT_EQ(set.at("series").at(0).at("splits").at(0).at("factor"), 4);
    EXPECT_EQ(set.at("series").at(0).at("splits").at(0).at("price_ratio"), 4);
    run({"store", "actions", "s", "A", "1d", "--dividends", "dividends.csv"});
    EXPECT_NE(run({"store", "actions", "s", "A"}).out.find("A 1d: 1 splits, 1 dividends"), std::string::npos);
    EXPECT_NE(run({"store", "adjust", "s", "A", "1d", "--as", "A", "--replace"}, 2).err.find("--as"),
              std::string::npos);
    run({"store", "adjust", "s", "A", "1d", "--as", "B", "--for", "dividends"}, 2);
    EXPECT_EQ(document({"store", "adjust", "s", "A", "1d", "--as", "B"}).at("series").at("adjustments"),
              "adjusted for splits");
    run({"store", "export", "s", "B", "1d", "--out", "b.csv"});
    EXPECT_NE(folder.read("b.csv").find(",25,25,20,20,40\n"), std::string::npos) << folder.read("b.csv");
    folder.write("s.toml", R"([study]
name = "s"
kind = "sweep"
[data]
store = "s"
symbols = ["A"]
timeframe = "1d"
[strategy]
long_entry = "close > open"
long_exit = "close < open"
[execution]
fee_bps = 0
slippage_bps = 0
)");
    auto const noticed = [&](char const* symbols) {
        return document({"sweep", "s.toml", "--set", std::string("data.symbols=") + symbols})
            .value("notice", "");
    };
    EXPECT_NE(noticed("[\"A\"]").find("A has splits or dividends"), std::string::npos);
    // An append keeps the tables.
    folder.write("A.csv", "date,open,high,low,close,volume\n2024-03-12,24,25,24,25,40\n");
    run({"import", "A.csv", "--store", "s", "--timeframe", "1d", "--timezone", "UTC", "--stamp", "open",
         "--append"});
    EXPECT_NE(run({"store", "actions", "s", "A"}).out.find("1 splits, 1 dividends"), std::string::npos);
}

TEST_F(CliStore, extra_series_are_kept_and_shown) {
    folder.write("A.csv", days);
    import("A.csv", "s");
    folder.write("mood.csv", "date,value\n2024-03-07,0.5\n2024-03-08,-1\n");
    std::vector<std::string> const words = {"store",    "extra",      "s",   "A",       "mood", "--from",
                                            "mood.csv", "--timezone", "UTC", "--delay", "12h"};
    json const made = document(words);
    EXPECT_EQ(made.at("extra").at(0).at("rows"), 2);
    EXPECT_EQ(made.at("extra").at(0).at("first_known"), "2024-03-08T12:00:00Z");
    EXPECT_EQ(made.at("extra").at(0).at("seen").at("1d"), 2);
    EXPECT_NE(run({"store", "extra", "s", "A"}).out.find("mood"), std::string::npos);
    EXPECT_NE(run({"store", "extra", "s", "A", "moot"}, 4).err.find("mood"), std::string::npos);
    EXPECT_NE(run({"store", "extra", "s", "A", "mood", "--from", "mood.csv", "--timezone", "UTC"}, 2)
                  .err.find("--delay"),
              std::string::npos);
    run({"store", "extra", "s", "A", "--from", "mood.csv", "--timezone", "UTC", "--delay", "0s"}, 2);
    run({"store", "extra", "s", "B"}, 4);
    EXPECT_TRUE(document({"store", "verify", "s"}).at("ok").get<bool>());
    std::string bytes = folder.read("s/A/extra/mood.h5");
    bytes[700] = static_cast<char>(bytes[700] ^ 1);
    folder.write("s/A/extra/mood.h5", bytes);
    EXPECT_NE(run({"store", "verify", "s"}, 4).out.find("extra/mood.h5"), std::string::npos);
}

}  // namespace
}  // namespace basicbot
