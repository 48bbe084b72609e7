#pragma once
// The rules' logic: a small program on words of 64 bars, the same for all cells, whose leaves differ by cell.
// It runs over rows: the words of N cells for the same 64 bars, side by side. Cells do not depend on each
// other, so a row is N/8 instructions of a 512-bit machine, and a device thread is a row of one.

#include "kernels/backtest/plan_form.hpp"

BB_ISA_BEGIN

// leaves[k]: the row of every cell's k-th plane. carries[k]: the row that the k-th `before` read one word
// earlier (zero at the start). memory: room for the registers. r[n] points to the row of register n; rules
// 0..3 are r[0..3]. A leaf is not copied: its register points to the plane itself.
template <int N>
BB_HD void run_gates(gate_op const* ops, int32_t op_count, uint64_t const* const* leaves,
                     uint64_t (*carries)[N], uint64_t (*memory)[N], uint64_t const** r) {
    for (int k = 0; k < op_count; ++k) {
        gate_op const op = ops[k];
        if (op.code == gate::leaf || op.code == gate::same) {
            r[op.dst] = op.code == gate::leaf ? leaves[op.a] : r[op.a];
            continue;
        }
        uint64_t* const d = memory[op.dst];
        uint64_t const* const a = r[op.a];
        uint64_t const* const b = r[op.b];
        switch (op.code) {
            case gate::leaf:
            case gate::same:
                break;
            case gate::ones:
                for (int i = 0; i < N; ++i) d[i] = ~0ull;
                break;
            case gate::zeros:
                for (int i = 0; i < N; ++i) d[i] = 0;
                break;
            case gate::both:
                BB_INDEPENDENT
                for (int i = 0; i < N; ++i) d[i] = a[i] & b[i];
                break;
            case gate::either:
                BB_INDEPENDENT
                for (int i = 0; i < N; ++i) d[i] = a[i] | b[i];
                break;
            case gate::invert:
                BB_INDEPENDENT
                for (int i = 0; i < N; ++i) d[i] = ~a[i];
                break;
            case gate::before: {
                uint64_t* const earlier = carries[op.b];
                BB_INDEPENDENT
                for (int i = 0; i < N; ++i) {
                    d[i] = (a[i] << 1) | (earlier[i] >> 63);
                    earlier[i] = a[i];
                }
                break;
            }
            case gate::begins: {
                uint64_t* const earlier = carries[op.b];
                BB_INDEPENDENT
                for (int i = 0; i < N; ++i) {
                    uint64_t const now = a[i];
                    d[i] = now & ((~now << 1) | (earlier[i] >> 63));
                    earlier[i] = ~now;
                }
                break;
            }
        }
        r[op.dst] = d;
    }
}

template <int N>
BB_HD void run_gates(gate_program const& program, uint64_t const* const* leaves, uint64_t (*carries)[N],
                     uint64_t (*memory)[N], uint64_t const** r) {
    run_gates<N>(program.ops, program.op_count, leaves, carries, memory, r);
}

// What the program for solid words left unwritten, before the full one runs again.
template <int N>
BB_HD void restore_carries(gate_program const& program, uint64_t (*carries)[N]) {
    for (int k = 0; k < program.carry_count; ++k)
        for (int i = 0; i < N && (program.solid_carries >> k & 1); ++i) carries[k][i] = ~0ull;
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
