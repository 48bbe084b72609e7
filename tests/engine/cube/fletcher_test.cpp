// The checksum against its definition, word by word; that it is libhdf5's own, every read of a cube shows.

#include "engine/cube/fletcher.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/random.hpp"

namespace basicbot {
namespace {

// Reduced after every word, and a sum that is not zero is never 0.
std::uint32_t by_definition(std::vector<std::byte> const& bytes) {
    std::uint32_t sum = 0, sums = 0;
    auto const add = [](std::uint32_t a, std::uint32_t b) {
        std::uint32_t const s = a + b;
        return s > 65535 ? s - 65535 : s;
    };
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        sum = add(sum, std::to_integer<std::uint32_t>(bytes[i]) << 8 |
                           std::to_integer<std::uint32_t>(bytes[i + 1]));
        sums = add(sums, sum);
    }
    return sums << 16 | sum;
}

TEST(Fletcher, has_the_sums_of_its_definition) {
    TestRandom random(1);
    for (std::size_t size : {0, 8, 16, 1024, 1 << 20}) {
        for (int kind : {0, 1, 2}) {  // zeros, all ones (65535 each), anything
            std::vector<std::byte> bytes(size);
            for (std::byte& b : bytes)
                b = kind == 0   ? std::byte{0}
                    : kind == 1 ? std::byte{0xff}
                                : static_cast<std::byte>(random.word());
            EXPECT_EQ(fletcher32(bytes), by_definition(bytes)) << size << " bytes of kind " << kind;
        }
    }
}

}  // namespace
}  // namespace basicbot
