#pragma once
// "did you mean": the nearest valid name.

#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// The candidate with the smallest edit distance (the first of equals), or "" where none is nearer than half
// of the word's length, at least 2 edits.
std::string nearest_name(std::string_view word, std::vector<std::string> const& candidates);

// "did you mean 'x'?", or "" where no name is near.
std::string suggest_name(std::string_view word, std::vector<std::string> const& candidates);

}  // namespace basicbot
