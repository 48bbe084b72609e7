#pragma once
// The text inside a source file: as it lies on the disk, or unpacked from gzip or a zip archive.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace basicbot {

struct InputText {
    std::string name;        // as messages name it: the path, or "path:member"
    std::string_view text;   // into a mapping or a buffer that `owner` keeps alive
    std::string input_hash;  // of the file as it lies, packed or not
    std::shared_ptr<void const> owner;
};

// A file that unpacks to more than this is refused: 4 GiB of text are 30 million rows, or an attack.
inline constexpr std::uint64_t most_unpacked_bytes = std::uint64_t{4} << 30;

// What the bytes are is read from the bytes, never from the name. `member` picks one file of a zip archive;
// it may be empty where the archive holds one file. Error(data): "damaged_archive", "encrypted_archive",
// "too_large", "no_member" (which lists the members), "packed_twice".
InputText open_source(std::string const& path, std::string const& member = "",
                      std::uint64_t most_bytes = most_unpacked_bytes);

}  // namespace basicbot
