// The files of a run, damaged in every way: what is read is what was written, or it is refused or ignored.
// BASICBOT_FAULT_ROUNDS raises the number of mutants (scripts/nightly.sh).

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/cube/claim.hpp"
#include "engine/cube/journal.hpp"
#include "engine/cube/run_folder.hpp"
#include "engine/cube/run_part.hpp"
#include "engine/observe/error.hpp"
#include "tests/engine/cube/sample_cube.hpp"
#include "tests/support/files.hpp"
#include "tests/support/rounds.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

// 1 to 8 changed bytes, or cut off.
std::string mutant(std::string bytes, std::mt19937& random) {
    if (random() % 10 == 0) return bytes.substr(0, random() % bytes.size());
    for (unsigned i = 0, count = 1 + random() % 8; i < count; ++i)
        bytes[random() % bytes.size()] = static_cast<char>(random());
    return bytes;
}

RunPart sample_part() {
    RunPart part{"0123456789abcdef0123456789abcdef", 7, {{"metric", 2}, {"window", 3}, {"cell", 5}}, {}};
    for (int i = 0; i < 30; ++i) part.values.push_back(1.0 / (1 + i));
    part.values[4] = std::numeric_limits<double>::quiet_NaN();
    return part;
}

bool same_bits(std::vector<double> const& a, std::vector<double> const& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

// True where the part was refused; fails where it was read and is another.
bool refused(RunPart const& part, std::string const& path) {
    try {
        EXPECT_TRUE(same_bits(read_part(part, path), part.values));
        return false;
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data) << error.what();
        return true;
    }
}

TEST(RunPart, is_read_back_and_only_as_itself) {
    TemporaryFolder folder;
    RunPart const part = sample_part();
    write_part(part, folder.file("p.h5"));
    EXPECT_FALSE(refused(part, folder.file("p.h5")));
    auto const other = [&](auto change) {
        RunPart wanted = part;
        change(wanted);
        return refused(wanted, folder.file("p.h5"));
    };
    EXPECT_TRUE(other([](RunPart& p) { p.plan[3] = 'x'; }));
    EXPECT_TRUE(other([](RunPart& p) { p.number = 8; }));
    EXPECT_TRUE(other([](RunPart& p) { p.axes[1].second = 4; }));
    EXPECT_TRUE(other([](RunPart& p) { std::swap(p.axes[0], p.axes[1]); }));
    EXPECT_TRUE(other([](RunPart& p) { p.axes[2].first = "bar"; }));
    write_cube(sample_cube(), folder.file("c.h5"));
    EXPECT_TRUE(refused(part, folder.file("c.h5")));
    EXPECT_TRUE(refused(part, folder.file("none.h5")));
}

TEST(RunPart, every_beginning_of_its_file_is_refused) {
    TemporaryFolder folder;
    RunPart const part = sample_part();
    write_part(part, folder.file("p.h5"));
    std::string const whole = read_bytes(folder.file("p.h5"));
    std::size_t const step = std::max<std::size_t>(1, whole.size() / 1500);
    int states = 0;
    for (std::size_t length = 0; length < whole.size(); length += step, ++states) {
        write_bytes(folder.file("cut.h5"), whole.substr(0, length));
        EXPECT_TRUE(refused(part, folder.file("cut.h5"))) << length;
    }
    EXPECT_GT(states, 1000);
}

// Claims save work and decide nothing: two may write the same part.
TEST(RunPart, two_writers_of_one_part_leave_one_whole_part) {
    TemporaryFolder folder;
    RunPart const part = sample_part();
    std::string const path = folder.file("p.h5");
    write_part(part, path);
    std::string const whole = read_bytes(path);
    std::atomic<int> writing{2};
    std::vector<std::thread> writers;
    for (int w = 0; w < 2; ++w)
        writers.emplace_back([&] {
            for (int i = 0; i < 20; ++i) write_part(part, path);
            --writing;
        });
    while (writing > 0) EXPECT_FALSE(refused(part, path));
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(read_bytes(path), whole);
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(RunPart, no_mutant_is_read_as_another_part) {
    TemporaryFolder folder;
    RunPart const part = sample_part();
    write_part(part, folder.file("p.h5"));
    std::string const whole = read_bytes(folder.file("p.h5"));
    std::mt19937 random(11);
    for (int i = 0; i < fault_rounds(1500); ++i) {
        std::string const bytes = mutant(whole, random);
        write_bytes(folder.file("bad.h5"), bytes);
        EXPECT_TRUE(refused(part, folder.file("bad.h5")) || bytes == whole) << "round " << i;
    }
}

json events(int count) {
    json list = json::array();
    for (int i = 1; i <= count; ++i) list.push_back({{"event", "part"}, {"part", i}, {"seconds", 0.1 * i}});
    return list;
}

TEST(Journal, every_beginning_gives_its_whole_lines) {
    TemporaryFolder folder;
    {
        Journal journal(folder.file("j.jsonl"));
        for (json const& event : events(12)) journal.add(event);
    }
    std::string const whole = read_bytes(folder.file("j.jsonl"));
    auto const all = read_journal(folder.file("j.jsonl")).events;
    ASSERT_EQ(all.size(), 12u);
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        write_bytes(folder.file("cut.jsonl"), whole.substr(0, length));
        auto const lines = read_journal(folder.file("cut.jsonl"));
        auto const ends = static_cast<std::size_t>(std::count(whole.begin(), whole.begin() + length, '\n'));
        EXPECT_GE(lines.events.size(), ends);
        EXPECT_LE(lines.events.size(), ends + 1);  // a line may lack its end alone
        for (std::size_t i = 0; i < lines.events.size(); ++i) EXPECT_EQ(lines.events[i], all[i]);
    }
}

