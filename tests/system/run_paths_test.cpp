// Monte Carlo studies in a folder of parts: the bytes of a run in one piece, whatever the parts, the threads
// and the writers.

#include <cstddef>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "tests/system/run_paths_fixture.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

TEST_F(RunPaths, the_cube_has_the_bytes_of_a_run_in_one_piece) {
    std::string const want = direct("paths.toml");
    for (auto const& [size, threads, parts] :
         {std::tuple{"4000", "1", 38}, {"4097", "3", 36}, {"30000", "2", 34}, {"1000000", "1", 14}}) {
        std::string const place = std::string("r") + size;
        auto const result = run(begin(place, size, {"--threads", threads, "--json"}));
        ASSERT_EQ(result.code, 0) << result.err;
        json const document = result.document();
        EXPECT_EQ(document.at("run").at("computed"), parts) << size;
        EXPECT_EQ(document.at("plan").at("parts"), parts) << size;
        EXPECT_EQ(parts_in(place), static_cast<std::size_t>(parts));
        EXPECT_TRUE(folder.read(place + "/cube.h5") == want) << size;
    }
    ASSERT_EQ(run(begin("emulated", "20000", {"--device", "emulator"})).code, 0);
    EXPECT_TRUE(folder.read("emulated/cube.h5") == want);
}

TEST_F(RunPaths, of_a_strategy_and_in_parts_of_one_path) {
    std::string const want = direct("blocks.toml");
    for (std::string const size : {"700", "2999"}) {
        ASSERT_EQ(run({"run", "blocks.toml", "--run", size, "--part-paths", size}).code, 0);
        EXPECT_TRUE(folder.read(size + "/cube.h5") == want) << size;
    }
    std::vector<std::string> const few = {"run", "blocks.toml", "--set", "montecarlo.paths=40"};
    auto words = few;
    words.insert(words.end(), {"--out", "few.h5"});
    ASSERT_EQ(run(words).code, 0);
    words = few;
    words.insert(words.end(), {"--run", "one", "--part-paths", "1"});
    ASSERT_EQ(run(words).code, 0);
    EXPECT_EQ(parts_in("one"), 40u);
    EXPECT_TRUE(folder.read("one/cube.h5") == folder.read("few.h5"));
}

TEST_F(RunPaths, the_documents_are_the_same) {
    auto const whole = run({"run", "paths.toml", "--out", "direct.h5", "--json"}).document();
    auto const parts = run(begin("r", "20000", {"--json"})).document();
    EXPECT_EQ(whole.at("risks"), parts.at("risks"));
    EXPECT_EQ(whole.at("plan").at("in_parts"), false);
    EXPECT_EQ(whole.at("plan").at("parts"), 0);
    EXPECT_EQ(parts.at("plan").at("in_parts"), true);
    for (std::string const stage : {"paths", "parts", "merge", "figures", "cube"})
        EXPECT_TRUE(parts.at("seconds").contains(stage)) << stage;
}

TEST_F(RunPaths, a_dry_run_says_what_it_would_be) {
    auto const words = begin("r", "20000", {"--dry-run", "--json"});
    json const plan = run(words).document().at("plan");
    EXPECT_EQ(plan.at("paths"), 70001);
    EXPECT_EQ(plan.at("parts"), 34);
    EXPECT_EQ(plan.at("parts_bytes"), 2 * 8 * (2 * 70001 + 9 * 65536));
    EXPECT_GT(plan.at("memory_bytes"), 8 * (2 * 70001 + 9 * 65536));
    EXPECT_FALSE(folder.has("r/plan.json"));
}

