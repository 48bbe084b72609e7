#pragma once
// The checksum of HDF5's Fletcher32 filter, so that blocks can be handed to libhdf5 as they lie in the file.

#include <cstddef>
#include <cstdint>
#include <span>

namespace basicbot {

// J. G. Fletcher, An Arithmetic Checksum for Serial Transmissions, IEEE Trans. Comm. 30 (1982): with the
// 16-bit words w[0..n), most significant byte first, the sums of w[i] and of (n - i) w[i] modulo 65535, where
// a sum that is not zero is never 0 but 65535. The size of `bytes` must be a multiple of 8 and below 16 MiB
// (the sums are reduced once, at the end). libhdf5 checks it at every read.
std::uint32_t fletcher32(std::span<std::byte const> bytes);

}  // namespace basicbot
