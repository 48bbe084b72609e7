#pragma once
// The form of a saved state: what it is of, a checksum, and the state's plain data. Host side.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// Plain data as bytes.
template <class T>
std::span<std::byte const> bytes_of(std::vector<T> const& list) {
    return std::as_bytes(std::span<T const>(list));
}
template <class T>
std::span<std::byte const> bytes_of(T const& value) {
    return std::as_bytes(std::span<T const, 1>(&value, 1));
}

// 64-bit FNV-1a (Fowler, Noll, Vo): http://www.isthe.com/chongo/tech/comp/fnv
inline std::uint64_t snapshot_checksum(std::span<std::byte const> bytes) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (std::byte const b : bytes) h = (h ^ static_cast<std::uint64_t>(b)) * 0x100000001b3u;
    return h;
}

// kind: names what the state is of and the version of its form; said again when it is opened.
inline std::vector<std::byte> seal_snapshot(std::string_view kind,
                                            std::vector<std::span<std::byte const>> const& parts) {
    std::vector<std::byte> bytes(sizeof(std::uint64_t));
    auto const append = [&](std::span<std::byte const> part) {
        bytes.insert(bytes.end(), part.begin(), part.end());
    };
    append(std::as_bytes(std::span<char const>(kind)));
    for (std::span<std::byte const> const part : parts) append(part);
    std::uint64_t const sum = snapshot_checksum(std::span(bytes).subspan(sizeof(sum)));
    std::memcpy(bytes.data(), &sum, sizeof(sum));
    return bytes;
}

// What seal_snapshot was given, parts joined. Throws std::invalid_argument for a damaged snapshot and for one
// of something else.
inline std::span<std::byte const> open_snapshot(std::string_view kind, std::span<std::byte const> bytes) {
    std::uint64_t sum = 0;
    if (bytes.size() >= sizeof(sum)) std::memcpy(&sum, bytes.data(), sizeof(sum));
    if (bytes.size() < sizeof(sum) || snapshot_checksum(bytes.subspan(sizeof(sum))) != sum)
        throw std::invalid_argument("the snapshot is damaged: its checksum does not fit");
    std::span<std::byte const> const rest = bytes.subspan(sizeof(sum));
    if (rest.size() < kind.size() || std::memcmp(rest.data(), kind.data(), kind.size()) != 0)
        throw std::invalid_argument("the snapshot is none of \"" + std::string(kind) +
                                    "\": it was taken of something else or by another version");
    return rest.subspan(kind.size());
}

}  // namespace basicbot