TEST_F(RunPaths, a_merge_names_what_is_missing_and_takes_any_writers_parts) {
    std::string const want = direct("paths.toml");
    ASSERT_EQ(run(begin("r", "20000", {"--parts", "1..7"})).code, 0);
    ASSERT_EQ(run({"resume", "r", "--parts", "11..34"}).code, 0);
    auto const refused = run({"merge", "r"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_EQ(refused.error_lines(), 1u) << refused.err;
    EXPECT_NE(refused.err.find("'8-10'"), std::string::npos) << refused.err;
    EXPECT_FALSE(folder.has("r/cube.h5"));
    auto const rest = run({"resume", "r", "--json"});
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_EQ(rest.document().at("run").at("kept"), 31);
    EXPECT_EQ(rest.document().at("run").at("computed"), 3);
    EXPECT_TRUE(folder.read("r/cube.h5") == want);
    auto const again = run({"resume", "r", "--json"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.document().at("run").at("computed"), 0);
    EXPECT_EQ(run({"status", "r", "--json"}).document().at("state"), "finished");
}

TEST_F(RunPaths, several_processes_share_one_run) {
    std::string const want = direct("paths.toml");
    std::vector<std::thread> writers;
    std::vector<ProgramResult> results(3);
    for (auto& result : results)
        writers.emplace_back([&] { result = run(begin("r", "5000", {"--threads", "1"})); });
    for (std::thread& writer : writers) writer.join();
    for (ProgramResult const& result : results) EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(folder.read("r/cube.h5") == want);
    for (auto const& [part, times] : computed("r")) EXPECT_EQ(times, 1) << part;
}

TEST_F(RunPaths, a_damaged_part_is_never_used) {
    std::string const want = direct("paths.toml");
    ASSERT_EQ(run(begin("r", "20000", {"--parts", "1..34"})).code, 0);
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
    EXPECT_TRUE(folder.read("r/cube.h5") == want);
}

TEST_F(RunPaths, another_study_bars_or_rules_are_refused_with_the_difference) {
    auto const refused = [&](std::vector<std::string> words, int code, std::string const& clause) {
        auto const result = run(words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_EQ(result.error_lines(), 1u) << result.err;
        EXPECT_NE(result.err.find(clause), std::string::npos) << result.err;
    };
    ASSERT_EQ(run(begin("r", "30000", {"--parts", "1"})).code, 0);
    refused(begin("r", "30000", {"--seed", "4"}), 3, "study [study] seed: 3 there, 4 now");
    refused(begin("r", "30000", {"--set", "montecarlo.paths=70002"}), 3, "paths: 70001 there, 70002 now");
    refused({"run", "sweep.toml", "--run", "r"}, 4, "kind: \"montecarlo\" there, \"sweep\" now");
    ASSERT_EQ(run({"run", "sweep.toml", "--run", "s", "--parts", "1"}).code, 0);
    refused({"run", "paths.toml", "--run", "s"}, 4, "kind: \"sweep\" there, \"montecarlo\" now");
    for (char const* symbol : {"GOOG", "NASDAQ"})
        ASSERT_EQ(
            run({"synth", "--store", "other", "--symbol", symbol, "--timeframe", "1d", "--bars", "900"}).code,
            0);
    refused({"resume", "r", "--store", "other"}, 4, "bars GOOG 1d: ");
    refused({"run", "paths.toml", "--part-cells", "5"}, 2, "--part-paths");
    refused({"run", "sweep.toml", "--part-paths", "5"}, 2, "--part-cells");
    refused({"resume", "r", "--parts", "30..35"}, 2, "1..34");

    folder.write(
        "mine.strategy",
        "# Mine\n# A test.\nlong_entry = close > sma(close, 20)\nlong_exit = close < sma(close, 20)\n");
    std::string const named = "use = \"sma_cross\"\n[params]\nfast = 10\nslow = 30\n";
    folder.write("blocks.toml",
                 std::string(run_blocks_study)
                     .replace(run_blocks_study.find(named), named.size(), "use = \"mine.strategy\"\n"));
    ASSERT_EQ(run({"run", "blocks.toml", "--run", "m", "--parts", "1"}).code, 0);
    folder.write("mine.strategy", folder.read("mine.strategy") + "# changed\n");
    refused({"resume", "m"}, 3, "rules of the strategy");
}

TEST_F(RunPaths, a_queue_gives_each_study_its_folder) {
    auto const result = run({"run", "paths.toml", "sweep.toml", "blocks.toml", "--run", "runs"});
    ASSERT_EQ(result.code, 0) << result.err;
    for (std::string const name : {"paths", "sweep", "blocks"})
        EXPECT_TRUE(folder.read("runs/" + name + "/cube.h5") == direct(name + ".toml")) << name;
}

}  // namespace
}  // namespace basicbot
