#pragma once
// The planes of one group of cells over one tile, in blocks that share their operands.

#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/lanes.hpp"
#include "kernels/backtest/planes.hpp"

BB_ISA_BEGIN

// The operand of a plane from bar 64*word on; `constant` is room for 64 values.
inline plane_operand operand_at(sweep_job const& j, operand const& o, int64_t word, double* constant) {
    if (o.column >= 0) return {j.columns[o.column] + 64 * word, 64};
    for (int i = 0; i < 64; ++i) constant[i] = o.constant;
    return {constant, 0};
}

inline bool same_left(plane_spec const& x, plane_spec const& y) {
    return x.op == y.op && x.a.column == y.a.column && (x.a.column >= 0 || x.a.constant == y.a.constant);
}

// Up to four planes with the same left side, or two times four with the same right sides, computed together.
inline constexpr int run_planes = 4;
struct plane_run {
    plane_operand a[2], b[run_planes];
    uint64_t* out[2 * run_planes];
    int lefts, count;
    bool greater;
};

inline bool same_rights(plane_run const& x, plane_run const& y) {
    if (x.greater != y.greater || x.count != run_planes || y.count != run_planes || y.lefts != 1)
        return false;
    for (int n = 0; n < run_planes; ++n)
        if (x.b[n].values != y.b[n].values) return false;
    return true;
}

inline void run_words(plane_run const& r, int word, int words) {
    plane_operand a[2], b[run_planes];
    uint64_t* out[2 * run_planes];
    for (int m = 0; m < r.lefts; ++m) a[m] = {r.a[m].values + word * r.a[m].advance, r.a[m].advance};
    for (int n = 0; n < r.count; ++n) b[n] = {r.b[n].values + word * r.b[n].advance, r.b[n].advance};
    for (int k = 0; k < r.lefts * r.count; ++k) out[k] = r.out[k] + word;
    if (r.greater && r.lefts == 2)
        return plane_words<native_lanes, compare::greater, 2, run_planes>(a, b, words, out);
    if (r.greater && r.count == run_planes)
        return plane_words<native_lanes, compare::greater, 1, run_planes>(a, b, words, out);
    for (int k = 0; k < r.lefts * r.count; ++k) {
        plane_operand const *left = a + k / r.count, *right = b + k % r.count;
        if (r.greater)
            plane_words<native_lanes, compare::greater, 1, 1>(left, right, words, out + k);
        else
            plane_words<native_lanes, compare::equal, 1, 1>(left, right, words, out + k);
    }
}

// Joins runs whose right sides are the same into runs of two left sides; returns how many are left.
inline int join_runs(plane_run* runs, int count) {
    for (int k = 0; k < count; ++k) {
        for (int other = k + 1; runs[k].lefts == 1 && other < count; ++other) {
            if (!same_rights(runs[k], runs[other])) continue;
            runs[k].lefts = 2;
            runs[k].a[1] = runs[other].a[0];
            for (int n = 0; n < run_planes; ++n) runs[k].out[run_planes + n] = runs[other].out[n];
            runs[other] = runs[--count];
        }
    }
    return count;
}

// A group's planes over one tile, a few words of all planes at a time: 128 bars of the sixteen or so columns
// of a group fit the first-level cache, so that a column is fetched once for all its comparisons.
inline void compute_planes(sweep_job const& j, int64_t group, int64_t word, uint64_t* planes) {
    constexpr int words_at_once = 2, max_runs = 64;
    alignas(64) double constants[1 + run_planes][64];
    int64_t const begin = j.plane_begin[group], end = j.plane_begin[group + 1];
    auto const spec = [&](int64_t p) -> plane_spec const& { return j.task->planes[j.planes[p]]; };
    plane_run runs[max_runs];
    for (int64_t p = begin; p < end;) {
        int count = 0;
        bool constant = false;  // constants share one buffer, so such planes are a batch of their own
        for (; p < end && count < max_runs && !constant; ++count) {
            constant = spec(p).a.column < 0 || spec(p).b.column < 0;
            if (constant && count > 0) break;
            plane_run& r = runs[count];
            r.lefts = 1;
            r.count = 0;
            r.greater = spec(p).op == compare::greater;
            r.a[0] = operand_at(j, spec(p).a, word, constants[0]);
            int64_t const first = p;
            do {
                r.b[r.count] = operand_at(j, spec(p).b, word, constants[1 + r.count]);
                r.out[r.count] = planes + (p - begin) * tile_words;
                ++r.count;
                ++p;
            } while (p < end && r.count < run_planes && same_left(spec(first), spec(p)) &&
                     (constant || spec(p).b.column >= 0));
        }
        if (!constant) count = join_runs(runs, count);
        for (int w = 0; w < tile_words; w += words_at_once)
            for (int k = 0; k < count; ++k) run_words(runs[k], w, words_at_once);
    }
}

BB_ISA_END
