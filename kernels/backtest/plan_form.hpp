#pragma once
// The plan's device form: plain data that both backends read. Built by engine/plan, never changed by a
// kernel.
//
// A sweep is evaluated in four stages, each hash-consed over the grid:
//   columns  one series per distinct (indicator, parameters, inputs)          float64, one value a bar
//   planes   one bit a bar per distinct comparison of two columns              64 bars a word
//   gates    the rules' logic on words of 64 bars, one program for all cells, its leaves differ by cell
//   evaluator  positions, money and metrics of a cell over a window of bars

#include "kernels/core/host_device.hpp"
#include "kernels/metrics/metric_context.hpp"
#include "kernels/rules/cost_row.hpp"

namespace basicbot {

enum class bar_field : int32_t { open, high, low, close, volume };

struct bar_view {  // one symbol, `size` bars; volume may be all NaN (unknown)
    double const* field[5];
    int64_t size;
};

// Column numbers 0..4 are the bar fields. What is given beside the bars follows from 5 on, then computed
// columns in an order in which inputs come first.
inline constexpr int32_t first_computed_column = 5;

// One catalogue entry over the same inputs for `lanes` parameter sets.
struct column_task {
    int32_t entry;           // number in the catalogue
    int32_t inputs[5];       // column numbers, -1 = none
    int64_t begin;           // first bar at which all inputs are defined
    int32_t lanes;           // parameter sets
    int32_t param_count;     // of the entry
    int32_t output_count;    // of the entry
    double const* params;    // [lanes][param_count]
    int32_t const* outputs;  // [lanes][output_count] column numbers, -1 = not wanted
};

enum class compare : int32_t { greater, equal };  // a > b, a == b; false where either is NaN

struct operand {
    int32_t column;  // -1: the constant
    double constant;
};

struct plane_spec {
    compare op;
    operand a, b;
};  // "column c is defined" is {equal, c, c}

enum class gate : uint8_t {
    leaf,    // r[dst] = the cell's plane number `a`
    ones,    // r[dst] = all ones
    both,    // r[dst] = r[a] & r[b]
    either,  // r[dst] = r[a] | r[b]
    invert,  // r[dst] = ~r[a]
    before,  // r[dst] = r[a] one bar earlier (bit t = bit t-1; the bar before the first word is 0); b = carry
             // number
    begins,  // r[dst] = r[a] and, one bar earlier, not r[a]; b = carry number, as of `before` of ~r[a]
    same,    // r[dst] = r[a], which is not written again
    zeros,   // r[dst] = no bits
};

struct gate_op {
    gate code;
    uint8_t dst, a, b;
};

inline constexpr int max_gate_registers = 32;
inline constexpr int max_carries = 16;
inline constexpr int max_leaves = 256;

// Registers that hold the four rules when the program ends. A rule that a strategy does not have is all
// zeros. Each is already masked by "every series it reads is defined" (A7).
enum rule_register : int { long_entry = 0, long_exit = 1, short_entry = 2, short_exit = 3 };

struct gate_program {
    gate_op const* ops;
    int32_t op_count;
    int32_t leaf_count;
    int32_t carry_count;
    // The same rules for words in which, and in the word before which, all series are defined: the leaves
    // that only say so are left out, and `before` of nothing else. Same leaf and carry numbers; the carries
    // in `solid_carries` (bit = number) would be all ones and are not written. Null: there is none.
    gate_op const* solid_ops;
    int32_t solid_op_count;
    uint32_t solid_carries;
};

struct window {  // measured bars [begin, end)
    int64_t begin, end;
};

}  // namespace basicbot
