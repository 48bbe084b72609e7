#include "engine/cube/seal.hpp"

#include <xxhash.h>

#include <string_view>

#include "engine/bars/file_io.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

constexpr std::string_view mark = "\nbasicbot-seal-xxh3 ";
constexpr std::size_t seal_size = mark.size() + 32 + 1;

[[noreturn]] void refuse(std::string const& path, std::string const& value, std::string const& problem,
                         std::string const& suggestion) {
    fail(ErrorKind::data, {.code = "bad_cube",
                           .path = path,
                           .value = value,
                           .problem = problem,
                           .allowed = {},
                           .suggestion = suggestion});
}

}  // namespace

std::string make_seal(std::span<std::byte const> file) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(file.data(), file.size()));
    std::string line(mark);
    for (unsigned char byte : canonical.digest) {
        line += "0123456789abcdef"[byte >> 4];
        line += "0123456789abcdef"[byte & 15];
    }
    return line + "\n";
}

void check_seal(std::string const& path) {
    MappedFile const file(path);
    std::string_view const text = file.text();
    std::string const mend = "run the study again, or name a file written by a study";
    if (text.size() < seal_size || !text.substr(text.size() - seal_size).starts_with(mark))
        refuse(path, std::to_string(text.size()) + " bytes",
               "no complete cube (truncated, or edited elsewhere)", mend);
    auto const sealed = std::as_bytes(std::span(text.data(), text.size() - seal_size));
    if (text.substr(sealed.size()) != make_seal(sealed))
        refuse(path, "", "the file is damaged: its bytes do not fit its seal", mend);
}

}  // namespace basicbot
