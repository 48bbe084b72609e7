#pragma once
// Symbol names that carry the instruction set: BB_NAMED(bb_sweep_) is bb_sweep_avx2 where BB_ISA_NAME is
// avx2.

#define BB_NAMED_JOIN(a, b) a##b
#define BB_NAMED_EXPAND(a, b) BB_NAMED_JOIN(a, b)
#define BB_NAMED(prefix) BB_NAMED_EXPAND(prefix, BB_ISA_NAME)
#define BB_TEXT_OF(a) #a
#define BB_TEXT(a) BB_TEXT_OF(a)
