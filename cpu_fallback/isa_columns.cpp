// The table of column functions of one instruction set, in catalogue order. Compiled once per instruction
// set.

#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/isa_names.hpp"

#include "catalogue_indicators.inc"

#define X(entry)                                                                                          \
    extern "C" void BB_NAMED(bb_columns_##entry##_)(basicbot::series_view const*, double const*, int32_t, \
                                                    double* const*);
BB_INDICATORS(X)
#undef X

#define X(entry) BB_NAMED(bb_columns_##entry##_),
extern "C" {
extern basicbot::columns_function const BB_NAMED(bb_columns_table_)[];
basicbot::columns_function const BB_NAMED(bb_columns_table_)[] = {BB_INDICATORS(X)};
}
#undef X
