#include "bench/support/machine.hpp"

#include <cstdlib>
#include <fstream>
#include <string>

#include <sched.h>

#include "cpu_fallback/cpu_backend.hpp"

namespace basicbot {

namespace {

std::string cpu_name() {
    std::ifstream facts("/proc/cpuinfo");
    for (std::string line; std::getline(facts, line);)
        if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
    return "unknown";
}

int usable_cores() {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}

}  // namespace

nlohmann::json machine_facts() {
    double load[1] = {0};
    bool const known = getloadavg(load, 1) == 1;
    return {{"cpu", cpu_name()},
            {"cores", usable_cores()},
            {"instruction_sets", cpu_instruction_sets()},
            {"compiler", BASICBOT_COMPILER},
            {"build", BASICBOT_BUILD_TYPE},
            {"load", known ? nlohmann::json(load[0]) : nlohmann::json(nullptr)}};
}

}  // namespace basicbot
