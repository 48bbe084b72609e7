#include "engine/config/nearest_name.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace basicbot {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t k = 0; k < b.size(); ++k) {
            std::size_t const replaced = diagonal + (a[i] == b[k] ? 0 : 1);
            diagonal = std::exchange(row[k + 1], std::min({row[k] + 1, row[k + 1] + 1, replaced}));
        }
    }
    return row.back();
}

}  // namespace

std::string nearest_name(std::string_view word, std::vector<std::string> const& candidates) {
    if (word.size() > 100) return "";  // no name is that long, and the distance is quadratic
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 2) + 1;
    for (auto const& candidate : candidates) {
        std::size_t const distance = edit_distance(word, candidate);
        if (distance < best_distance && distance < candidate.size()) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string suggest_name(std::string_view word, std::vector<std::string> const& candidates) {
    std::string const name = nearest_name(word, candidates);
    return name.empty() ? "" : "did you mean '" + name + "'?";
}

}  // namespace basicbot
