// Monte Carlo runs that are stopped or killed, or larger than memory: nothing that was done is lost, and the
// result has the bytes of an undisturbed run with all the memory it wanted.

#include <signal.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/system/run_paths_fixture.hpp"

namespace basicbot {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct RunPathsFaults : RunPaths {};

TEST_F(RunPathsFaults, a_request_to_stop_finishes_the_part_and_ends_with_code_6) {
    std::string const want = direct("paths.toml");
    for (auto const& [signal, stage, delay] :
         {std::tuple{SIGINT, "\"paths\"", 60}, {SIGTERM, "\"figures\"", 0}}) {
        std::size_t const before = parts_in("r");
        auto words = begin("r", "2000", {"--progress", "json"});
        if (before > 0) words = {"resume", "r", "--progress", "json"};
        auto const result = run(words, {.signal_after = stage, .signal = signal, .delay_ms = delay});
        if (result.code == 0) break;  // the figures of so few paths are done in no time
        ASSERT_EQ(result.code, 6) << result.err;
        EXPECT_NE(result.err.find("basicbot resume"), std::string::npos) << result.err;
        EXPECT_GE(parts_in("r"), std::max<std::size_t>(before, 1));
        EXPECT_EQ(parts_in("r"), computed("r").size());
        EXPECT_EQ(run({"status", "r", "--json"}).document().at("state"), "interrupted");
        expect_nothing_left_behind();
    }
    ASSERT_EQ(run({"resume", "r"}).code, 0);
    EXPECT_TRUE(folder.read("r/cube.h5") == want);
    for (auto const& [part, times] : computed("r")) EXPECT_EQ(times, 1) << part;
}

TEST_F(RunPathsFaults, killed_at_random_moments_it_ends_with_the_same_bytes) {
    std::string const want = direct("paths.toml");
    std::mt19937 random(7);
    int killed = 0;
    for (int round = 0; round < 20 && killed < 8; ++round) {
        auto words = begin("r", "1500", {"--progress", "json"});
        if (folder.has("r/plan.json")) words = {"resume", "r", "--progress", "json"};
        // Some at the very start, some among the parts, some while the result is put together.
        char const* const moments[] = {"", "\"paths\"", "\"merge\"", "\"figures\""};
        auto const result = run(words, {.signal_after = moments[round % 4],
                                        .signal = SIGKILL,
                                        .delay_ms = static_cast<int>(random() % 60)});
        killed += result.code == 128 + SIGKILL;
        for (auto const& [part, times] : computed("r")) {
            char name[64];
            std::snprintf(name, sizeof name, "r/parts/%08d.h5", part);
            EXPECT_TRUE(folder.has(name)) << "part " << part << " was acknowledged and is lost";
            EXPECT_EQ(times, 1) << "part " << part << " was kept and computed again";
        }
        if (folder.has("r/cube.h5")) {
            EXPECT_TRUE(folder.read("r/cube.h5") == want);
            if (result.code == 0) fs::remove_all(folder.file("r"));
        }
    }
    EXPECT_GE(killed, 5);
    auto words = begin("r", "1500");
    if (folder.has("r/plan.json")) words = {"resume", "r"};
    ASSERT_EQ(run(words).code, 0);
    EXPECT_TRUE(folder.read("r/cube.h5") == want);
    expect_nothing_left_behind();
}

// 6,000,000 paths of two figures are 96 MB, and the table that they are put together in as much again.
struct RunPathsMemory : RunPaths {
    std::vector<std::string> large(std::vector<std::string> more) const {
        std::vector<std::string> words = {
            "run",   "paths.toml", "--set", "montecarlo.paths=6000000", "--set", "data.symbols=[\"GOOG\"]",
            "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    std::uint64_t peak(std::string const& cube) const {
        return json::parse(folder.read(cube + ".run.json")).at("peak_memory_bytes");
    }
};

TEST_F(RunPathsMemory, paths_larger_than_memory_go_through_parts) {
    auto const whole = run(large({"--out", "whole.h5", "--memory", "4G"}));
    ASSERT_EQ(whole.code, 0) << whole.err;
    EXPECT_FALSE(whole.document().contains("run"));
    EXPECT_GT(peak("whole.h5"), 96 * mib);
    auto const narrow = run(large({"--out", "narrow.h5", "--memory", "24M"}));
    ASSERT_EQ(narrow.code, 0) << narrow.err;
    EXPECT_GT(narrow.document().at("run").at("parts"), 10);
    EXPECT_LE(peak("narrow.h5"), (24 + 64) * mib);
    EXPECT_TRUE(folder.read("narrow.h5") == folder.read("whole.h5"));
    for (std::string const& file : folder.files())  // the folder beside the cube is gone
        EXPECT_EQ(file.find("narrow.h5.run/"), std::string::npos) << file;
}

TEST_F(RunPathsMemory, a_limit_on_data_is_kept_and_gives_the_default) {
    // Private memory of the process, stacks of the threads included.
    ProgramOptions const limited{.shell = "ulimit -d 90112; exec"};
    auto const dry = run(large({"--dry-run"}), limited);
    ASSERT_EQ(dry.code, 0) << dry.err;
    EXPECT_EQ(dry.document().at("plan").at("in_parts"), true);
    EXPECT_EQ(run(large({"--dry-run"})).document().at("plan").at("in_parts"), false);
    auto const result = run(large({"--out", "limited.h5", "--memory", "24M", "--threads", "2"}), limited);
    ASSERT_EQ(result.code, 0) << result.err;
}

TEST_F(RunPathsMemory, too_little_is_refused_with_what_is_needed) {
    auto const result = run(large({"--memory", "1M"}));
    EXPECT_EQ(result.code, 3) << result.err;
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
    EXPECT_NE(result.err.find("or more"), std::string::npos) << result.err;
    for (std::string const& file : folder.files()) EXPECT_EQ(file.find(".run/"), std::string::npos) << file;
}

}  // namespace
}  // namespace basicbot
