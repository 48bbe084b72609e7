// Runs in a folder: parts, resume, several writers, merge, and refusals with the difference.

#include <filesystem>
#include <thread>

#include "tests/system/run_fixture.hpp"

namespace basicbot {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct RunFolders : RunFixture {};

TEST_F(RunFolders, the_cube_of_a_run_has_the_bytes_of_a_run_in_one_piece) {
    for (std::string const study : {"folds.toml", "sweep.toml"}) {
        std::string const want = direct(study);
        for (std::string const cells : {"1", "2", "5", "1000"}) {
            std::string const place = study + cells;
            auto const result = run({"run", study, "--run", place, "--part-cells", cells, "--json"});
            ASSERT_EQ(result.code, 0) << result.err;
            EXPECT_EQ(folder.read(place + "/cube.h5"), want) << place;
            json const facts = result.document().at("run");
            EXPECT_EQ(facts.at("computed"), facts.at("parts"));
            EXPECT_EQ(parts_in(place), facts.at("parts").get<std::size_t>());
        }
    }
}

TEST_F(RunFolders, the_documents_are_the_same) {
    auto const whole = run({"run", "folds.toml", "--out", "direct.h5", "--json"}).document();
    auto const parts = run({"run", "folds.toml", "--run", "r", "--part-cells", "2", "--json"}).document();
    for (char const* member : {"folds", "stitched", "axes", "select", "cells"})
        EXPECT_EQ(whole.at(member), parts.at(member)) << member;
}

TEST_F(RunFolders, cells_with_bars_of_their_own_can_be_cut_too) {
    folder.write(
        "own.toml",
        std::string(run_sweep_study).replace(run_sweep_study.find("kind"), 0, "common_start = false\n"));
    std::string const want = direct("own.toml");
    ASSERT_EQ(run({"run", "own.toml", "--run", "r", "--part-cells", "5"}).code, 0);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
}

TEST_F(RunFolders, several_symbols_of_uneven_length) {
    std::vector<std::string> const both = {"--set", "data.symbols=[\"GOOG\", \"NASDAQ\"]"};
    std::vector<std::string> words{"run", "folds.toml", "--out", "direct.h5"};
    words.insert(words.end(), both.begin(), both.end());
    ASSERT_EQ(run(words).code, 0);
    words = {"run", "folds.toml", "--run", "r", "--part-cells", "4"};
    words.insert(words.end(), both.begin(), both.end());
    ASSERT_EQ(run(words).code, 0);
    EXPECT_EQ(folder.read("r/cube.h5"), folder.read("direct.h5"));
}

TEST_F(RunFolders, a_finished_run_has_nothing_left_to_do) {
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "r", "--part-cells", "3"}).code, 0);
    auto const before = folder.read("r/cube.h5");
    auto const time = fs::last_write_time(folder.file("r/cube.h5"));
    for (auto const& words :
         {std::vector<std::string>{"resume", "r", "--json"}, {"run", "sweep.toml", "--run", "r", "--json"}}) {
        auto const again = run(words);
        ASSERT_EQ(again.code, 0) << again.err;
        EXPECT_EQ(again.document().at("run").at("computed"), 0);
        EXPECT_EQ(again.document().at("cube").at("path"), "r/cube.h5");
    }
    EXPECT_EQ(fs::last_write_time(folder.file("r/cube.h5")), time);
    json const status = run({"status", "r", "--json"}).document();
    EXPECT_EQ(status.at("state"), "finished");
    EXPECT_EQ(status.at("done"), 4);
}

TEST_F(RunFolders, parts_that_are_there_are_kept_and_the_others_computed) {
    std::string const want = direct("sweep.toml");
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "r", "--part-cells", "2", "--parts", "2..4"}).code, 0);
    EXPECT_EQ(parts_in("r"), 3u);
    EXPECT_FALSE(folder.has("r/cube.h5"));
    auto const rest = run({"resume", "r", "--json"});
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_EQ(rest.document().at("run").at("kept"), 3);
    EXPECT_EQ(rest.document().at("run").at("computed"), 3);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
    for (auto const& [part, times] : computed("r")) EXPECT_EQ(times, 1) << part;
}

