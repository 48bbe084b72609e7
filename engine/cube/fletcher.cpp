#include "engine/cube/fletcher.hpp"

#include <bit>
#include <cstring>

namespace basicbot {

namespace {

std::uint64_t most_significant_first(std::uint64_t x) {
    return std::endian::native == std::endian::little ? __builtin_bswap64(x) : x;
}

std::uint32_t reduced(std::uint64_t sum) {
    std::uint64_t const rest = sum % 65535;
    return static_cast<std::uint32_t>(rest == 0 && sum > 0 ? 65535 : rest);
}

}  // namespace

std::uint32_t fletcher32(std::span<std::byte const> bytes) {
    std::uint64_t sum = 0, sums = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 8) {  // four words at a time
        std::uint64_t w;
        std::memcpy(&w, bytes.data() + at, sizeof(w));
        w = most_significant_first(w);
        std::uint64_t const a = w >> 48, b = w >> 32 & 0xffff, c = w >> 16 & 0xffff, d = w & 0xffff;
        sums += 4 * (sum + a) + 3 * b + 2 * c + d;
        sum += a + b + c + d;
    }
    return reduced(sums) << 16 | reduced(sum);
}

}  // namespace basicbot
