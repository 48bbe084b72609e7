#pragma once
// What a bar file is made of. A file is an HDF5 file behind a user block of 64 KiB that holds our header:
//   0          header: extents of the seven columns, hash of everything that is not a column, hash of itself
//   256        the image (image.hpp), where it fits
//   64 KiB     HDF5: superblock, metadata, small datasets (block hashes, corporate actions)
//   k * 64 KiB one column each, contiguous, native little-endian
// HDF5 finds its superblock behind a user block by itself, so h5py, h5dump and xarray open the file as it is.
// The header is checked before libhdf5 parses anything: damaged metadata can crash libhdf5 1.10.

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/series.hpp"

namespace basicbot {

static_assert(std::endian::native == std::endian::little, "bar files are mapped as they lie on the disk");

inline constexpr std::size_t column_count = 7;
inline constexpr std::array<char const*, column_count> column_names = {"time", "close_time", "open",  "high",
                                                                       "low",  "close",      "volume"};
inline constexpr std::uint64_t column_alignment = std::uint64_t{64} << 10;
inline constexpr std::uint64_t user_block_bytes = std::uint64_t{64} << 10;
inline constexpr std::uint64_t hash_block_bytes = std::uint64_t{1} << 20;
inline constexpr std::uint64_t image_offset = 256;
inline constexpr std::uint64_t most_image_bytes = user_block_bytes - image_offset;
inline constexpr std::int64_t bar_file_version =
    1;  // of what is stored; the header's magic counts its layout

struct BarFileHeader {
    std::array<char, 16> magic;
    std::uint64_t file_bytes, bars;
    std::array<std::uint64_t, column_count> offset;  // of each column, from the start of the file
    std::array<std::uint64_t, 2> metadata_hash;      // xxh3-128 of all bytes but this header and the columns
    std::uint64_t image_bytes, image_hash;           // 0 bytes = no image; xxh3-64
    std::uint64_t header_hash;                       // xxh3-64 of the fields above
};

// One hash per MiB of each column, columns in the order of column_names.
using BlockHashes = std::array<std::vector<std::uint64_t>, column_count>;

std::uint64_t blocks_of(std::uint64_t bars);
// The bytes of column `c` (0..6).
std::span<unsigned char const> column_bytes(Series const& series, std::size_t c);
BlockHashes hash_blocks(Series const& series);

// Error(data, "damaged_file") naming column and bars of the first block whose bytes do not have the stored
// hash.
void check_blocks(Series const& series, BlockHashes const& expected, std::string const& path);

// xxh3-128, 32 hex digits, over symbol, timeframe, attributes, corporate actions and block hashes: the
// identity of the bars, independent of HDF5's layout.
std::string data_hash(Series const& series, BlockHashes const& hashes);

// Header of a finished file whose image, HDF5 part and columns lie in `bytes`.
BarFileHeader make_header(std::span<unsigned char const> bytes, std::uint64_t bars,
                          std::array<std::uint64_t, column_count> const& offset, std::uint64_t image_bytes);

// Reads and checks header, extents and the image's hash; Error(data) says "not a bar file", "truncated" or
// "damaged".
BarFileHeader check_header(std::span<unsigned char const> bytes, std::string const& path);
// Error(data) where any byte outside header and columns is not as it was written.
void check_metadata(std::span<unsigned char const> bytes, BarFileHeader const& header,
                    std::string const& path);

}  // namespace basicbot
