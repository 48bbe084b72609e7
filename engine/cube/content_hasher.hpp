#pragma once
// The canonical byte stream behind content_hash, fed piece by piece so that a large cube is hashed while it
// is read.

#include <span>
#include <string>

#include "engine/cube/cube.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

// Every record starts with a tag, every text and list with its length (uint64, little endian), so no two
// different cubes give one stream. A NaN counts as one value whatever its payload; -0.0 and 0.0 differ.
class ContentHasher {
  public:
    void add(CubeAxis const& axis);
    void add(CubeVariable const& variable);
    void add_attribute(std::string const& name, std::string const& value);
    std::string digest() const { return hex(hasher_.digest()); }

  private:
    void bytes(void const* data, std::size_t size) { hasher_.add(data, size); }
    void tag(char kind) { bytes(&kind, 1); }
    void number(std::uint64_t value) { bytes(&value, sizeof value); }
    void text(std::string const& value);
    void values(std::vector<double> const& list);
    void values(std::vector<std::int64_t> const& list);
    void values(std::vector<std::string> const& list);
    void values(ValueSource const& source);
    void reals(std::span<double const> list);

    ByteHasher hasher_;
};

}  // namespace basicbot
