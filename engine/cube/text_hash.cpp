#include "engine/cube/text_hash.hpp"

#include <xxhash.h>

#include <cstdio>

namespace basicbot {

std::string text_hash(std::string_view text) {
    XXH128_hash_t const h = XXH3_128bits(text.data(), text.size());
    char out[33];
    std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(h.high64),
                  static_cast<unsigned long long>(h.low64));
    return out;
}

}  // namespace basicbot
