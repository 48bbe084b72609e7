// Totals grow in blocks of eight bars (kernels/core/running_total.hpp), on every instruction set.

#include <gtest/gtest.h>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

// 1e16 + 1 is 1e16: ones that are added one by one would be lost, a block of them is not.
TEST(RunningTotal, is_rounded_once_a_block) {
    size_t const size = 203;
    Bars bars(2, Series(size));
    for (size_t t = 0; t < size; ++t) {
        bars[0][t] = 100 + static_cast<double>(t);
        bars[1][t] = t == 0 ? 1e16 : 1;
    }
    auto const isas = instruction_sets();
    for (int isa = 0; isa < 3; ++isa) {
        if (!isas[static_cast<size_t>(isa)].present) continue;
        Series const total = run(entry_named("obv"), isa, bars, 0, {{}}).columns[0];
        EXPECT_EQ(total[0], 1e16);
        EXPECT_EQ(total[8], 1e16) << "those of the first block are lost";
        EXPECT_EQ(total[15], 1e16 + 8);
        EXPECT_EQ(total[24], 1e16 + 16) << "a tie, to even";
        EXPECT_EQ(total[199], 1e16 + 192);
        EXPECT_EQ(total[202], 1e16 + 192 + 4) << "three ones: a tie, to even";
    }
}

TEST(RunningTotal, begins_anywhere_in_a_block) {
    size_t const size = 300;
    Bars bars(2, Series(size, 7));
    for (size_t t = 0; t < size; ++t) bars[0][t] = t % 3 == 0 ? 10 : 11;  // up, unchanged, down, ...
    auto const isas = instruction_sets();
    for (int64_t begin : {0, 1, 7, 8, 9, 13})
        for (int isa = 0; isa < 3; ++isa) {
            if (!isas[static_cast<size_t>(isa)].present) continue;
            Series const total = run(entry_named("obv"), isa, bars, begin, {{}}).columns[0];
            double want = 0;
            for (auto t = static_cast<size_t>(begin); t < size; ++t) {
                double const before = t == static_cast<size_t>(begin) ? 0 : bars[0][t - 1];
                want += bars[0][t] > before ? 7 : bars[0][t] < before ? -7 : 0;
                ASSERT_EQ(total[t], want) << "bar " << t << " from " << begin;
            }
        }
}

}  // namespace
