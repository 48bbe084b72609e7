#pragma once
// The result cube in memory, and its writer. Content only: nothing that differs between two runs of a study.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/cube/value_source.hpp"

namespace basicbot {

// A labelled axis (dimension scale of the same name) or, with `along` set, a further coordinate of another
// axis. An axis of one value on which nothing lies is written as a scalar coordinate (DESIGN 11).
struct CubeAxis {
    std::string name;
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>> values;
    std::string units;  // "1" when dimensionless; times: "nanoseconds since 1970-01-01"
    std::string long_name;
    std::string along;  // empty: an axis of its own; else the axis this coordinate belongs to
};

// A variable over named axes, row-major, the last axis fastest. Empty `axes` = scalar.
struct CubeVariable {
    std::string name;
    std::vector<std::string> axes;
    // A source is read block by block and never held as a whole; files are read back as vectors.
    std::variant<std::vector<double>, std::vector<std::string>, ValueSource> values;
    std::string units;
    std::string long_name;
    std::vector<std::pair<std::string, std::string>> attributes;  // e.g. convention, better
};

struct Cube {
    std::vector<CubeAxis> axes;
    std::vector<CubeVariable> variables;
    std::vector<std::pair<std::string, std::string>> attributes;  // study text, hashes, contract version, ...
};

// Canonical content hash over axes, variables and attributes, in their order (A25): 128-bit xxh3 as hex.
std::string content_hash(Cube const& cube);

struct CubeWriting {
    std::string mend = "or name another file with output.cube";  // ends what an error suggests
    bool read_back = true;  // before the file has its name; false where whoever reads it can make it anew
};

// Writes netCDF-4 compatible HDF5 (DESIGN 11): temporary file beside `path`, re-read and compared, fsync,
// rename, fsync of the folder. The content hash is stored as root attribute `content_hash` and returned.
// Throws Error(data) on a full disk or an unwritable folder; nothing is left under `path` then.
std::string write_cube(Cube const& cube, std::string const& path, CubeWriting const& how = {});

Cube read_cube(std::string const& path);

}  // namespace basicbot
