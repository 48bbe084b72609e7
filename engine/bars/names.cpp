#include "engine/bars/names.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            std::size_t const change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string folder_name(std::string_view symbol) {
    bool const control =
        std::any_of(symbol.begin(), symbol.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (symbol.empty() || symbol.size() > 64 || control)
        fail_data("bad_symbol", "symbol", std::string(symbol), "is not a symbol",
                  "1 to 64 bytes without control characters");
    std::string name;
    for (std::size_t i = 0; i < symbol.size(); ++i) {
        auto const c = static_cast<unsigned char>(symbol[i]);
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '_' || c == '-' || (c == '.' && i > 0);
        if (plain) {
            name += symbol[i];
        } else {
            name += '%';
            name += "0123456789ABCDEF"[c >> 4];
            name += "0123456789ABCDEF"[c & 15];
        }
    }
    return name;
}

std::string nearest_names(std::string_view name, std::vector<std::string> const& known) {
    std::vector<std::pair<std::size_t, std::string>> near;
    std::size_t const limit = std::max<std::size_t>(2, name.size() / 3);
    for (auto const& candidate : known) {
        std::size_t const distance = edit_distance(name, candidate);
        if (distance <= limit) near.emplace_back(distance, candidate);
    }
    std::sort(near.begin(), near.end());
    std::string text;
    for (std::size_t i = 0; i < near.size() && i < 3; ++i) text += (i > 0 ? ", " : "") + near[i].second;
    return text;
}

}  // namespace basicbot
