#pragma once
// basicbot cube info | top: what a result cube holds, and its best values.

#include <string>
#include <vector>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct CubeRequest {
    std::string cube;
    std::string metric = "sharpe";
    int count = 10;
    std::vector<std::string> where;  // "axis=value": only these places
};

// {command, cube, bytes, content_hash, attributes {..}, axes [{name, size, units, long_name, along, values
// (first and last)}], variables [{name, axes, size, units, long_name}]}. The whole cube is read and checked.
Outcome cube_info(CubeRequest const& request);
// {command, cube, metric, better, rows [{value, at {axis: value}}]}: best first, undefined values left out,
// ties by place (A12).
Outcome cube_top(CubeRequest const& request);

std::string cube_info_text(nlohmann::json const& document);
std::string cube_top_text(nlohmann::json const& document);

}  // namespace basicbot
