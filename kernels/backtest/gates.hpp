#pragma once
// The rules' logic: a small program on words of 64 bars, the same for all cells, whose leaves differ by cell.
// It runs over T words at a time, so that the cost of decoding an instruction is shared by 64*T bars.

#include "kernels/backtest/plan_form.hpp"

BB_ISA_BEGIN

// leaves[k]: T words of the cell's k-th plane. carries[k]: the last word of the k-th `before`'s input, kept
// from tile to tile (zero at the start). memory: room for the registers. r[n] points to the T words of
// register n; rules 0..3 are r[0..3]. A leaf is not copied: its register points to the plane itself.
template <int T>
BB_HD void run_gates(gate_program const& program, uint64_t const* const* leaves, uint64_t* carries,
                     uint64_t (*memory)[T], uint64_t const** r) {
    for (int k = 0; k < program.op_count; ++k) {
        gate_op const op = program.ops[k];
        if (op.code == gate::leaf) {
            r[op.dst] = leaves[op.a];
            continue;
        }
        uint64_t* const d = memory[op.dst];
        uint64_t const* const a = r[op.a];
        uint64_t const* const b = r[op.b];
        switch (op.code) {
            case gate::leaf:
                break;
            case gate::ones:
                for (int i = 0; i < T; ++i) d[i] = ~0ull;
                break;
            case gate::both:
                for (int i = 0; i < T; ++i) d[i] = a[i] & b[i];
                break;
            case gate::either:
                for (int i = 0; i < T; ++i) d[i] = a[i] | b[i];
                break;
            case gate::invert:
                for (int i = 0; i < T; ++i) d[i] = ~a[i];
                break;
            case gate::before: {
                uint64_t const first = carries[op.b];
                uint64_t const last = a[T - 1];
                for (int i = T - 1; i > 0; --i) d[i] = (a[i] << 1) | (a[i - 1] >> 63);
                d[0] = (a[0] << 1) | (first >> 63);
                carries[op.b] = last;
                break;
            }
        }
        r[op.dst] = d;
    }
}

// A latch over 64 bars by one addition: state after bar i = set_i or (state after bar i-1 and not reset_i).
// With G = set and P = not set and not reset, the carries of (G|P) + G + state are exactly that recurrence.
// `set` and `reset` must not share a bit. Returns the states after each bar and updates `state` (0 or 1).
BB_HD uint64_t latch(uint64_t set, uint64_t reset, uint64_t& state) {
    uint64_t const a = ~reset;  // G | P
    uint64_t const sum = a + set + state;
    uint64_t const into = a ^ set ^ sum;  // the carry into each bit = the state before each bar
    uint64_t const after = set | (a & into);
    state = after >> 63;
    return after;
}

// Bits of bars [begin, end) inside word number `word`.
BB_HD uint64_t bars_mask(int64_t word, int64_t begin, int64_t end) {
    int64_t const lo = begin - 64 * word;
    int64_t const hi = end - 64 * word;
    if (hi <= 0 || lo >= 64) return 0;
    uint64_t const from = lo <= 0 ? ~0ull : ~0ull << lo;
    uint64_t const upto = hi >= 64 ? ~0ull : ~(~0ull << hi);
    return from & upto;
}

BB_ISA_END
