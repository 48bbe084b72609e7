// Every command with good input: the same facts as text for people and as a document.

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/support/places.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliCommands : testing::Test {
    void SetUp() override {
        import_sample_bars(folder);
        folder.write("study.toml", cli_sample_study);
    }
    ProgramResult ok(std::vector<std::string> const& words, ProgramOptions const& options = {}) const {
        auto result = run_basicbot(folder, words, options);
        EXPECT_EQ(result.code, 0) << result.err;
        EXPECT_EQ(result.err, "");
        return result;
    }
    FreshFolder folder;
};

TEST_F(CliCommands, store_lists_what_was_imported) {
    json const series = ok({"store", "list", "bars", "--json"}).document().at("series");
    ASSERT_EQ(series.size(), 1u);
    EXPECT_EQ(series[0].at("symbol"), "GOOG");
    EXPECT_EQ(series[0].at("bars"), 1047);
    EXPECT_EQ(series[0].at("first"), "2004-08-19T04:00:00Z");
    EXPECT_NE(ok({"store", "list", "bars"}).out.find("2004-08-19"), std::string::npos);
    EXPECT_NE(ok({"store", "info", "bars", "GOOG"}).out.find("America/New_York"), std::string::npos);
}

TEST_F(CliCommands, config_shows_a_study_that_reads_back) {
    folder.write("desk.toml", "[metrics]\nrisk_free = 0.02\n");
    ProgramResult const shown = ok({"config", "show", "study.toml", "--profile", "desk.toml", "--origin"});
    EXPECT_NE(shown.out.find("risk_free = 0.02"), std::string::npos);
    EXPECT_NE(shown.out.find("# desk.toml:2"), std::string::npos) << shown.out;
    folder.write("again.toml", shown.out);
    json const first = ok({"config", "show", "study.toml", "--profile", "desk.toml", "--json"}).document();
    json const again = ok({"config", "show", "again.toml", "--json"}).document();
    ASSERT_EQ(first.at("settings").size(), again.at("settings").size());
    for (std::size_t i = 0; i < first.at("settings").size(); ++i)
        EXPECT_EQ(first.at("settings")[i].at("value"), again.at("settings")[i].at("value"));
    EXPECT_EQ(first.at("profile").at("name"), "desk");
}