TEST_F(RunFolders, a_merge_names_what_is_missing_and_takes_any_writers_parts) {
    std::string const want = direct("sweep.toml");
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "r", "--part-cells", "1", "--parts", "1..3"}).code, 0);
    ASSERT_EQ(run({"resume", "r", "--parts", "6..9"}).code, 0);
    auto const refused = run({"merge", "r"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_EQ(refused.error_lines(), 1u) << refused.err;
    EXPECT_NE(refused.err.find("'4-5, 10-12'"), std::string::npos) << refused.err;
    EXPECT_FALSE(folder.has("r/cube.h5"));
    ASSERT_EQ(run({"resume", "r", "--parts", "4..5"}).code, 0);
    ASSERT_EQ(run({"resume", "r", "--parts", "10..12"}).code, 0);
    auto const merged = run({"merge", "r", "--json"});
    ASSERT_EQ(merged.code, 0) << merged.err;
    EXPECT_EQ(merged.document().at("run").at("computed"), 0);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
}

TEST_F(RunFolders, several_processes_share_one_run) {
    std::string const want = direct("folds.toml");
    std::vector<std::thread> writers;
    std::vector<ProgramResult> results(4);
    for (std::size_t i = 0; i < results.size(); ++i)
        writers.emplace_back([&, i] {  // the same range for all of them: two writers on every part
            results[i] = run({"run", "folds.toml", "--run", "r", "--part-cells", "1"});
        });
    for (std::thread& writer : writers) writer.join();
    for (ProgramResult const& result : results) EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(folder.read("r/cube.h5"), want);
    EXPECT_EQ(computed("r").size(), 6u);
    for (auto const& [part, times] : computed("r")) EXPECT_EQ(times, 1) << part;
}

TEST_F(RunFolders, a_damaged_part_is_never_used) {
    std::string const want = direct("sweep.toml");
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "r", "--part-cells", "2", "--parts", "1..6"}).code, 0);
    std::string bytes = folder.read("r/parts/00000003.h5");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    folder.write("r/parts/00000003.h5", bytes);
    folder.write("r/parts/00000005.h5", folder.read("r/parts/00000004.h5"));  // sound, but another part
    auto const refused = run({"merge", "r"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_NE(refused.err.find("'3, 5'"), std::string::npos) << refused.err;
    auto const mended = run({"resume", "r", "--json"});
    ASSERT_EQ(mended.code, 0) << mended.err;
    EXPECT_EQ(mended.document().at("run").at("damaged"), 2);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
}

TEST_F(RunFolders, another_study_bars_or_rules_are_refused_with_the_difference) {
    folder.write("mine.strategy",
                 "# Mine\n# A test.\nparam fast = 20 in 1..1000 sweep 5..50 step 5  # a\n"
                 "param slow = 50 in 1..1000 sweep 5..50 step 5  # b\n"
                 "long_entry = sma(close, fast) > sma(close, slow)\n"
                 "long_exit = sma(close, fast) < sma(close, slow)\n");
    std::vector<std::string> const begin = {
        "run", "sweep.toml", "--run", "r", "--set", "strategy.use=mine.strategy", "--parts", "1"};
    ASSERT_EQ(run(begin).code, 0);
    auto const refused = [&](std::vector<std::string> words, int code, char const* clause) {
        auto const result = run(words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_EQ(result.error_lines(), 1u) << result.err;
        EXPECT_NE(result.err.find(clause), std::string::npos) << result.err;
    };
    auto other = begin;
    other.insert(other.end(), {"--set", "exits.stop_loss=0.07"});
    refused(other, 3, "study [exits] stop_loss: 0.05 there, 0.07 now");
    std::string const rules = folder.read("mine.strategy");
    folder.write("mine.strategy", rules + "# changed\n");
    refused(begin, 3, "rules of the strategy");
    refused({"resume", "r"}, 3, "rules of the strategy");
    folder.write("mine.strategy", rules);
    ASSERT_EQ(run({"store", "list", "bars"}).code, 0);
    ASSERT_EQ(
        run({"synth", "--store", "other", "--symbol", "GOOG", "--timeframe", "1d", "--bars", "900"}).code, 0);
    refused({"resume", "r", "--store", "other"}, 4, "bars GOOG 1d: ");
    EXPECT_EQ(run({"resume", "r"}).code, 0);
}

TEST_F(RunFolders, a_damaged_plan_is_refused) {
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "r", "--parts", "1"}).code, 0);
    std::string const plan = folder.read("r/plan.json");
    for (std::size_t at = 3; at < plan.size(); at += plan.size() / 40) {
        std::string bytes = plan;
        bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
        folder.write("r/plan.json", bytes);
        auto const result = run({"resume", "r"});
        EXPECT_EQ(result.code, 4) << at << result.err;
        EXPECT_EQ(result.error_lines(), 1u) << result.err;
    }
    folder.write("r/plan.json", plan);
    EXPECT_EQ(run({"resume", "r"}).code, 0);
}

TEST_F(RunFolders, a_run_may_lie_anywhere_and_be_carried_away) {
    std::string const want = direct("sweep.toml");
    for (std::string const place : {"with space", "quo\"te's", "new\nline", "d/e/e/p"}) {
        ASSERT_EQ(run({"run", "sweep.toml", "--run", place, "--part-cells", "5", "--parts", "1..2"}).code, 0);
        auto const status = run({"status", place});
        EXPECT_EQ(status.code, 0) << status.err;
        auto const refused = run({"merge", place});
        EXPECT_EQ(refused.code, 4);
        EXPECT_EQ(refused.error_lines(), 1u) << refused.err;
        fs::create_directories(folder.file("elsewhere"));
        fs::rename(folder.file(place), folder.file("elsewhere/run"));
        ASSERT_EQ(run({"resume", "elsewhere/run"}).code, 0);
        EXPECT_EQ(folder.read("elsewhere/run/cube.h5"), want);
        fs::remove_all(folder.file("elsewhere"));
    }
}

TEST_F(RunFolders, what_makes_no_sense_is_a_usage_error) {
    for (auto const& [words, code] : std::vector<std::pair<std::vector<std::string>, int>>{
             {{"run", "sweep.toml", "--parts", "1..2"}, 2},
             {{"run", "sweep.toml", "--run", "r", "--out", "x.h5"}, 2},
             {{"run", "sweep.toml", "--run", "r", "--parts", "2..1"}, 2},
             {{"run", "sweep.toml", "--run", "r", "--parts", "0..1"}, 2},
             {{"run", "sweep.toml", "--run", "r", "--parts", "a..b"}, 2},
             {{"run", "sweep.toml", "--run", "r", "--parts", "1..99"}, 2},
             {{"resume", "bars"}, 4},
             {{"resume", "nowhere"}, 4},
             {{"status", "nowhere"}, 4},
             {{"run", "sweep.toml", "--run", "bars"}, 4},
             {{"run", "sweep.toml", "--run", "sweep.toml"}, 4}}) {
        auto const result = run(words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_EQ(result.error_lines(), 1u) << result.err;
    }
}

}  // namespace
}  // namespace basicbot
