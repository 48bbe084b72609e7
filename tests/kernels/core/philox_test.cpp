// Philox4x32-10 against three independent witnesses: the published vectors, Random123, cuRAND's host
// generator.

#include "kernels/core/philox.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <set>

#include "kernels/core/float_lanes_scalar.hpp"
#include "tests/support/random.hpp"

#if __has_include(<Random123/philox.h>)
#include <Random123/philox.h>
#undef philox4x32  // a macro of that header
#define BASICBOT_HAS_RANDOM123 1
#endif

namespace basicbot {
namespace {

TEST(Philox, published_known_answers) {
    struct {
        uint32_t counter[4], key[2], answer[4];
    } const vectors[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (auto const& v : vectors) {
        philox_words const got = philox4x32(v.counter, v.key);
        for (int i = 0; i < 4; ++i) EXPECT_EQ(got.w[i], v.answer[i]);
    }
}

TEST(Philox, equals_Random123) {
#ifndef BASICBOT_HAS_RANDOM123
    GTEST_SKIP() << "Random123 is not installed (librandom123-dev)";
#else
    TestRandom random(1);
    for (int i = 0; i < 2000; ++i) {
        uint32_t counter[4], key[2];
        for (uint32_t& c : counter) c = static_cast<uint32_t>(random.word());
        for (uint32_t& k : key) k = static_cast<uint32_t>(random.word());
        philox4x32_ctr_t const want =
            philox4x32_R(10, {{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        philox_words const got = philox4x32(counter, key);
        for (int j = 0; j < 4; ++j) ASSERT_EQ(got.w[j], want.v[j]);
    }
#endif
}

// Made with cuRAND 10.4.0: curandCreateGeneratorHost(CURAND_RNG_PSEUDO_PHILOX4_32_10), seed
// 0x123456789abcdef0, curandGenerate of 262,208 words in the default order, FNV-1a (64 bit) over their bytes,
// low byte first. In that order quad i is counter (i / 65536, 0, i mod 65536, 0) and the key is (low word,
// high word) of the seed.
TEST(Philox, equals_cuRAND_host_generator) {
    uint32_t const key[2] = {0x9abcdef0u, 0x12345678u};
    uint64_t hash = 0xcbf29ce484222325ull;
    for (uint32_t quad = 0; quad < 65552; ++quad) {
        uint32_t const counter[4] = {quad >> 16, 0, quad & 65535, 0};
        for (uint32_t w : philox4x32(counter, key).w)
            for (int byte = 0; byte < 4; ++byte) hash = (hash ^ ((w >> (8 * byte)) & 255)) * 0x100000001b3ull;
    }
    EXPECT_EQ(hash, 0xf2ca1088bdce8ccfull);
}

TEST(Philox, A20_a_path_draw_is_the_quadruple_of_block_stream_and_path) {
    TestRandom random(2);
    for (int i = 0; i < 500; ++i) {
        uint64_t const seed = random.word(), path = random.word() >> (i % 40);
        uint32_t const stream = static_cast<uint32_t>(random.word()),
                       block = static_cast<uint32_t>(random.word());
        uint32_t words[4];
        path_draws<scalar_float_lanes>(seed, stream, path).draw(block, words);
        uint32_t const counter[4] = {block, stream, static_cast<uint32_t>(path),
                                     static_cast<uint32_t>(path >> 32)};
        uint32_t const key[2] = {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)};
        philox_words const want = philox4x32(counter, key);
        for (int j = 0; j < 4; ++j) ASSERT_EQ(words[j], want.w[j]);
    }
}

TEST(Philox, neighbouring_blocks_streams_paths_and_seeds_share_no_word) {
    std::set<std::array<uint32_t, 4>> quads;
    for (uint32_t block = 0; block < 4; ++block)
        for (uint32_t stream = 0; stream < 4; ++stream)
            for (uint64_t path : {0ull, 1ull, 2ull, 1ull << 32})
                for (uint64_t seed : {0ull, 1ull, 1ull << 32}) {
                    uint32_t w[4];
                    path_draws<scalar_float_lanes>(seed, stream, path).draw(block, w);
                    quads.insert({w[0], w[1], w[2], w[3]});
                }
    EXPECT_EQ(quads.size(), 4u * 4 * 4 * 3);
}

}  // namespace
}  // namespace basicbot
