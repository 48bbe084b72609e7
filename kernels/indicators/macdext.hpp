#pragma once
// Moving average convergence/divergence with a kind of mean for each of its three.
//   line = ma(x, fast, fast_kind) - ma(x, slow, slow_kind); signal = ma(line, signal, signal_kind); hist =
//   line - signal
// Fast and slow are exchanged where fast > slow, their kinds too. Both means give their first value at the
// same bar: the one with the shorter look-back begins later. Source: TA-Lib, ta_MACDEXT.c
// (https://ta-lib.org): look-back of the longer one and of the signal, for all outputs. Cost per bar: three
// means and two differences. Degenerate: those of the kinds.

#include "kernels/core/mean_kinds.hpp"

BB_ISA_BEGIN

struct macdext {
    static constexpr entry_info info{
        "macdext",
        "Convergence/divergence of chosen means",
        "momentum",
        "line = ma(fast) - ma(slow); signal = ma(line, signal); hist = line - signal",
        "TA-Lib ta_MACDEXT.c, https://ta-lib.org",
        "fast > slow: exchanged, kinds too; else those of the kinds"};
    static constexpr param_info params[] = {
        {"fast", "bars", 2, 100000, 12, 5, 20, 1, true},  {"fast_kind", "1", 0, 8, 0, 0, 8, 1, true},
        {"slow", "bars", 2, 100000, 26, 20, 60, 2, true}, {"slow_kind", "1", 0, 8, 0, 0, 8, 1, true},
        {"signal", "bars", 1, 100000, 9, 5, 15, 1, true}, {"signal_kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "signal", "hist"};
    static constexpr char const* composed =
        "let order = slow - fast + 1\n"
        "let a = choose(order, slow, fast)\n"
        "let b = choose(order, fast, slow)\n"
        "let a_kind = choose(order, slow_kind, fast_kind)\n"
        "let b_kind = choose(order, fast_kind, slow_kind)\n"
        "let late = " BB_MEAN_REACH("b_kind", "b") " - " BB_MEAN_REACH("a_kind", "a") "\n"
        "let quick = ma(skip(x, choose(late, 0, late)), a, a_kind)\n"
        "let raw = quick - ma(skip(x, choose(-late, 0, -late)), b, b_kind)\n"
        "let smooth = ma(raw, signal, signal_kind)\n"
        "let line = together(raw, smooth)\n"
        "let hist = raw - smooth\n"
        "let signal = smooth";
};

BB_ISA_END
