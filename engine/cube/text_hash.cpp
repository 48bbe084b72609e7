#include "engine/cube/text_hash.hpp"

#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

std::string text_hash(std::string_view text) { return hex(XXH3_128bits(text.data(), text.size())); }

}  // namespace basicbot
