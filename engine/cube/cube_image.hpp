#pragma once
// A cube as the bytes of a netCDF-4 compatible HDF5 file, built in memory.

#include <cstddef>
#include <vector>

#include "engine/cube/cube.hpp"

namespace basicbot {

// The whole file. libhdf5 never writes to the disk itself: on a full disk it fails inside its own cache and
// crashes at close (measured with 1.10.8), so the caller writes these bytes. The same cube gives the same
// bytes (one HDF5 version). `path` serves for messages and must be a name that no other open HDF5 file has.
// Throws Error(internal) for a malformed cube (cube_check.hpp), Error(data) when libhdf5 fails.
std::vector<std::byte> cube_image(Cube const& cube, std::string const& path);

}  // namespace basicbot
