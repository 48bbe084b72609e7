#pragma once
// A study computed part by part in the folder of a run (DESIGN 12): begin or go on, compute, put together,
// publish. What a part is, the kind of study says.

#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/config/study.hpp"
#include "engine/cube/cube.hpp"
#include "engine/cube/run_plan.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/run_study.hpp"
#include "engine/runner/stages.hpp"

namespace basicbot {

inline constexpr std::uint64_t part_bytes = 16 << 20;  // of a part's values, as usual

// A study that can be cut into parts.
class PartedStudy {
  public:
    virtual ~PartedStudy() = default;

    // The plan of a run with so much in each part (cells, paths); 0 = as the options say, or as usual. The
    // places are left empty.
    virtual RunPlan plan(std::size_t part_size) const = 0;
    // How much a part of that plan holds; 0 where it is another kind's.
    virtual std::size_t part_size(RunPlan const& plan) const = 0;
    // Error(config) where a part of the plan does not fit in --memory.
    virtual void check_memory(RunPlan const& plan) const = 0;
    // The work of the plan; what is placed goes into a file in `folder`.
    virtual PartWork work(RunPlan const& plan, std::string const& folder) = 0;
    // Out of all that was placed. Adds to the document what belongs to a whole result.
    virtual Cube result(nlohmann::json& document) = 0;
};

// In options.run.folder where one was asked for, else in one beside the study's cube that goes away when that
// stands. Adds `run` and, where there is a result, `cube` to the document.
void run_in_parts(PartedStudy& parted, Study const& study, RunOptions const& options, Stages& stages,
                  nlohmann::json& document);

}  // namespace basicbot
