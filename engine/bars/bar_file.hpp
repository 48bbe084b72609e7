#pragma once
// Writing and opening one bar file. The store decides where a file lies; these two decide what is in it.

#include <string>

#include "engine/bars/columns.hpp"
#include "engine/bars/series.hpp"

namespace basicbot {

enum class Verify {
    blocks,  // read every block once and compare its hash (default)
    none,    // header, extents and image only; for a caller that verified the same file already
    all      // the blocks, and that HDF5 says the same as the image
};

struct BarFileFacts {
    std::uint64_t bytes = 0;
    std::string data_hash;
};

// Writes the file in one step: whole under `path`, or not at all. The bars must have passed validate(). The
// same arguments give the same bytes for one HDF5 version. Error(data) where the disk or HDF5 refuses.
BarFileFacts write_bar_file(std::string const& path, BarColumns const& bars,
                            SeriesAttributes const& attributes, std::string const& symbol,
                            std::string const& timeframe);

// Maps the file and returns spans into the mapping, no copy. Header, extents and metadata hash are checked
// before HDF5 parses the file, if it does. Error(data) for anything that is not as it was written.
Series open_bar_file(std::string const& path, Verify verify);

}  // namespace basicbot
