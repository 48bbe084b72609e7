#include "engine/cube/seal.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include "engine/bars/data_error.hpp"

namespace basicbot {

namespace {

constexpr std::string_view seal_mark = "\nbasicbot-seal-xxh3 ";
constexpr std::size_t seal_size = seal_mark.size() + 32 + 1;
constexpr std::size_t piece = 64 << 10;  // bytes read at once

[[noreturn]] void refuse_seal(std::string const& path, std::string const& value, std::string const& problem,
                              std::string const& suggestion) {
    fail(ErrorKind::data, {.code = "bad_cube",
                           .path = path,
                           .value = value,
                           .problem = problem,
                           .allowed = {},
                           .suggestion = suggestion});
}

}  // namespace

std::string SealHasher::line() const { return std::string(seal_mark) + hex(hasher_.digest()) + "\n"; }

// Read piece by piece and not mapped: the pages of a large file would count as this process's memory.
void check_seal(std::string const& path) {
    std::string const mend = "run the study again, or name a file written by a study";
    std::error_code error;
    bool const regular = std::filesystem::is_regular_file(path, error);
    if (!error && !regular) fail_data("not_a_file", path, "", "is not a regular file");
    std::ifstream in(path, std::ios::binary);
    if (!in) fail_system(path, "open the file");
    in.seekg(0, std::ios::end);
    auto const size = static_cast<std::uint64_t>(in.tellg());
    std::string line(seal_size, '\0');
    if (size >= seal_size)
        in.seekg(static_cast<std::streamoff>(size - seal_size)).read(line.data(), seal_size);
    if (!in || size < seal_size || !line.starts_with(seal_mark))
        refuse_seal(path, std::to_string(size) + " bytes",
                    "no complete cube (truncated, or edited elsewhere)", mend);
    in.seekg(0);
    SealHasher hasher;
    std::vector<char> block(piece);
    for (std::uint64_t left = size - seal_size; left > 0;) {
        auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
        if (!in.read(block.data(), static_cast<std::streamsize>(wanted))) fail_system(path, "read the file");
        hasher.add(block.data(), wanted);
        left -= wanted;
    }
    if (line != hasher.line())
        refuse_seal(path, "", "the file is damaged: its bytes do not fit its seal", mend);
}

}  // namespace basicbot
