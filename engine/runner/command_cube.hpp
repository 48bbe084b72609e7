#pragma once
// basicbot cube info | top: what a result cube holds, and its best values.

#include <string>
#include <vector>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct CubeRequest {
    std::string cube;
    std::string metric;  // empty = sharpe, or the first metric of a cube without it
    int count = 10;
    std::vector<std::string> where;  // "axis=value": only these places
};

// {command, cube, bytes, content_hash, attributes {..}, axes [{name, size, units, long_name, along, values
// (first and last)}], variables [{name, axes, size, units, long_name}]}. The whole cube is read and checked.
Outcome cube_info(CubeRequest const& request, CommandContext const& context);
// {command, cube, metric, better, segment, rows [{value, at {axis: value}}]}: best first, undefined values
// left out, ties by place (A12). `segment` is "train" where the cube has segments and no --where names one,
// else null: the best of the test segments would be chosen by what it is judged by.
Outcome cube_top(CubeRequest const& request, CommandContext const& context);

std::string cube_info_text(nlohmann::json const& document);
std::string cube_top_text(nlohmann::json const& document);

}  // namespace basicbot
