#pragma once
// The image: what a bar file says of itself, its tables and its block hashes, once more behind the header as
// plain bytes. Opening reads the image and never HDF5's metadata, which takes forty times as long and is
// there for h5py, h5dump and xarray; `store verify` compares the two.

#include <string>
#include <string_view>
#include <vector>

#include "engine/bars/layout.hpp"

namespace basicbot {

// What of a series lies in no column. The series' spans of actions point into it.
struct BarFileTables {
    std::vector<std::int64_t> split_time, dividend_time;
    std::vector<double> split_factor, dividend_cash;
};

// Empty where it would not fit between the header and the end of the user block.
std::string make_image(Series const& series, BlockHashes const& hashes);

// Fills all of `series` but its columns. False where the bytes are no image of `bars` bars.
bool read_image(std::string_view image, std::uint64_t bars, Series& series, BarFileTables& tables,
                BlockHashes& hashes);

}  // namespace basicbot
