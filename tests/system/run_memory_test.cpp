// --memory: a sweep several times larger than it streams through parts, within it and 64 MiB, and has the
// bytes of a run that had all the memory it wanted.

#include <cstdint>

#include "tests/system/run_fixture.hpp"

namespace basicbot {
namespace {

struct RunMemory : RunFixture {
    void SetUp() override {
        RunFixture::SetUp();
        ASSERT_EQ(run({"synth", "--store", "bars", "--symbol", "LONG", "--bars", "8000"}).code, 0);
    }
    // 5,000 cells in 116 windows: a cube of 90 MB, 250 MB of sums and results in one piece.
    std::vector<std::string> large(std::vector<std::string> more) const {
        std::vector<std::string> words = {"run",   "folds.toml",
                                          "--set", "data.symbols=[\"LONG\"]",
                                          "--set", "params.fast={from=2,to=51,step=1}",
                                          "--set", "params.slow={from=60,to=258,step=2}",
                                          "--set", "execution.side=long",
                                          "--top", "0",
                                          "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    std::uint64_t peak(std::string const& cube) const {
        return nlohmann::json::parse(folder.read(cube + ".run.json")).at("peak_memory_bytes");
    }
};

TEST_F(RunMemory, a_sweep_larger_than_memory_streams_through_parts) {
    auto const whole = run(large({"--out", "whole.h5", "--memory", "4G"}));
    ASSERT_EQ(whole.code, 0) << whole.err;
    EXPECT_FALSE(whole.document().contains("run"));
    EXPECT_GT(peak("whole.h5"), 256 * mib);
    auto const narrow = run(large({"--out", "narrow.h5", "--memory", "48M"}));
    ASSERT_EQ(narrow.code, 0) << narrow.err;
    EXPECT_GT(narrow.document().at("run").at("parts"), 4);
    EXPECT_LE(peak("narrow.h5"), (48 + 64) * mib);
    EXPECT_EQ(folder.read("narrow.h5"), folder.read("whole.h5"));
    for (std::string const& file : folder.files())  // the folder beside the cube is gone
        EXPECT_EQ(file.find("narrow.h5.run/"), std::string::npos) << file;
}

TEST_F(RunMemory, the_same_command_goes_on_where_it_was_stopped) {
    auto const words = large({"--out", "narrow.h5", "--memory", "48M", "--progress", "json"});
    auto const stopped = run(words, {.signal_after = "\"sweep\",\"done\":0."});
    ASSERT_EQ(stopped.code, 6) << stopped.err;
    EXPECT_GT(parts_in("narrow.h5.run"), 0u);
    EXPECT_FALSE(folder.has("narrow.h5"));
    auto const rest = run(words);
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_GT(rest.document().at("run").at("kept"), 0);
    EXPECT_EQ(rest.document().at("cube").at("path"), "narrow.h5");
    EXPECT_TRUE(folder.has("narrow.h5.run.json"));
}

TEST_F(RunMemory, a_limit_on_data_is_kept_and_gives_the_default) {
    // Private memory of the process, stacks of the threads included.
    auto const limited = run(large({"--out", "limited.h5", "--memory", "48M", "--threads", "2"}),
                             {.shell = "ulimit -d 114688; exec"});
    ASSERT_EQ(limited.code, 0) << limited.err;
    auto const dry = run(large({"--dry-run"}), {.shell = "ulimit -d 114688; exec"});
    ASSERT_EQ(dry.code, 0) << dry.err;
    EXPECT_EQ(dry.document().at("plan").at("in_parts"), true);
    EXPECT_EQ(run(large({"--dry-run"})).document().at("plan").at("in_parts"), false);
}

TEST_F(RunMemory, too_little_is_refused_with_what_is_needed) {
    auto const result = run(large({"--memory", "1M"}));
    EXPECT_EQ(result.code, 3) << result.err;
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
    EXPECT_NE(result.err.find("or more"), std::string::npos) << result.err;
    for (std::string const& file : folder.files())  // a later try with more memory begins afresh
        EXPECT_EQ(file.find(".run/"), std::string::npos) << file;
    EXPECT_EQ(run(large({"--memory", "lots"})).code, 2);
}

}  // namespace
}  // namespace basicbot
