#pragma once
// The shape rules of a cube, checked before a byte is written: a cube that breaks them is a mistake of the
// caller.

#include "engine/cube/cube.hpp"

namespace basicbot {

// Number of values of an axis or a variable.
std::size_t length_of(CubeAxis const& axis);
std::size_t length_of(CubeVariable const& variable);

// True when `axis` becomes a scalar coordinate: one value, and no variable or coordinate lies on it.
bool is_scalar_coordinate(Cube const& cube, CubeAxis const& axis);

// Throws Error(internal) on: a name that netCDF or CF cannot carry, two objects of one name, an unknown axis,
// a size that does not fit the axes, an empty axis, an attribute name the format owns, text that is not
// UTF-8.
void check_cube(Cube const& cube);

}  // namespace basicbot
