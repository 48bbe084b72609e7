// Every state that the disk goes through during a small run and an import, cut also inside writes, and states
// in which what was not yet synced is lost by halves: each is read as what was meant, or not at all, and
// going on gives the bytes of an undisturbed run. BASICBOT_FAULT_ROUNDS: a process is started for every
// state, and more losses are drawn.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/bars/store.hpp"
#include "engine/cube/journal.hpp"
#include "engine/observe/error.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/places.hpp"
#include "tests/system/fault_fixture.hpp"
#include "tests/system/file_world.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

bool final_name(std::string const& name) {
    return name.find(".tmp-") == std::string::npos && name.find("/claims/") == std::string::npos &&
           name.find(".lock") == std::string::npos;
}

struct WriteStates : FaultFixture {
    void SetUp() override {
        if (!preload_is_there("bb_record")) GTEST_SKIP() << "no library to load in front of the program";
        FaultFixture::SetUp();
    }
    std::vector<RecordedStep> recorded(std::vector<std::string> const& words) {
        std::string const log = folder.file("record.log");
        auto const result = run_basicbot(
            folder, words, {.environment = {{"LD_PRELOAD", preload("bb_record")}, {"BASICBOT_RECORD", log}}});
        EXPECT_EQ(result.code, 0) << result.err;
        auto steps = read_record(log);
        std::filesystem::remove(log);
        return steps;
    }
};

// What every state of a run must keep.
class RunJudge {
  public:
    explicit RunJudge(std::vector<RecordedStep> const& steps) : steps_(steps) {
        for (RecordedStep const& step : steps) whole_.apply(step);
        for (std::string const& name : whole_.names())
            if (name.starts_with("r/journal/")) events_ = events_of(*whole_.find(name)).events;
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (steps[i].step == FileStep::write &&
                steps[i].data.find("\"event\":\"part\"") != std::string::npos)
                acknowledged_[i] = part_file(json::parse(steps[i].data).at("part"));
    }
    std::size_t parts() const { return acknowledged_.size(); }
    FileWorld const& whole() const { return whole_; }

    // "" where the state is sound.
    std::string fault(FileWorld const& world, std::size_t done) const {
        for (std::string const& name : world.names()) {
            if (!final_name(name)) continue;
            std::string const& text = *world.find(name);
            if (name.starts_with("r/journal/")) {
                for (json const& event : events_of(text).events)
                    if (std::find(events_.begin(), events_.end(), event) == events_.end())
                        return "the journal says what was not done: " + event.dump();
            } else if (name == "r/status.json" || name.ends_with(".run.json")) {
                if (!json::parse(text, nullptr, false).is_object()) return "half of " + name;
            } else if (std::string const* const want = whole_.find(name); want == nullptr || text != *want) {
                return "half of " + name;
            }
        }
        for (auto const& [step, file] : acknowledged_)
            if (step < done && world.find(file) == nullptr) return file + " was acknowledged and is lost";
        return "";
    }

  private:
    static JournalLines events_of(std::string const& text) {
        fuzz::MemoryFile const file(text);
        return read_journal(file.path());
    }
    static std::string part_file(int part) {
        char name[64];
        std::snprintf(name, sizeof name, "r/parts/%08d.h5", part);
        return name;
    }

    std::vector<RecordedStep> const& steps_;
    FileWorld whole_;
    std::vector<json> events_;
    std::map<std::size_t, std::string> acknowledged_;  // by the step of the journal's line
};

TEST_F(WriteStates, a_run_is_sound_after_every_write_and_inside_it) {
    auto const steps = recorded(run_words("1"));
    RunJudge const judge(steps);
    ASSERT_EQ(judge.parts(), 8u);
    std::size_t states = 0, resumed = 0;
    for_each_prefix(steps, 60, [&](FileWorld const& world, std::size_t done) {
        std::string const fault = judge.fault(world, done);
        EXPECT_EQ(fault, "") << "state " << states << " behind step " << done;
        if (states++ % (long_form() ? 1 : 150) != 0) return;
        ++resumed;
        world.put_down(folder.file("state"));
        EXPECT_EQ(go_on("state/r"), "") << "state " << states - 1 << " behind step " << done;
    });
    EXPECT_GE(states, 2000u);
    RecordProperty("states", static_cast<int>(states));
    RecordProperty("resumed", static_cast<int>(resumed));
}

TEST_F(WriteStates, a_run_is_sound_after_a_loss_of_power) {
    auto const steps = recorded(run_words("1"));
    RunJudge const judge(steps);
    std::mt19937 random(21);
    int const samples = long_form() ? 10000 : 1500;
    for (int i = 0; i < samples; ++i) {
        std::size_t const done = random() % (steps.size() + 1);
        FileWorld const world = after_power_loss(steps, done, random);
        EXPECT_EQ(judge.fault(world, done), "") << "sample " << i << " behind step " << done;
        if (i % (long_form() ? 10 : 150) != 0) continue;
        world.put_down(folder.file("state"));
        EXPECT_EQ(go_on("state/r"), "") << "sample " << i << " behind step " << done;
    }
}

// What opening and verifying the store of a state says; "" where it is sound.
std::string store_fault(std::string const& path, FileWorld const& whole) {
    try {
        Store const store = Store::open(path + "/s2");
        VerifyReport const report = store.verify();
        if (!report.ok()) return report.problems.empty() ? "a damaged file" : report.problems[0];
        for (StoreEntry const& entry : store.list()) {
            fuzz::promise(whole.find("s2/" + entry.file) != nullptr, "another file");
            if (store.load(entry.symbol, entry.timeframe).size() != entry.bars) return "bars are missing";
        }
    } catch (Error const& error) {
        // A store comes into being with its marker, the last of its files.
        bool const begun = error.parts().code == "no_store" || error.parts().code == "not_a_store";
        return begun && !std::filesystem::exists(path + "/s2/basicbot.store") ? "" : error.what();
    }
    return "";
}

TEST_F(WriteStates, a_store_is_sound_after_every_write_and_every_loss_of_power) {
    auto const steps = recorded(import_words("s2"));
    FileWorld whole;
    for (RecordedStep const& step : steps) whole.apply(step);
    std::mt19937 random(22);
    std::size_t states = 0;
    auto const judge = [&](FileWorld const& world, std::size_t done) {
        std::string const* const bars = world.find("s2/A/1d.h5");
        EXPECT_TRUE(bars == nullptr || *bars == *whole.find("s2/A/1d.h5"))
            << "half a bar file behind step " << done;
        EXPECT_TRUE(bars != nullptr || done < steps.size()) << "imported bars are lost";
        if (states++ % (long_form() ? 1 : 20) != 0) return;
        world.put_down(folder.file("state"));
        EXPECT_EQ(store_fault(folder.file("state"), whole), "") << "behind step " << done;
        if (states % (long_form() ? 5 : 160) != 1) return;
        EXPECT_EQ(import_again("state/s2"), "") << "behind step " << done;
    };
    for_each_prefix(steps, 12, judge);
    for (int i = 0; i < (long_form() ? 3000 : 500); ++i) {
        std::size_t const done = random() % (steps.size() + 1);
        judge(after_power_loss(steps, done, random), done);
    }
}

}  // namespace
}  // namespace basicbot
