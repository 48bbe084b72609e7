#include "engine/observe/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace basicbot {

namespace {

std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

// Edits between two words; exchanging two neighbours is one. Words here are short.
std::size_t distance(std::string const& a, std::string const& b) {
    std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        next[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            next[j + 1] = std::min({row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                next[j + 1] = std::min(next[j + 1], before[j - 1] + 1);
        }
        std::swap(before, row);
        std::swap(row, next);
    }
    return row.back();
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view word, std::span<std::string const> candidates,
                                       std::size_t count) {
    if (word.empty() || word.size() > 64) return {};
    std::string const wanted = lower_case(word);
    std::size_t const limit = std::max<std::size_t>(2, wanted.size() / 3);
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::string const name = lower_case(candidates[i]);
        std::size_t far = distance(wanted, name);
        if (wanted.size() >= 3 && name.find(wanted) != std::string::npos) far = std::min(far, limit);
        // A distance of the whole word says nothing: "ab" is not near "xy".
        if (far <= limit && far < std::max(wanted.size(), name.size())) found.emplace_back(far, i);
    }
    std::sort(found.begin(), found.end());
    // Beside a plain slip of the finger the more distant words would only distract.
    std::size_t const shown = found.empty() ? 0 : found[0].first <= 1 ? 1 : found[0].first + 1;
    std::vector<std::string> names;
    for (auto const& [far, i] : found)
        if (names.size() < count && far <= shown &&
            std::find(names.begin(), names.end(), candidates[i]) == names.end())
            names.push_back(candidates[i]);
    return names;
}

std::string did_you_mean(std::string_view word, std::span<std::string const> candidates,
                         std::string otherwise) {
    std::vector<std::string> const names = nearest_names(word, candidates, 3);
    if (names.empty()) return otherwise;
    std::string text = "did you mean ";
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "'" : i + 1 == names.size() ? " or '" : ", '") + names[i] + "'";
    return text + "?";
}

}  // namespace basicbot