TEST_F(CliCommands, log_lines_may_be_json_with_the_run_of_the_facts) {
    auto const ran = run_basicbot(
        folder, {"run", "study.toml", "--out", "r.h5", "--log-format", "json", "--log-level", "debug"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    json const facts = json::parse(folder.read("r.h5.run.json"));
    std::istringstream lines(ran.err);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        json const entry = json::parse(line);
        EXPECT_EQ(entry.at("v"), 1);
        EXPECT_EQ(entry.at("run"), facts.at("run"));
        EXPECT_EQ(entry.at("time").get<std::string>().size(), 24u);
        EXPECT_EQ(entry.at("level"), "debug");
    }
    EXPECT_GT(count, 3);
    auto const failed = run_basicbot(folder, {"--log-format=json", "store", "list", "none"});
    EXPECT_EQ(failed.code, 4);
    EXPECT_EQ(json::parse(failed.err).at("level"), "error");
}

TEST_F(CliCommands, prod_refuses_a_result_in_a_folder_open_to_all) {
    std::string const open = folder.file("open");
    std::filesystem::create_directory(open);
    std::filesystem::permissions(open, std::filesystem::perms::all);
    ProgramOptions const prod{.environment = {{"BASICBOT_PROFILE", "prod"}}};
    auto const refused = run_basicbot(folder, {"run", "study.toml", "--out", "open/r.h5"}, prod);
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.err.find("output.cube"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("chmod o-w"), std::string::npos) << refused.err;
    EXPECT_FALSE(folder.has("open/r.h5"));
    EXPECT_EQ(run_basicbot(folder, {"run", "study.toml", "--run", "open"}, prod).code, 3);
}

TEST_F(CliCommands, json_may_stand_before_the_command) {
    EXPECT_EQ(ok({"--json", "store", "list", "bars"}).out, ok({"store", "list", "bars", "--json"}).out);
}

TEST_F(CliCommands, import_reports_what_it_found) {
    std::string const file = source_dir() + "/datasets/sp500_1d.csv";
    json const document = ok({"import", file, "--store", "bars", "--symbol", "SP500", "--timeframe", "1d",
                              "--timezone", "America/New_York", "--stamp", "open", "--json"})
                              .document();
    EXPECT_EQ(document.at("reports").at(0).at("open_is_previous_close").at("count"), 2004);
    EXPECT_EQ(document.at("series").at(0).at("bars"), 5031);
}

TEST_F(CliCommands, dates_are_those_of_the_source_and_an_append_counts_what_is_new) {
    std::string const rows =
        "date,open,high,low,close\n2024-03-08,1,2,1,2\n2024-03-11,2,2,1,2\n2024-03-12,2,3,2,3\n";
    folder.write("a.csv", rows);
    folder.write("b.csv", rows + "2024-03-13,3,3,2,3\n");
    auto const import = [&](char const* file, char const* mode) {
        return ok({"import", file, "--store", "own", "--symbol", "A", "--timeframe", "1d", "--timezone",
                   "Europe/Berlin", "--stamp", "open", mode})
            .out;
    };
    std::string const first = import("a.csv", "--replace");
    EXPECT_NE(first.find("3 bars from 2024-03-08 to 2024-03-12 (Europe/Berlin)"), std::string::npos) << first;
    EXPECT_EQ(first.find("new bars"), std::string::npos);
    EXPECT_NE(import("a.csv", "--append").find("new bars: 0, of 3 in the file"), std::string::npos);
    EXPECT_NE(import("b.csv", "--append").find("new bars: 1, of 4 in the file"), std::string::npos);
    std::string const list = ok({"store", "list", "own"}).out;
    EXPECT_NE(list.find("2024-03-08  2024-03-13  Europe/Berlin"), std::string::npos) << list;
    auto const again =
        run_basicbot(folder, {"import", "a.csv", "--store", "own", "--symbol", "A", "--timeframe", "1d",
                              "--timezone", "Europe/Berlin", "--stamp", "open"});
    EXPECT_NE(again.err.find("--append"), std::string::npos) << again.err;
    EXPECT_NE(again.err.find("--replace"), std::string::npos) << again.err;
}

TEST_F(CliCommands, the_best_of_a_walkforward_is_that_of_the_train_segments) {
    ok({"walkforward", "study.toml", "--out", "walk.h5"});
    json const top = ok({"cube", "top", "walk.h5", "--n", "1000", "--json"}).document();
    EXPECT_EQ(top.at("segment"), "train");
    ASSERT_FALSE(top.at("rows").empty());
    for (json const& row : top.at("rows")) {
        EXPECT_EQ(row.at("at").at("segment"), "train");
        EXPECT_TRUE(row.at("at").contains("fold"));
    }
    EXPECT_TRUE(ok({"cube", "top", "walk.h5"}).out.starts_with("train segments"));
    json const test = ok({"cube", "top", "walk.h5", "--where", "segment=test", "--json"}).document();
    EXPECT_TRUE(test.at("segment").is_null());
    EXPECT_EQ(test.at("rows").at(0).at("at").at("segment"), "test");
    ok({"cube", "top", "walk.h5", "--metric", "stitched_max_drawdown"});
    auto const place = run_basicbot(folder, {"cube", "top", "walk.h5", "--metric", "chosen_fast"});
    EXPECT_EQ(place.code, 2);
    EXPECT_NE(place.err.find("no metric"), std::string::npos) << place.err;
}

TEST_F(CliCommands, a_long_list_of_places_shows_its_end) {
    ok({"sweep", "study.toml", "--set", "study.kind=sweep", "--set", "params.fast={from=5, to=40, step=1}",
        "--out", "wide.h5"});
    auto const result = run_basicbot(folder, {"cube", "top", "wide.h5", "--where", "fast=5.5"});
    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.err.find("23, ..., 40)"), std::string::npos) << result.err;
}

TEST_F(CliCommands, debug_names_stages_backend_and_files) {
    auto const result = run_basicbot(
        folder, {"walkforward", "study.toml", "--out", "walk.h5", "--log-level", "debug", "--device", "cpu"});
    EXPECT_EQ(result.code, 0);
    for (char const* words :
         {"debug: read study.toml", "debug: bars from bars", "debug: stage sweep", "debug: backend cpu",
          "debug: wrote walk.h5\n", "debug: wrote walk.h5.run.json"})
        EXPECT_NE(result.err.find(words), std::string::npos) << words << "\n" << result.err;
    EXPECT_NE(run_basicbot(folder, {"cube", "info", "walk.h5", "--log-level", "debug"}).err.find("walk.h5"),
              std::string::npos);
}

TEST_F(CliCommands, verify_says_which_file_is_damaged) {
    EXPECT_TRUE(ok({"store", "verify", "bars", "--json"}).document().at("ok").get<bool>());
    std::string bytes = folder.read("bars/GOOG/1d.h5");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    folder.write("bars/GOOG/1d.h5", bytes);
    for (std::vector<std::string> words :
         {std::vector<std::string>{"store", "verify", "bars"}, {"store", "verify", "bars", "GOOG"}}) {
        auto const text = run_basicbot(folder, words);
        EXPECT_EQ(text.code, 4);
        EXPECT_EQ(text.error_lines(), 1u) << text.err;
        EXPECT_NE(text.out.find("1d.h5"), std::string::npos) << text.out;
        words.emplace_back("--json");
        auto const result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, 4);
        EXPECT_FALSE(result.document().at("ok").get<bool>());
        EXPECT_EQ(result.document().at("error").at("kind"), "data");
    }
}

