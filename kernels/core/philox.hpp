#pragma once
// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011): four
// 32-bit words as a pure function of a 128-bit counter and a 64-bit key. No state, so any draw of any path
// can be made by anyone. Known answers of Random123 and equality with cuRAND's host generator:
// tests/kernels/core/philox_test.cpp.
//
// How this engine lays the counter out (RULES A20):
//   counter = (block, stream, path low word, path high word), key = (seed low word, seed high word)
// `block` counts the quadruples drawn by one path, `stream` names the purpose (kernels/core/streams.hpp).

#include "kernels/core/host_device.hpp"

BB_ISA_BEGIN

struct philox_words {
    uint32_t w[4];
};

namespace detail {

inline constexpr uint32_t philox_m0 = 0xD2511F53u, philox_m1 = 0xCD9E8D57u;  // multipliers of the two halves
inline constexpr uint32_t philox_k0 = 0x9E3779B9u,
                          philox_k1 = 0xBB67AE85u;  // what the key grows by each round

// Rounds `round`..9 on the lanes of float-lane policy P (kernels/core/float_lanes_scalar.hpp), whose wide
// words need no shuffle between two products.
template <class P, int round>
BB_HD void philox_rounds(typename P::wide (&c)[4], uint32_t key0, uint32_t key1) {
    if constexpr (round < 10) {
        typename P::wide const p0 = P::product(c[0], philox_m0), p1 = P::product(c[2], philox_m1);
        c[0] = P::xor3(P::high(p1), c[1], key0 + round * philox_k0);
        c[1] = p1;
        c[2] = P::xor3(P::high(p0), c[3], key1 + round * philox_k1);
        c[3] = p0;
        philox_rounds<P, round + 1>(c, key0, key1);
    }
}

}  // namespace detail

// The quadruple of one counter and key.
BB_HD philox_words philox4x32(uint32_t const (&counter)[4], uint32_t const (&key)[2]) {
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    for (uint32_t round = 0; round < 10; ++round) {
        uint64_t const p0 = static_cast<uint64_t>(detail::philox_m0) * c0;
        uint64_t const p1 = static_cast<uint64_t>(detail::philox_m1) * c2;
        c0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ (key[0] + round * detail::philox_k0);
        c1 = static_cast<uint32_t>(p1);
        c2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ (key[1] + round * detail::philox_k1);
        c3 = static_cast<uint32_t>(p0);
    }
    return {{c0, c1, c2, c3}};
}

// The draws of one lane group: paths first, first + 1, ..., first + width - 1, where first is a multiple of
// the width (so that the high word is common). Of the first two rounds the part that depends on the path
// alone is done once here, and the part that depends on the block alone is done once for all lanes.
template <class P>
class path_draws {
  public:
    using u32 = typename P::u32;
    using wide = typename P::wide;

    path_draws() = default;
    BB_HD path_draws(uint64_t seed, uint32_t stream, uint64_t first)
        : key0_(static_cast<uint32_t>(seed)),
          key1_(static_cast<uint32_t>(seed >> 32)),
          path_high_(static_cast<uint32_t>(first >> 32)) {
        second_ = P::product(P::widened(P::count_from(static_cast<uint32_t>(first))), detail::philox_m1);
        fourth_ = P::product(P::xor3(P::high(second_), wide(stream), key0_), detail::philox_m0);
        third_ = P::high(fourth_);
    }

    // words[j] of lane l = word j of counter (block, stream, path of lane l).
    BB_HD void draw(uint32_t block, u32 (&words)[4]) const {
        uint64_t const p0 = static_cast<uint64_t>(detail::philox_m0) * block;
        uint32_t const c2 = static_cast<uint32_t>(p0 >> 32) ^ path_high_ ^ key1_;
        uint64_t const p1 = static_cast<uint64_t>(detail::philox_m1) * c2;
        wide c[4] = {second_ ^ wide(static_cast<uint32_t>(p1 >> 32) ^ (key0_ + detail::philox_k0)),
                     wide(static_cast<uint32_t>(p1)),
                     third_ ^ wide(static_cast<uint32_t>(p0) ^ (key1_ + detail::philox_k1)), fourth_};
        detail::philox_rounds<P, 2>(c, key0_, key1_);
        for (int j = 0; j < 4; ++j) words[j] = P::low(c[j]);
    }

  private:
    uint32_t key0_, key1_, path_high_;
    wide second_, third_, fourth_;  // words 1, 2, 3 after the path's share of rounds one and two
};

BB_ISA_END
