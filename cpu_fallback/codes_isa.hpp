#pragma once
// Makes the filter codes (code_form.hpp) of some words of all series.

#include "cpu_fallback/code_form.hpp"
#include "cpu_fallback/lanes.hpp"

BB_ISA_BEGIN

// The common scale of one family in one word: code = (x - low) * scale. 0 where no scale exists (one value
// only, an infinity, a range that overflows): every comparison is then a tie and decided by the values.
struct code_scale {
    double low, scale;
};

BB_HD code_scale scale_of(double low, double high) {
    double const range = high - low;
    // A little under 2^16 - 1, so that rounding cannot carry the highest value out of the range.
    double const scale = range > 0 ? 65534.9999 / range : 0;
    return range < 1e300 && scale < 1e300 ? code_scale{low, scale} : code_scale{0, 0};
}

// Words of a family whose ranges are found together: long enough runs for the memory to keep up, short enough
// that the second pass finds a few hundred series still in the cache.
inline constexpr int encode_words_at_once = 4;

template <class L>
void encode_run(code_form const& f, uint32_t const* slots, int64_t count, int64_t word, int words) {
    using real = typename L::real;
    double const infinity = from_bits(0x7ff0000000000000ull);
    real lowest[encode_words_at_once], highest[encode_words_at_once];
    for (int w = 0; w < words; ++w) lowest[w] = real(infinity), highest[w] = real(-infinity);
    for (int64_t s = 0; s < count; ++s) {
        plane_operand const from = f.values[slots[s]];
        for (int w = 0; w < words; ++w) {
            double const* const x = from.values + (word + w) * from.advance;
            typename L::mask undefined = L::mask_of(false);
            real low = lowest[w], high = highest[w];
            for (int i = 0; i < 64; i += L::width) {
                real const v = L::load(x + i);
                low = min_of(v, low);  // a NaN changes neither
                high = max_of(v, high);
                undefined = undefined | !(v == v);
            }
            lowest[w] = low;
            highest[w] = high;
            uint64_t& solid = f.solid[slots[s] * f.solid_words + (word + w) / 64];
            solid |= static_cast<uint64_t>(!any(undefined)) << ((word + w) & 63);
        }
    }
    real start[encode_words_at_once], scale[encode_words_at_once];
    for (int w = 0; w < words; ++w) {
        double low = infinity, high = -infinity, lane[L::width];
        L::store(lane, lowest[w]);
        for (int i = 0; i < L::width; ++i) low = min_of(lane[i], low);
        L::store(lane, highest[w]);
        for (int i = 0; i < L::width; ++i) high = max_of(lane[i], high);
        code_scale const c = scale_of(low, high);
        start[w] = real(c.low);
        scale[w] = real(c.scale);
    }
    real const zero(0.0);
    for (int64_t s = 0; s < count; ++s) {
        plane_operand const from = f.values[slots[s]];
        for (int w = 0; w < words; ++w) {
            double const* const x = from.values + (word + w) * from.advance;
            int16_t* const to = f.codes + (slots[s] * f.words + word + w) * 64;
            for (int i = 0; i < 64;
                 i += L::width)  // 0 where undefined: such words are never compared by code
                L::store_code(to + i, max_of((L::load(x + i) - start[w]) * scale[w], zero));
        }
    }
}

// Whole blocks of 64 words at a time, so that nobody else writes the same word of `solid`.
inline void encode_words(code_form const& f, int64_t begin, int64_t end) {
    for (int64_t word = begin; word < end; word += encode_words_at_once) {
        int64_t const rest = end - word;
        int const words = rest < encode_words_at_once ? static_cast<int>(rest) : encode_words_at_once;
        for (int64_t k = 0; k < f.family_count; ++k)
            encode_run<native_lanes>(f, f.families + f.family_begin[k],
                                     f.family_begin[k + 1] - f.family_begin[k], word, words);
    }
}

BB_ISA_END
