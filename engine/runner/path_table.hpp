#pragma once
// What was simulated: the figures of all paths, [symbol][figure][path], in memory or in a file.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/cube/value_store.hpp"
#include "engine/runner/path_work.hpp"
#include "engine/stats/sample.hpp"

namespace basicbot {

class PathTable {
  public:
    // In memory.
    PathTable(PathShape const& shape, std::size_t symbols)
        : shape_(shape), values_(symbols * shape.values()) {}
    // In a file without a name in `folder`. Error(data).
    PathTable(PathShape const& shape, std::size_t symbols, std::string const& folder)
        : shape_(shape), values_(symbols * shape.values(), folder) {}

    PathShape const& shape() const { return shape_; }
    bool in_memory() const { return !values_.in_memory().empty(); }
    // Where the figures of the first symbol's paths from `first` on lie; in memory only.
    std::vector<double*> rows(std::size_t first, bool fan);
    void put(std::size_t symbol, std::size_t figure, std::size_t first, std::span<double const> values);

    // One figure of all its paths, in their order. Called with every number of values that is read.
    Sample sample(std::size_t symbol, std::size_t figure,
                  std::function<void(std::size_t count)> const& reading) const;

  private:
    std::size_t place(std::size_t symbol, std::size_t figure) const;

    PathShape shape_;
    ValueStore values_;
};

}  // namespace basicbot
