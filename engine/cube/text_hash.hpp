#pragma once
// xxh3-128 of a text, as every hash of a cube and a run is written: 32 hexadecimal digits.

#include <string>
#include <string_view>

namespace basicbot {

std::string text_hash(std::string_view text);

}  // namespace basicbot
