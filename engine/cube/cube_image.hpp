#pragma once
// A cube as a netCDF-4 compatible HDF5 file.

#include <string>

#include "engine/cube/cube.hpp"

namespace basicbot {

// Builds the whole file in `file`, which is there and empty, with `hash` as its content hash, and its seal
// line at its end. The disk is asked for the room first. The same cube gives the same bytes (one HDF5
// version). `name` is what messages call it. Throws Error(internal) for a malformed cube (cube_check.hpp),
// Error(data) on a full disk or when libhdf5 fails.
void write_cube_image(Cube const& cube, std::string const& hash, std::string const& file,
                      std::string const& name);

}  // namespace basicbot
