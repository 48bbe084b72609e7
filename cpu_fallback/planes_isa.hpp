#pragma once
// The leaves of one group of cells over one tile: [leaf][word][cell]. Words in which every operand is defined
// are told by filter codes; what is left (warm-up, the last word, holes) by the values.

#include "cpu_fallback/code_lanes.hpp"
#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/lanes.hpp"
#include "kernels/backtest/planes.hpp"

BB_ISA_BEGIN

class group_leaves {
  public:
    group_leaves(sweep_job const& job, cell_group const& group, uint64_t* rows)
        : j_(job), g_(group), rows_(rows) {}

    // The bits of the `count` words from `word` on in which every operand is defined on all bars.
    uint32_t solid_words(int64_t word, int count) const {
        uint32_t all = (1u << count) - 1;
        for (int32_t s = 0; s < g_.slot_count; ++s) {
            uint64_t const* const solid = j_.codes->solid + g_.slots[s] * j_.codes->solid_words;
            int const shift = static_cast<int>(word & 63);
            uint64_t bits = solid[word / 64] >> shift;
            if (shift > 64 - tile_words) bits |= solid[word / 64 + 1] << (64 - shift);
            all &= static_cast<uint32_t>(bits);
        }
        return all;
    }

    // Words [first, first + count) of the tile that begins with `word`, by value.
    void by_value(int64_t word, int first, int count) const {
        for (int32_t p = 0; p < g_.plane_count; ++p) plane_by_value(p, word, first, count);
    }

    // The same by code; every word must be solid. Leaves that are certain then are not written.
    void by_code(int64_t word, int first, int count) const {
        for (int32_t p = 0, run; p < g_.pair_count; p += run) {
            code_pair const* const pairs = g_.pairs + p;
            for (run = 1; run < max_run && p + run < g_.pair_count; ++run)
                if (pairs[run].a != pairs->a || (pairs[run].reverse < 0) != (pairs->reverse < 0)) break;
            if (run < max_run) run = 1;
            bool const both = pairs->reverse >= 0;
            if (run == max_run && both) compare_run<max_run, true>(pairs, word, first, count);
            if (run == max_run && !both) compare_run<max_run, false>(pairs, word, first, count);
            if (run == 1 && both) compare_run<1, true>(pairs, word, first, count);
            if (run == 1 && !both) compare_run<1, false>(pairs, word, first, count);
        }
        for (int32_t k = 0; k < g_.by_value_count; ++k) plane_by_value(g_.by_value[k], word, first, count);
    }

  private:
    static constexpr int max_run = 4;  // right sides per load of the left one

    uint64_t* row(uint32_t target, int word) const { return rows_ + target + word * group_cells; }
    uint64_t* first_row(int32_t plane, int word) const {
        return row(g_.targets[g_.target_begin[plane]], word);
    }

    plane_operand operand(int32_t plane, int side, int64_t word) const {
        plane_operand o = j_.operands[2 * int64_t{g_.planes[plane]} + side];
        o.values += word * o.advance;
        return o;
    }

    // Copies the words of a plane's first target to its others.
    void copy_targets(int32_t plane, int first, int count) const {
        uint64_t const* const from = first_row(plane, first);
        for (uint32_t t = g_.target_begin[plane] + 1; t < g_.target_begin[plane + 1]; ++t)
            for (int w = 0; w < count; ++w) *row(g_.targets[t], first + w) = from[w * group_cells];
    }

    void plane_by_value(int32_t plane, int64_t word, int first, int count) const {
        plane_operand const a = operand(plane, 0, word + first), b = operand(plane, 1, word + first);
        bool const greater = j_.task->planes[g_.planes[plane]].op == compare::greater;
        uint64_t bits[tile_words];
        if (greater)
            plane_words<native_lanes, compare::greater>(a, b, count, bits);
        else
            plane_words<native_lanes, compare::equal>(a, b, count, bits);
        uint64_t* const to = first_row(plane, first);
        for (int w = 0; w < count; ++w) to[w * group_cells] = bits[w];
        copy_targets(plane, first, count);
    }

    // N comparisons that share their left side: a few words, then one look whether any codes were equal.
    template <int N, bool Both>
    void compare_run(code_pair const* pairs, int64_t word, int first, int count) const {
        int64_t const stride = 64 * j_.codes->words, from = 64 * (word + first);
        int16_t const* const a = j_.codes->codes + pairs->a * stride + from;
        int16_t const* b[N];
        uint64_t *above[N], *below[N];
        for (int n = 0; n < N; ++n) {
            b[n] = j_.codes->codes + pairs[n].b * stride + from;
            above[n] = first_row(pairs[n].plane, first);
            below[n] = Both ? first_row(pairs[n].reverse, first) : nullptr;
        }
        constexpr int at_once = 4;
        for (int w0 = 0; w0 < count; w0 += at_once) {
            int const end = count - w0 < at_once ? count : w0 + at_once;
            tie_watch ties[N];
            for (int w = w0; w < end; ++w) {
                codes64 const left = codes64::load(a + 64 * w);
                for (int n = 0; n < N; ++n) {
                    codes64 const right = codes64::load(b[n] + 64 * w);
                    uint64_t const bits = left > right;
                    above[n][w * group_cells] = bits;
                    if (Both) below[n][w * group_cells] = ~bits;
                    ties[n].add(left, right);
                }
            }
            for (int n = 0; n < N; ++n) {
                if (__builtin_expect(ties[n].hit(), 0))
                    settle<Both>(pairs[n], word + first + w0, end - w0, above[n] + w0 * group_cells,
                                 Both ? below[n] + w0 * group_cells : nullptr);
            }
        }
        for (int n = 0; n < N; ++n) {
            copy_targets(pairs[n].plane, first, count);
            if (Both) copy_targets(pairs[n].reverse, first, count);
        }
    }

    // Codes are equal somewhere in these words: there the values decide.
    template <bool Both>
    __attribute__((noinline)) void settle(code_pair const& pair, int64_t word, int count, uint64_t* above,
                                          uint64_t* below) const {
        using real = native_lanes::real;
        int64_t const stride = 64 * j_.codes->words;
        plane_operand const a = operand(pair.plane, 0, word), b = operand(pair.plane, 1, word);
        for (int w = 0; w < count; ++w) {
            tie_watch tie;
            tie.add(codes64::load(j_.codes->codes + pair.a * stride + 64 * (word + w)),
                    codes64::load(j_.codes->codes + pair.b * stride + 64 * (word + w)));
            if (!tie.hit()) continue;
            uint64_t over = 0, under = 0;
            for (int i = 0; i < 64; i += native_lanes::width) {
                real const x = native_lanes::load(a.values + w * a.advance + i);
                real const y = native_lanes::load(b.values + w * b.advance + i);
                over |= native_lanes::bits(x > y) << i;
                if (Both) under |= native_lanes::bits(x < y) << i;
            }
            above[w * group_cells] = over;
            if (Both) below[w * group_cells] = under;
        }
    }

    sweep_job const& j_;
    cell_group const& g_;
    uint64_t* rows_;
};

BB_ISA_END
