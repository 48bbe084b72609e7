#pragma once
// First use of a bar file: from the closed file to the sum of every column.

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/stopwatch.hpp"
#include "engine/bars/bar_file.hpp"

namespace basicbot {

// Sums of the seven columns; times modulo 2^64.
struct ColumnSums {
    std::uint64_t time = 0, close_time = 0;
    double prices[5] = {0, 0, 0, 0, 0};
    bool operator==(ColumnSums const&) const = default;
};

class StoreCase {
  public:
    // A store with one series under options.workdir, or in a temporary folder that goes with this object.
    StoreCase(std::int64_t bars, BenchOptions const& options);
    ~StoreCase();
    StoreCase(StoreCase const&) = delete;
    StoreCase& operator=(StoreCase const&) = delete;

    // Store::open, Store::load and the sums, from the mapping.
    Lap mapped(Verify verify);
    // H5Fopen, H5Dread of each column, and the sums. `kept`: into buffers that are already there.
    Lap h5dread(bool kept);

    nlohmann::json verify();  // the two ways agree in every bit
    nlohmann::json facts() const;
    nlohmann::json checksums() const;
    double bytes() const { return 7 * 8 * static_cast<double>(bars_); }
    std::string const& folder() const { return folder_; }

  private:
    std::string folder_;
    bool temporary_;
    std::int64_t bars_;
    ColumnSums sums_;
    Series series_;
    std::shared_ptr<void> buffer_;  // of H5Dread: two columns of times, five of values
};

}  // namespace basicbot
