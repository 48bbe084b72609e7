#include "engine/cube/text_hash.hpp"

#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

std::string text_hash(std::string_view text) { return hash_hex(text.data(), text.size()); }

}  // namespace basicbot
