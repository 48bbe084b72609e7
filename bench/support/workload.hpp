#pragma once
// One piece of work that can be timed again and again.

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/stopwatch.hpp"

namespace basicbot {

class Workload {
  public:
    virtual ~Workload() = default;
    // Facts of the prepared work: "unit" (what is counted), "units" (how many one run does), "timed" and
    // "apart" (what is inside wall_s and what is reported beside it), "verified" (what was compared, and how
    // well).
    virtual nlohmann::json ready() = 0;
    // Does the work once: "wall_s", "cpu_s", "ns_per_unit" and parts.
    virtual nlohmann::json run() = 0;
    // Checksums of the last run.
    virtual nlohmann::json result() = 0;
};

// Prepares, verifies against a slow reference and, with options.workdir, writes the inputs. Throws
// Error(usage) for an unknown name, Error(internal, "not_verified") for a result that does not hold.
std::unique_ptr<Workload> make_workload(std::string const& name, BenchOptions const& options);

std::vector<std::string> workload_names();

// The common members of run().
nlohmann::json run_facts(Lap const& lap, double units);

}  // namespace basicbot