TEST_F(CliCommands, synth_gives_the_same_bars_for_one_seed) {
    std::vector<std::string> const words = {"synth",  "--store", "bars",   "--bars",  "300",
                                            "--seed", "7",       "--json", "--symbol"};
    auto hash = [&](std::string const& symbol, std::vector<std::string> const& more) {
        auto all = words;
        all.push_back(symbol);
        all.insert(all.end(), more.begin(), more.end());
        return ok(all).document().at("series").at("data_hash");
    };
    auto const one = hash("S", {});
    EXPECT_EQ(one, hash("S", {"--replace"}));
    EXPECT_NE(one, hash("S", {"--replace", "--model", "jumps"}));
}

TEST_F(CliCommands, catalogue_explains_one_entry) {
    EXPECT_NE(ok({"indicators"}).out.find("rsi"), std::string::npos);
    EXPECT_NE(ok({"indicators", "rsi", "--explain"}).out.find("formula"), std::string::npos);
    std::string const page = ok({"indicators", "--page"}).out;
    auto const list = nlohmann::json::parse(ok({"indicators", "--json"}).out);
    for (auto const& entry : list.at("indicators"))
        EXPECT_NE(page.find("\n### " + entry.at("name").get<std::string>() + "\n"), std::string::npos)
            << entry;
    EXPECT_NE(page.find("```\nlet "), std::string::npos) << "what composed entries are made of";
    EXPECT_NE(ok({"models", "--page"}).out.find("\n### gbm\n"), std::string::npos);
    EXPECT_NE(ok({"models", "--list"}).out.find("stationary_bootstrap"), std::string::npos);
    std::string const gbm = ok({"models", "gbm", "--explain"}).out;
    for (char const* part :
         {"Black and Scholes 1973", "volatility = from history, 0 to 10 per year", "float32"})
        EXPECT_NE(gbm.find(part), std::string::npos) << part << "\n" << gbm;
    json const model = ok({"models", "gbm", "--json"}).document().at("models").at(0);
    EXPECT_TRUE(model.at("parameters").at(0).at("default").is_null());
    auto const unknown = run_basicbot(folder, {"models", "gmb"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("did you mean 'gbm'?"), std::string::npos) << unknown.err;
    EXPECT_NE(ok({"strategies", "--list"}).out.find("sma_cross"), std::string::npos);
    json const one = ok({"strategies", "sma_cross", "--explain", "--json"}).document().at("strategies");
    ASSERT_EQ(one.size(), 1u);
    EXPECT_FALSE(one[0].at("columns").empty());
}

TEST_F(CliCommands, strategies_check_points_at_the_word) {
    folder.write("good.strategy", "# Good\nlong_entry = close > open\nlong_exit = close < open\n");
    EXPECT_EQ(run_basicbot(folder, {"strategies", "--check", "good.strategy"}).code, 0);
    folder.write("bad.strategy", "# Bad\nlong_entry = close > opne\nlong_exit = close < open\n");
    auto const result = run_basicbot(folder, {"strategies", "--check", "bad.strategy"});
    EXPECT_EQ(result.code, 3);
    EXPECT_NE(result.err.find("bad.strategy:2:22"), std::string::npos) << result.err;
    EXPECT_EQ(result.error_lines(), 1u);
}

TEST_F(CliCommands, walkforward_writes_a_cube_and_the_facts_beside_it) {
    json const document = ok({"walkforward", "study.toml", "--json", "--out", "result.h5"}).document();
    EXPECT_EQ(document.at("kind"), "walkforward");
    EXPECT_GE(document.at("folds").size(), 10u);
    json const facts = json::parse(folder.read("result.h5.run.json"));
    EXPECT_EQ(facts.at("content_hash"), document.at("cube").at("content_hash"));
    EXPECT_EQ(facts.at("argv").at(1), "walkforward");
    EXPECT_EQ(facts.at("store"), "bars");
    EXPECT_TRUE(facts.at("store_path").get<std::string>().ends_with("/bars"));
    for (char const* name :
         {"binary", "device", "host", "started", "ended", "stage_seconds", "peak_memory_bytes"})
        EXPECT_TRUE(facts.contains(name)) << name;
    std::string const text = ok({"walkforward", "study.toml", "--out", "result.h5"}).out;
    for (char const* word :
         {"fast", "slow", "total_return", "sharpe", "max_drawdown", "trades", "out of sample, GOOG"})
        EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
}

TEST_F(CliCommands, the_content_of_a_cube_does_not_depend_on_the_machine) {
    std::vector<std::string> const words = {"run", "study.toml", "--out", "result.h5", "--json"};
    auto const hash = [&](std::vector<std::string> const& more, ProgramOptions const& options = {}) {
        auto all = words;
        all.insert(all.end(), more.begin(), more.end());
        return ok(all, options).document().at("cube").at("content_hash");
    };
    auto const one = hash({"--device", "cpu", "--threads", "1"});
    EXPECT_EQ(one, hash({"--device", "cpu", "--threads", "3", "--simd", "plain"}));
    EXPECT_EQ(one, hash({"--device", "emulator"}));
    EXPECT_EQ(one, hash({"--device", "cpu"}, {.environment = {{"BASICBOT_SIMD", "plain"}}}));
    EXPECT_NE(one, hash({"--device", "cpu", "--set", "execution.fee_bps=6"}));
}

TEST_F(CliCommands, a_sweep_and_its_cube) {
    json const document =
        ok({"sweep", "study.toml", "--set", "study.kind=sweep", "--json", "--top", "3"}).document();
    ASSERT_EQ(document.at("best").size(), 3u);
    EXPECT_EQ(document.at("cube").at("path"), "cross.h5");
    json const top = ok({"cube", "top", "cross.h5", "--metric", "sharpe", "--n", "3", "--json"}).document();
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(top.at("rows")[i].at("value"), document.at("best")[i].at("metrics").at("sharpe"));
        EXPECT_EQ(top.at("rows")[i].at("at").at("fast"), document.at("best")[i].at("params").at("fast"));
    }
    EXPECT_EQ(ok({"cube", "info", "cross.h5", "--json"}).document().at("content_hash"),
              document.at("cube").at("content_hash"));
    json const kept = ok({"cube", "top", "cross.h5", "--where", "fast=10", "--json"}).document().at("rows");
    ASSERT_EQ(kept.size(), 2u);
    for (json const& row : kept) EXPECT_EQ(row.at("at").at("fast"), 10.0);
}

