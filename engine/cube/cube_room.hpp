#pragma once
// How much of the disk the file of a cube will take.

#include <cstdint>

#include "engine/cube/cube.hpp"

namespace basicbot {

// Bytes, in most cases a little more than needed: asked for before anything is written.
std::uint64_t room_for(Cube const& cube);

}  // namespace basicbot
