#pragma once
// Facts about the machine, the program and one run: what must not be in a cube, since it differs between two
// runs of one study (A25).

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/observe/shape.hpp"

namespace basicbot {

nlohmann::json version_document();
Shape version_shape();

struct HostFacts {
    std::string cpu;             // model name
    std::string system;          // "Linux 6.1.0 x86_64"
    int cores = 0, threads = 0;  // online; usable by this process
    std::uint64_t memory_bytes = 0, available_bytes = 0;
    std::uint64_t limit_bytes = 0;  // of the control group, 0 = none
};
HostFacts host_facts();

// Starts when it is made. `run` identifies the run in its log lines and in its facts.
class RunClock {
  public:
    explicit RunClock(std::string run = {})
        : run_(std::move(run)),
          wall_(std::chrono::system_clock::now()),
          steady_(std::chrono::steady_clock::now()) {}
    std::string const& run() const { return run_; }
    std::string started() const;  // UTC
    double seconds() const;

  private:
    std::string run_;
    std::chrono::system_clock::time_point wall_;
    std::chrono::steady_clock::time_point steady_;
};

std::uint64_t peak_memory_bytes();

// From the root; the path as it is where that cannot be said.
std::string full_path(std::string const& path);

// Writes <cube>.run.json in one step and returns its path. `document` is that of run_study, `store` the
// study's data.store, which the cube leaves out (A25). Error(data).
std::string write_run_facts(nlohmann::json const& document, std::string const& store,
                            std::vector<std::string> const& argv, RunClock const& clock);
Shape run_facts_shape();

}  // namespace basicbot
