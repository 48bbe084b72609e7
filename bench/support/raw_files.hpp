#pragma once
// The inputs of a workload as files that any language reads: raw little-endian numbers in row-major order,
// and workload.json: {"workload": ..., "files": {name: {"file", "dtype", "shape"}}, and the workload's own
// members}. dtype is numpy's: "<f8", "<i8", "<u4".

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace basicbot {

class RawFiles {
  public:
    // Makes the folder where it is missing. An empty name: nothing is written.
    explicit RawFiles(std::string folder);

    bool wanted() const { return !folder_.empty(); }
    void write(std::string const& name, std::span<double const> values, std::vector<std::int64_t> shape);
    void write(std::string const& name, std::span<std::int64_t const> values,
               std::vector<std::int64_t> shape);
    void write(std::string const& name, std::span<std::uint32_t const> values,
               std::vector<std::int64_t> shape);
    // Written last: once it is there, the files are whole.
    void finish(std::string const& workload, nlohmann::json header);

  private:
    void store(std::string const& name, char const* dtype, void const* data, std::size_t bytes,
               std::vector<std::int64_t> const& shape);

    std::string folder_;
    nlohmann::json files_ = nlohmann::json::object();
};

}  // namespace basicbot
