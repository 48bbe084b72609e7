#pragma once
// Names of symbols as names of folders.

#include <string>
#include <string_view>

namespace basicbot {

// Letters, digits and _ - . stay (a dot not in front), any other byte becomes %XX: "BTC/USD" -> "BTC%2FUSD",
// ".." -> "%2E.". Error(data, "bad_symbol") for an empty symbol, control characters or more than 64 bytes.
std::string folder_name(std::string_view symbol);

}  // namespace basicbot
