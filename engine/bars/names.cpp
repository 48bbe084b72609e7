#include "engine/bars/names.hpp"

#include <algorithm>

#include "engine/bars/data_error.hpp"

namespace basicbot {

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

}  // namespace basicbot
