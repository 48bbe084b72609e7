// Runs that are stopped, killed, out of disk or under a wrong clock: nothing that was done is lost, and the
// result has the bytes of an undisturbed run. scripts/kill_runs.py is the long form.

#include <signal.h>
#include <sys/mount.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <random>

#include "tests/system/run_fixture.hpp"

namespace basicbot {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct RunFaults : RunFixture {
    void SetUp() override {
        RunFixture::SetUp();
        ASSERT_EQ(run({"synth", "--store", "bars", "--symbol", "LONG", "--bars", "20000"}).code, 0);
        want = direct_of(study);
    }
    std::string direct_of(std::vector<std::string> words) const {
        words.insert(words.begin(), "run");
        words.insert(words.end(), {"--out", "direct.h5"});
        EXPECT_EQ(run(words).code, 0);
        return folder.read("direct.h5");
    }
    // The study in the folder "r", one cell a part.
    std::vector<std::string> begin() const {
        std::vector<std::string> words{"run"};
        words.insert(words.end(), study.begin(), study.end());
        words.insert(words.end(), {"--run", "r", "--part-cells", "1", "--progress", "json"});
        return words;
    }

    std::vector<std::string> const study = {"folds.toml",
                                            "--set",
                                            "data.symbols=[\"LONG\"]",
                                            "--set",
                                            "params.fast={from=2,to=12,step=1}",
                                            "--set",
                                            "params.slow={from=20,to=60,step=4}"};
    std::string want;
};

TEST_F(RunFaults, a_request_to_stop_finishes_the_part_and_ends_with_code_6) {
    for (int signal : {SIGINT, SIGTERM}) {
        std::size_t const before = parts_in("r");
        auto words = begin();
        if (before > 0) words = {"resume", "r", "--progress", "json"};
        // The first line comes before the first part, which a request at once would leave unbegun.
        auto const result =
            run(words, {.signal_after = "\"sweep\",\"done\":0.", .signal = signal, .delay_ms = 50});
        ASSERT_EQ(result.code, 6) << result.err;
        EXPECT_NE(result.err.find("basicbot resume"), std::string::npos) << result.err;
        EXPECT_GT(parts_in("r"), before);
        EXPECT_EQ(parts_in("r"), computed("r").size());
        EXPECT_EQ(run({"status", "r", "--json"}).document().at("state"), "interrupted");
        for (std::string const& file : folder.files()) {
            EXPECT_EQ(file.find(".tmp-"), std::string::npos) << file;
            EXPECT_EQ(file.find("r/claims/"), std::string::npos) << file;
        }
    }
    auto const rest = run({"resume", "r"});
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_EQ(folder.read("r/cube.h5"), want);
    for (auto const& [part, times] : computed("r")) EXPECT_EQ(times, 1) << part;
}

TEST_F(RunFaults, killed_at_random_moments_it_ends_with_the_same_bytes) {
    std::mt19937 random(7);
    int killed = 0;
    for (int round = 0; round < 24 && killed < 10; ++round) {
        auto words = begin();
        if (folder.has("r/plan.json")) words = {"resume", "r", "--progress", "json"};
        // Some at the very start, some among the parts, some while the result is put together.
        char const* const moments[] = {"", "\"sweep\"", "\"merge\"", "\"cube\""};
        ProgramOptions const blow{.signal_after = moments[round % 4],
                                  .signal = SIGKILL,
                                  .delay_ms = static_cast<int>(random() % 60)};
        auto const result = run(words, blow);
        killed += result.code == 128 + SIGKILL;
        for (auto const& [part, times] : computed("r")) {
            char name[64];
            std::snprintf(name, sizeof name, "r/parts/%08d.h5", part);
            EXPECT_TRUE(folder.has(name)) << "part " << part << " was acknowledged and is lost";
            EXPECT_EQ(times, 1) << "part " << part << " was kept and computed again";
        }
        if (folder.has("r/cube.h5")) {
            EXPECT_EQ(folder.read("r/cube.h5"), want);
            if (result.code == 0) fs::remove_all(folder.file("r"));
        }
    }
    EXPECT_GE(killed, 6);
    auto words = begin();
    if (folder.has("r/plan.json")) words = {"resume", "r"};
    ASSERT_EQ(run(words).code, 0);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
    for (std::string const& file : folder.files()) {
        EXPECT_EQ(file.find(".tmp-"), std::string::npos) << file;
        EXPECT_EQ(file.find("r/claims/"), std::string::npos) << file;
    }
}

TEST_F(RunFaults, a_disk_that_fills_while_the_result_is_written_loses_nothing) {
    // A limit of file size stands for the disk: every part fits, the result does not.
    auto const full = run(begin(), {.shell = "ulimit -f 512; exec"});
    EXPECT_EQ(full.code, 4) << full.err;
    EXPECT_NE(full.err.find("free some space"), std::string::npos) << full.err;
    EXPECT_FALSE(folder.has("r/cube.h5"));
    EXPECT_EQ(parts_in("r"), 121u);
    EXPECT_EQ(run({"status", "r", "--json"}).document().at("state"), "failed");
    auto const rest = run({"resume", "r", "--json"});
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_EQ(rest.document().at("run").at("computed"), 0);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
}

TEST_F(RunFaults, a_full_disk_among_the_parts_loses_nothing) {
    fs::create_directories(folder.file("r"));
    if (::mount("tmpfs", folder.file("r").c_str(), "tmpfs", 0, "size=3m") != 0)
        GTEST_SKIP() << "cannot mount a small file system: " << std::strerror(errno);
    auto const full = run(begin());
    std::size_t const kept = parts_in("r");
    ::mount("tmpfs", folder.file("r").c_str(), "tmpfs", MS_REMOUNT, "size=200m");
    auto const rest = run({"resume", "r", "--json"});
    std::string const cube = folder.read("r/cube.h5");
    ::umount(folder.file("r").c_str());
    EXPECT_EQ(full.code, 4) << full.err;
    EXPECT_NE(full.err.find("free some space"), std::string::npos) << full.err;
    EXPECT_GT(kept, 0u);
    EXPECT_LT(kept, 121u);
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_GE(rest.document().at("run").at("kept").get<std::size_t>(), kept);
    EXPECT_EQ(cube, want);
}

TEST_F(RunFaults, the_wall_clock_decides_nothing) {
    auto words = begin();
    words.insert(words.end(), {"--parts", "1..60"});
    ASSERT_EQ(run(words).code, 0);
    auto const now = fs::file_time_type::clock::now();
    int turn = 0;
    for (std::string const& file : folder.files())  // written tomorrow, or long ago
        if (file.starts_with("r/"))
            fs::last_write_time(folder.file(file), now + (turn++ % 2 == 0 ? std::chrono::hours(48)
                                                                          : std::chrono::hours(-480000)));
    auto const rest = run({"resume", "r", "--json"});
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_EQ(rest.document().at("run").at("kept"), 60);
    EXPECT_EQ(folder.read("r/cube.h5"), want);
}

TEST_F(RunFaults, a_claim_of_a_dead_process_is_taken_over) {
    auto words = begin();
    words.insert(words.end(), {"--parts", "1..3"});
    ASSERT_EQ(run(words).code, 0);
    // A process of this machine that is no more; another boot of this machine; no signature at all.
    auto signature = [](char const* boot) {
        char host[256] = "";
        ::gethostname(host, sizeof host - 1);
        return json{{"host", host}, {"boot", boot}, {"pid", 4000000}, {"start", 1}}.dump() + "\n";
    };
    folder.write("r/claims/5", signature("another"));
    folder.write("r/claims/6", "");
    folder.write("r/claims/7", "{\"host\": 3");
    auto const result = run({"resume", "r", "--parts", "4..8", "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.document().at("run").at("computed"), 5);
    // One of another machine is believed.
    folder.write("r/claims/10", json{{"host", "elsewhere"}, {"boot", "b"}, {"pid", 1}, {"start", 1}}.dump());
    auto const left = run({"resume", "r", "--parts", "9..11", "--json"});
    ASSERT_EQ(left.code, 0) << left.err;
    EXPECT_EQ(left.document().at("run").at("computed"), 2);
    auto const status = run({"status", "r", "--json"}).document();
    EXPECT_EQ(status.at("at_work").at(0), "elsewhere, process 1: part 10");
}

}  // namespace
}  // namespace basicbot
