#include "engine/observe/byte_hasher.hpp"

#include <new>

namespace basicbot {

ByteHasher::ByteHasher() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(state_.get());
}

void ByteHasher::add(void const* data, std::size_t bytes) {
    if (bytes > 0) XXH3_128bits_update(state_.get(), data, bytes);
}

XXH128_hash_t ByteHasher::digest() const { return XXH3_128bits_digest(state_.get()); }

std::string hex(XXH128_hash_t hash) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    std::string text;
    for (unsigned char byte : canonical.digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

std::string hash_hex(void const* data, std::size_t bytes) { return hex(XXH3_128bits(data, bytes)); }

}  // namespace basicbot
