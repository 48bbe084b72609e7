#pragma once
// Reading a cube file piece by piece, so that checking a cube needs the memory of one variable.

#include <functional>

#include "engine/cube/cube.hpp"

namespace basicbot {

struct CubeSink {
    std::function<void(CubeAxis&&)> axis;
    std::function<void(CubeVariable&&)> variable;
    std::function<void(std::string const& name, std::string const& value)> attribute;
};

// Passes all axes, then all variables, then all root attributes in their stored order, and returns the stored
// content hash. What was passed on is unchecked until the caller has compared hashes (visit_verified_cube
// does). Throws Error(data) for a file that is missing, truncated, damaged (seal.hpp) or no cube.
std::string visit_cube(std::string const& path, CubeSink const& sink);

// As visit_cube, but a sink gets numbers as vectors; without one, no more than a block is in memory. Throws
// Error(data, "cube_hash_differs") where the content does not have the stored hash.
std::string visit_verified_cube(std::string const& path, CubeSink const& sink);

}  // namespace basicbot
