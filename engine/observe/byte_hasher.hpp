#pragma once
// xxh3-128 of bytes that come piece by piece.

#include <xxhash.h>

#include <cstddef>
#include <memory>
#include <string>

namespace basicbot {

class ByteHasher {
  public:
    ByteHasher();  // std::bad_alloc
    void add(void const* data, std::size_t bytes);
    XXH128_hash_t digest() const;

  private:
    struct FreeState {
        void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, FreeState> state_;
};

// 32 hexadecimal digits, most significant first.
std::string hex(XXH128_hash_t hash);
// Of bytes in one piece.
std::string hash_hex(void const* data, std::size_t bytes);

}  // namespace basicbot