TEST(Journal, no_mutant_says_what_was_not_written) {
    TemporaryFolder folder;
    {
        Journal journal(folder.file("j.jsonl"));
        for (json const& event : events(5)) journal.add(event);
    }
    std::string const whole = read_bytes(folder.file("j.jsonl"));
    auto const all = read_journal(folder.file("j.jsonl")).events;
    std::mt19937 random(12);
    std::size_t damaged = 0;
    for (int i = 0; i < fault_rounds(2000); ++i) {
        write_bytes(folder.file("bad.jsonl"), mutant(whole, random));
        auto const lines = read_journal(folder.file("bad.jsonl"));
        damaged += lines.damaged;
        for (json const& event : lines.events)
            EXPECT_NE(std::find(all.begin(), all.end(), event), all.end()) << event;
    }
    EXPECT_GT(damaged, 1000u);
}

TEST(Journal, goes_on_behind_a_line_that_was_cut_off) {
    TemporaryFolder folder;
    { Journal(folder.file("j.jsonl")).add({{"part", 1}}); }
    std::string const line = read_bytes(folder.file("j.jsonl"));
    write_bytes(folder.file("j.jsonl"), line + line.substr(0, 20) + "\n");
    { Journal(folder.file("j.jsonl")).add({{"part", 2}}); }
    auto const lines = read_journal(folder.file("j.jsonl"));
    ASSERT_EQ(lines.events.size(), 2u);
    EXPECT_EQ(lines.events[1].at("part"), 2);
    EXPECT_EQ(lines.damaged, 1u);
}

RunPlan sample_plan() {
    RunPlan plan;
    plan.identity = {{"study", "[study]\nname = \"s\"\n\n[params]\nfast = 3\n"},
                     {"rules", "aa"},
                     {"data", {{{"symbol", "A"}, {"timeframe", "1d"}, {"hash", "11"}}}},
                     {"numeric_contract", "2"},
                     {"layout", {{"part_cells", 3}}}};
    plan.parts = 12;
    plan.store = "bars";
    plan.store_path = "/somewhere/bars";
    plan.cube = "cube.h5";
    return plan;
}

TEST(RunPlan, no_mutant_is_another_plan) {
    RunPlan const plan = sample_plan();
    std::string const whole = plan_text(plan);
    std::mt19937 random(13);
    int read = 0;
    for (int i = 0; i < fault_rounds(3000); ++i) {
        try {
            RunPlan const other = parse_plan(mutant(whole, random), "plan.json");
            EXPECT_EQ(plan_text(other), whole);
            ++read;
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data);
        }
    }
    EXPECT_LT(read, fault_rounds(3000) / 10);
}

TEST(RunPlan, a_difference_is_said_by_its_field) {
    json const there = sample_plan().identity;
    json now = there;
    EXPECT_TRUE(plan_differences(there, now).empty());
    now["layout"]["part_cells"] = 4;
    EXPECT_TRUE(plan_differences(there, now).empty());
    now["study"] = "[study]\nname = \"s\"\n\n[params]\nfast = 4\nslow = 9\n";
    now["data"][0]["hash"] = "12";
    now["numeric_contract"] = "3";
    EXPECT_EQ(plan_differences(there, now),
              (std::vector<std::string>{"study [params] fast: 3 there, 4 now",
                                        "study [params] slow: nothing there, 9 now",
                                        "bars A 1d: 11 there, 12 now", "numeric contract: 2 there, 3 now"}));
}

TEST(RunFolder, names_parts_in_ranges) {
    EXPECT_EQ(parts_shown({}), "");
    EXPECT_EQ(parts_shown({1, 2, 3, 7, 9, 10}), "1-3, 7, 9-10");
    EXPECT_EQ(parts_shown({1, 3, 5, 6}, 2), "1, 3 and 2 more");
}

TEST(RunFolder, foreign_names_among_the_parts_are_no_parts) {
    TemporaryFolder folder;
    RunFolder const run = RunFolder::create(folder.file("r"), sample_plan());
    for (char const* name :
         {"00000002.h5", "2.h5", "00000003.h5.bak", "00000099.h5", "x.h5", ".tmp-1-0-00000004.h5"})
        write_bytes(folder.file(std::string("r/parts/") + name), "");
    EXPECT_EQ(run.present(), 1u);
    EXPECT_EQ(run.missing({1, 3}), (std::vector<std::size_t>{1, 3}));
}

TEST(Claim, one_holder_at_a_time) {
    TemporaryFolder folder;
    std::string const path = folder.file("1");
    Writer const self = this_writer();
    std::string holder;
    {
        auto const mine = Claim::take(path, self, holder);
        ASSERT_TRUE(mine);
        EXPECT_FALSE(Claim::take(path, self, holder));
        EXPECT_EQ(holder, self.host + ", process " + std::to_string(self.pid));
        EXPECT_EQ(Claim::holder(path, self), holder);
    }
    EXPECT_EQ(Claim::holder(path, self), "");
    EXPECT_TRUE(Claim::take(path, self, holder));
    EXPECT_EQ(folder.entries(), 0u);
}

}  // namespace
}  // namespace basicbot
