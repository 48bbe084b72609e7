#pragma once
// Names that a person may have meant.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// Up to `count` candidates within an edit distance of a third of the word (at least 2), nearest first, ties
// in the candidates' order. Upper and lower case count as equal; a candidate that contains the word is near
// as well.
std::vector<std::string> nearest_names(std::string_view word, std::span<std::string const> candidates,
                                       std::size_t count);

// "did you mean 'a' or 'b'?", or `otherwise` where nothing is near.
std::string did_you_mean(std::string_view word, std::span<std::string const> candidates,
                         std::string otherwise = "");

}  // namespace basicbot
