// What a process may use, under made-up control groups.

#include "engine/observe/machine_limits.hpp"

#include <gtest/gtest.h>

#include "engine/observe/error.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

constexpr std::uint64_t mib = 1 << 20;

TEST(MachineLimits, the_least_of_all_groups_above_counts) {
    FreshFolder root;
    root.write("proc/self/cgroup", "0::/user/job/step\n");
    root.write("sys/fs/cgroup/user/job/step/memory.max", "max\n");
    root.write("sys/fs/cgroup/user/job/memory.max", std::to_string(300 * mib) + "\n");
    root.write("sys/fs/cgroup/user/memory.max", std::to_string(900 * mib) + "\n");
    root.write("sys/fs/cgroup/user/job/cpu.max", "50000 100000\n");
    root.write("sys/fs/cgroup/user/cpu.max", "max 100000\n");
    MachineLimits const limits = machine_limits(root.path());
    EXPECT_EQ(limits.group, 300 * mib);
    EXPECT_EQ(limits.memory, 300 * mib);
    EXPECT_EQ(limits.threads, 1);
}

TEST(MachineLimits, version_1_has_a_folder_for_every_controller) {
    FreshFolder root;
    root.write("proc/self/cgroup", "9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n0::/ignored\n");
    root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", std::to_string(128 * mib));
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "100000");
    root.write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000");
    MachineLimits const limits = machine_limits(root.path());
    EXPECT_EQ(limits.memory, 128 * mib);
    EXPECT_EQ(limits.threads, 1);
}

TEST(MachineLimits, without_groups_it_is_the_machine) {
    FreshFolder root;
    MachineLimits const limits = machine_limits(root.path());
    EXPECT_EQ(limits.group, 0u);
    EXPECT_GT(limits.memory, 64 * mib);
    EXPECT_GE(limits.threads, 1);
    root.write("proc/self/cgroup", "3:memory:/\n");
    root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
    EXPECT_EQ(machine_limits(root.path()).group, 0u);
}

TEST(MachineLimits, amounts_are_read_as_people_write_them) {
    for (auto const& [text, bytes] : {std::pair{"1000", 1000ull},
                                      {"512M", 512ull << 20},
                                      {"2G", 2ull << 30},
                                      {"2GiB", 2ull << 30},
                                      {"1.5k", 1536ull},
                                      {"3MB", 3ull << 20},
                                      {"1T", 1ull << 40}})
        EXPECT_EQ(bytes_from(text, "--memory"), bytes) << text;
    for (char const* text : {"", "G", "-1", "0", "1X", "1 G", "nan", "inf", "1e30", "1GG"})
        EXPECT_THROW(bytes_from(text, "--memory"), Error) << text;
}

}  // namespace
}  // namespace basicbot
