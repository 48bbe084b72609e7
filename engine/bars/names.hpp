#pragma once
// Names of symbols as names of folders, and the nearest known name to a mistyped one.

#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// Letters, digits and _ - . stay (a dot not in front), any other byte becomes %XX: "BTC/USD" -> "BTC%2FUSD",
// ".." -> "%2E.". Error(data, "bad_symbol") for an empty symbol, control characters or more than 64 bytes.
std::string folder_name(std::string_view symbol);

// Up to three of `known`, nearest first: those within an edit distance of a third of the length (at least 2),
// capitals and small letters alike. Joined by ", "; empty where nothing is near.
std::string nearest_names(std::string_view name, std::vector<std::string> const& known);

}  // namespace basicbot
