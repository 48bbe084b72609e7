#pragma once
// The last line of a cube file: a hash of all bytes before it, checked before libhdf5 parses anything.

#include <cstddef>
#include <string>

#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

// libhdf5 1.10 crashes on some files with a single changed byte (the heap of texts has no checksum), so a
// damaged file must not reach it. The line stands behind the end that the superblock states, where HDF5,
// netCDF and h5py ignore it. 53 bytes: "\nbasicbot-seal-xxh3 " + 32 hexadecimal digits + "\n".
// Fed piece by piece.
class SealHasher {
  public:
    void add(void const* data, std::size_t bytes) { hasher_.add(data, bytes); }
    std::string line() const;

  private:
    ByteHasher hasher_;
};

// Throws Error(data) when the file cannot be read, has no seal (truncated, foreign, edited by another
// program) or has other bytes than those that were sealed.
void check_seal(std::string const& path);

}  // namespace basicbot
