#pragma once
// Filter codes: 16-bit stand-ins for the float64 values that a sweep compares. In every block of 64 bars the
// series that are compared with each other share one affine scale, and subtracting, multiplying and cutting
// off are monotone: code(x) > code(y) proves x > y. Only equal codes need the values themselves. A 512-bit
// register compares 32 codes or 8 values (measured in bench/spike/sweep_report.md).

#include "kernels/backtest/planes.hpp"

namespace basicbot {

// Plain data. A slot is one operand of a comparison: a column or a constant.
struct code_form {
    int16_t* codes;                // [slots][64 * words]
    uint64_t* solid;               // [slots][solid_words] a bit a word: the operand is defined on all 64 bars
    plane_operand const* values;   // [slots] from bar 0 on
    int64_t words;                 // of the series
    int64_t solid_words;           // words / 64, and one more that a reader may look into
    uint32_t const* families;      // slots, those that are compared with each other side by side
    uint32_t const* family_begin;  // [family_count + 1]
    int64_t family_count;
};

}  // namespace basicbot