TEST_F(CliCommands, A25_the_same_bars_in_another_folder_give_the_same_cube) {
    auto const hash = [&](std::string const& store) {
        json const document =
            ok({"walkforward", "study.toml", "--json", "--out", "r.h5", "--set", "data.store=" + store})
                .document();
        return document.at("cube").at("content_hash").get<std::string>();
    };
    std::string const here = hash("bars"), cube = folder.read("r.h5");
    std::filesystem::create_directory(folder.file("deep"));
    std::filesystem::rename(folder.file("bars"), folder.file("deep/moved"));
    EXPECT_EQ(hash("deep/moved"), here);
    EXPECT_EQ(folder.read("r.h5"), cube);
}

TEST_F(CliCommands, montecarlo_gives_losses_with_standard_errors) {
    folder.write("paths.toml",
                 "[study]\nkind = \"montecarlo\"\n[data]\nstore = \"bars\"\nsymbols = [\"GOOG\"]\n"
                 "timeframe = \"1d\"\n[montecarlo]\npaths = 2000\nhorizon = 20\n");
    json const risk = ok({"montecarlo", "paths.toml", "--json"}).document().at("risks").at(0);
    EXPECT_GT(risk.at("value_at_risk").at("0.95").get<double>(), 0.0);
    EXPECT_GE(risk.at("expected_shortfall").at("0.95").get<double>(),
              risk.at("value_at_risk").at("0.95").get<double>());
    std::string const text = ok({"montecarlo", "paths.toml"}).out;
    for (char const* word :
         {"value at risk", "expected shortfall", "probability of loss", "drawdown", "0.99"})
        EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
    json const top = ok({"cube", "top", "paths.h5", "--json"}).document();  // no sharpe there
    EXPECT_EQ(top.at("rows").size(), 1u);
    EXPECT_EQ(ok({"montecarlo", "paths.toml", "--json", "--seed", "2"}).document().at("kind"), "montecarlo");
}

TEST_F(CliCommands, a_dry_run_writes_nothing) {
    auto const before = folder.files();
    json const plan = ok({"run", "study.toml", "--dry-run", "--json"}).document().at("plan");
    EXPECT_EQ(plan.at("cells"), 6);
    ok({"run", "study.toml", "--dry-run"});
    auto const little = run_basicbot(folder, {"run", "study.toml", "--dry-run", "--memory", "10K"});
    EXPECT_EQ(little.code, 3);
    EXPECT_NE(little.err.find("--memory"), std::string::npos) << little.err;
    EXPECT_EQ(folder.files(), before);
}

}  // namespace
}  // namespace basicbot
