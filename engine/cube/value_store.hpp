#pragma once
// An array of numbers in memory or, where it may be larger than that, in a file without a name.

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace basicbot {

class ValueStore {
  public:
    // In memory, and not touched before it is written to: clearing gigabytes takes seconds.
    explicit ValueStore(std::size_t size);
    // In a file in `folder` that goes away with this object, or with the process. Error(data).
    ValueStore(std::size_t size, std::string const& folder);
    ~ValueStore();
    ValueStore(ValueStore const&) = delete;
    ValueStore& operator=(ValueStore const&) = delete;

    // The values themselves where they are in memory; nothing where they are in a file.
    std::span<double> in_memory() const { return {values_.get(), values_ ? size_ : 0}; }

    void put(std::size_t at, std::span<double const> values);
    // Of values that were put there before.
    void get(std::size_t at, std::span<double> out) const;

  private:
    std::size_t size_;
    std::unique_ptr<double[]> values_;
    std::string folder_;
    int descriptor_ = -1;
};

}  // namespace basicbot
