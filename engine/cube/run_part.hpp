#pragma once
// One part of a run: a small cube with the numbers of a range of cells, and what says that it fits.

#include <string>
#include <vector>

namespace basicbot {

struct RunPart {
    std::string plan;                                       // RunPlan::hash
    std::size_t number = 0;                                 // from 1
    std::vector<std::pair<std::string, std::size_t>> axes;  // names and extents, the last one fastest
    std::vector<double> values;
};

// Temporary file, fsync, rename, fsync of the folder; the content hash is returned. Error(data). Read back it
// is when the parts are put together: one that the disk has spoiled is computed anew then.
std::string write_part(RunPart const& part, std::string const& path);

// The values of a part that fits `wanted` (all but its values). Error(data) for a file that is missing,
// damaged, or of another plan, number or shape: never a wrong value.
std::vector<double> read_part(RunPart const& wanted, std::string const& path);

}  // namespace basicbot
