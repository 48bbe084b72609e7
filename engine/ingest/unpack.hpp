#pragma once
// gzip by zlib and zip archives by libzip, from memory into memory, with every checksum checked.

#include <cstdint>
#include <string>
#include <string_view>

namespace basicbot {

enum class Packing { none, gzip, zip };

Packing packing_of(std::string_view bytes);

struct Unpacked {
    std::string text;
    std::string member;  // name inside the archive, empty for gzip
};

// Errors as open_source() says; `path` names the file in them. Memory grows with what was unpacked, never
// with what a header promises.
Unpacked unpack_gzip(std::string_view bytes, std::string const& path, std::uint64_t most_bytes);
Unpacked unpack_zip(std::string_view bytes, std::string const& path, std::string const& member,
                    std::uint64_t most_bytes);

}  // namespace basicbot
