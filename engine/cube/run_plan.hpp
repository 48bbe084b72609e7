#pragma once
// What a run folder is for: plan.json. A part of the run is a pure function of the identity and its number.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/observe/shape.hpp"

namespace basicbot {

struct RunPlan {
    // Everything that decides the bytes of a part: {study (canonical text), rules (hash of the strategy's
    // text), data [{symbol, timeframe, hash}], numeric_contract, layout {...}}.
    nlohmann::json identity = nlohmann::json::object();
    std::size_t parts = 0;  // numbered from 1

    // Places, which decide nothing (A25).
    std::string store;       // as the study named it
    std::string store_path;  // the same from the root
    std::string cube;        // of the result, seen from the run folder

    std::string hash() const;  // of the identity
};

// The text of plan.json and back. Error(data) for a file that is damaged or of another version; `path` is
// what errors call it.
std::string plan_text(RunPlan const& plan);
Shape run_plan_shape();  // of plan.json
RunPlan parse_plan(std::string const& text, std::string const& path);

// What `now` says otherwise than `there`, one clause each: "study [params] fast: {..} there, {..} now". The
// layout is left out: it is the folder's own. Empty: the folder's parts fit.
std::vector<std::string> plan_differences(nlohmann::json const& there, nlohmann::json const& now);

}  // namespace basicbot
