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

// The whole cube is read and checked.
Outcome cube_info(CubeRequest const& request, CommandContext const& context);
// Best first, undefined values left out, ties by place (A12). `segment` is "train" where the cube has
// segments and no --where names one, else null: the best of the test segments would be chosen by what it is
// judged by.
Outcome cube_top(CubeRequest const& request, CommandContext const& context);

std::string cube_info_text(nlohmann::json const& document);
std::string cube_top_text(nlohmann::json const& document);

Shape cube_info_shape();
Shape cube_top_shape();

}  // namespace basicbot
