#include "engine/observe/machine_limits.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

constexpr std::uint64_t no_limit = UINT64_MAX;

std::vector<std::string> words_in(std::string const& file) {
    std::ifstream in(file);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::optional<std::uint64_t> number_in(std::string const& text) {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;  // "max"
    return value;
}

// One hierarchy: a folder under /sys/fs/cgroup and the process's group in it.
struct Hierarchy {
    std::string folder, group;
    bool has(std::string const& controller) const {
        return controllers.find(controller) != std::string::npos;
    }
    std::string controllers;  // ",memory," or, of version 2, ",memory,cpu,"
    bool unified = false;
};

// Lines of /proc/self/cgroup: "0::/path" (version 2) and "4:cpu,cpuacct:/path" (version 1).
std::vector<Hierarchy> hierarchies(std::string const& root) {
    std::vector<Hierarchy> all;
    std::ifstream in(root + "/proc/self/cgroup");
    for (std::string line; std::getline(in, line);) {
        std::size_t const first = line.find(':'), second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        std::string const names = line.substr(first + 1, second - first - 1);
        bool const unified = names.empty();
        all.push_back({root + "/sys/fs/cgroup" + (unified ? "" : "/" + names), line.substr(second + 1),
                       unified ? ",memory,cpu," : "," + names + ",", unified});
    }
    return all;
}

// visit(folder) for the group and all above it. Inside a container the path may be that of the host: then
// only the root is there.
template <class Visit>
void each_level(Hierarchy const& h, Visit const& visit) {
    std::string group = h.group == "/" ? "" : h.group;
    for (;;) {
        visit(h.folder + group);
        if (group.empty()) return;
        group = group.substr(0, group.rfind('/'));
    }
}

std::uint64_t group_memory(std::string const& root) {
    std::uint64_t least = no_limit;
    for (Hierarchy const& h : hierarchies(root)) {
        if (!h.has(",memory,")) continue;
        each_level(h, [&](std::string const& folder) {
            auto const words = words_in(folder + (h.unified ? "/memory.max" : "/memory.limit_in_bytes"));
            if (!words.empty()) least = std::min(least, number_in(words[0]).value_or(no_limit));
        });
    }
    return least > (std::uint64_t{1} << 60) ? 0 : least;  // version 1 writes "none" as a huge number
}

// Cores that the quota comes to; no limit: infinite.
double group_cores(std::string const& root) {
    double least = HUGE_VAL;
    auto const take = [&](std::string const& quota, std::string const& period) {
        auto const q = number_in(quota), p = number_in(period);
        if (q && p && *p > 0) least = std::min(least, static_cast<double>(*q) / static_cast<double>(*p));
    };
    for (Hierarchy const& h : hierarchies(root)) {
        if (!h.has(",cpu,")) continue;
        each_level(h, [&](std::string const& folder) {
            if (h.unified) {
                if (auto const words = words_in(folder + "/cpu.max"); words.size() == 2)
                    take(words[0], words[1]);
            } else {
                auto const quota = words_in(folder + "/cpu.cfs_quota_us");
                auto const period = words_in(folder + "/cpu.cfs_period_us");
                if (!quota.empty() && !period.empty()) take(quota[0], period[0]);
            }
        });
    }
    return least;
}

std::uint64_t own_memory() {
    auto const pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
    std::uint64_t least = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    for (auto const resource : {RLIMIT_AS, RLIMIT_DATA}) {
        rlimit limit{};
        if (::getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            least = std::min<std::uint64_t>(least, limit.rlim_cur);
    }
    return least;
}

int own_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
    return static_cast<int>(std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN)));
}

}  // namespace

MachineLimits machine_limits(std::string const& root) {
    MachineLimits limits;
    limits.group = group_memory(root);
    limits.memory = limits.group > 0 ? std::min(limits.group, own_memory()) : own_memory();
    double const quota = std::ceil(group_cores(root));
    limits.threads = std::max(1, quota < own_cores() ? static_cast<int>(quota) : own_cores());
    return limits;
}

std::uint64_t bytes_from(std::string const& text, std::string const& option) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string unit(end, text.data() + text.size());
    if (unit.ends_with("iB"))
        unit.resize(unit.size() - 2);
    else if (unit.size() > 1 && unit.ends_with("B"))
        unit.pop_back();
    constexpr std::string_view units = "KMGT";
    std::size_t const at = unit.size() == 1 ? units.find(unit[0] & ~0x20) : std::string_view::npos;
    double const bytes = std::ldexp(value, at == std::string_view::npos ? 0 : 10 * static_cast<int>(at + 1));
    bool const known = unit.empty() || at != std::string_view::npos;
    if (error != std::errc{} || !known || !(bytes >= 1) || bytes > 9e18)
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = option,
                                .value = text,
                                .problem = "no amount of memory",
                                .allowed = "bytes, or a number with K, M, G or T",
                                .suggestion = "write it as 512M or 2G"});
    return static_cast<std::uint64_t>(bytes);
}

}  // namespace basicbot
