#pragma once
// Rules: one thread per (cell, stretch of words) runs the gates and keeps the words of the rules. They do not
// depend on windows and costs, so they are made once for all of them, and all words at the same time: what a
// gate remembers of the words before is settled by running those too.
//
// The gates are those of kernels/backtest/gates.hpp. There a row is many cells; here it is two words of one
// cell, one after the other in time, so that the program is read half as often.

#include "kernels/backtest/gates.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

inline constexpr int64_t rule_words_per_thread = 8;  // even

struct word_pair {
    uint64_t first, second;
};
// Every bar's bit is that of the bar before; `earlier`: the word before the pair.
BB_HD word_pair one_bar_later(word_pair x, uint64_t earlier) {
    return {(x.first << 1) | (earlier >> 63), (x.second << 1) | (x.first >> 63)};
}

struct rules_kernel {
    gate_program program;
    uint64_t const* planes;  // [words][plane_count]
    int64_t plane_count, words;
    uint32_t const* leaves;  // [leaf_count][cell_count] plane numbers
    int64_t cell_count;
    int64_t first_word, word_count;  // the words that some window reads; first_word is even
    int32_t rule_count;              // 2: long rules only, 4: all
    uint64_t* out;                   // [word_count][rule_count][cell_count]

    BB_HD word_pair leaf(int32_t number, int64_t cell, int64_t word) const {
        uint64_t const* const at = planes + word * plane_count + leaves[number * cell_count + cell];
        return {at[0], word + 1 < words ? at[plane_count] : 0};
    }

    // The rules of the words `word` and `word + 1` in r[0..3]; earlier[k]: what carry k read last.
    BB_HD void run(int64_t cell, int64_t word, uint64_t* earlier, word_pair* r) const {
        for (int32_t k = 0; k < program.op_count; ++k) {
            gate_op const op = program.ops[k];
            word_pair x{0, 0};
            if (op.code == gate::leaf) {
                x = leaf(op.a, cell, word);
            } else if (op.code == gate::ones) {
                x = {~0ull, ~0ull};
            } else if (op.code != gate::zeros) {
                word_pair const a = r[op.a];
                word_pair const not_a{~a.first, ~a.second};
                x = a;  // gate::same
                if (op.code == gate::both) {
                    x = {a.first & r[op.b].first, a.second & r[op.b].second};
                } else if (op.code == gate::either) {
                    x = {a.first | r[op.b].first, a.second | r[op.b].second};
                } else if (op.code == gate::invert) {
                    x = not_a;
                } else if (op.code == gate::before) {
                    x = one_bar_later(a, earlier[op.b]);
                    earlier[op.b] = a.second;
                } else if (op.code == gate::begins) {
                    word_pair const was_not = one_bar_later(not_a, earlier[op.b]);
                    x = {a.first & was_not.first, a.second & was_not.second};
                    earlier[op.b] = not_a.second;
                }
            }
            r[op.dst] = x;
        }
    }

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        int64_t const cell = i % cell_count, from = i / cell_count * rule_words_per_thread;
        if (from >= word_count) return;
        int64_t const to =
            word_count - from < rule_words_per_thread ? word_count : from + rule_words_per_thread;
        uint64_t earlier[max_carries];
        for (int k = 0; k < program.carry_count; ++k) earlier[k] = 0;
        word_pair r[max_gate_registers];
        for (int64_t w = first_word + from > 0 ? from - 2 : from; w < to; w += 2) {
            run(cell, first_word + w, earlier, r);
            if (w < from) continue;
            uint64_t* const at = out + w * rule_count * cell_count + cell;
            for (int32_t rule = 0; rule < rule_count; ++rule) {
                at[rule * cell_count] = r[rule].first;
                if (w + 1 < to) at[(rule_count + rule) * cell_count] = r[rule].second;
            }
        }
    }
};

BB_ISA_END
