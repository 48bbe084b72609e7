#pragma once
// Rules: one thread per (cell, stretch of words) runs the gates and keeps the words of the rules. They do not
// depend on windows and costs, so they are made once for all of them, and all words at the same time: what a
// gate remembers of the word before is settled by running that word too.

#include "kernels/backtest/gates.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

inline constexpr int64_t rule_words_per_thread = 8;

struct rules_kernel {
    gate_program program;
    uint64_t const* planes;  // [words][plane_count]
    int64_t plane_count;
    uint32_t const* leaves;  // [leaf_count][cell_count] plane numbers
    int64_t cell_count;
    int64_t first_word, word_count;  // the words that some window reads
    int32_t rule_count;              // 2: long rules only, 4: all
    uint64_t* out;                   // [word_count][rule_count][cell_count]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        int64_t const cell = i % cell_count, from = i / cell_count * rule_words_per_thread;
        if (from >= word_count) return;
        int64_t const rest = word_count - from;
        int64_t const to = from + (rest < rule_words_per_thread ? rest : rule_words_per_thread);
        uint64_t carries[max_carries][1];
        for (int k = 0; k < max_carries; ++k) carries[k][0] = 0;
        uint64_t const* leaf[max_leaves];
        uint64_t memory[max_gate_registers][1];
        uint64_t const* r[max_gate_registers];
        for (int64_t w = first_word + from > 0 ? from - 1 : from; w < to; ++w) {
            for (int32_t k = 0; k < program.leaf_count; ++k)
                leaf[k] = planes + (first_word + w) * plane_count + leaves[k * cell_count + cell];
            run_gates<1>(program, leaf, carries, memory, r);
            if (w < from) continue;
            for (int32_t rule = 0; rule < rule_count; ++rule)
                out[(w * rule_count + rule) * cell_count + cell] = r[rule][0];
        }
    }
};

BB_ISA_END
