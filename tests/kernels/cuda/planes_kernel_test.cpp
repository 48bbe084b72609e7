// The device's plane kernel against a plain loop: 64 comparisons a word, false where either side is NaN.

#include <gtest/gtest.h>

#include <limits>

#include "kernels/cuda/emulator/grid_emulator.hpp"
#include "kernels/cuda/grid_kernels.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

std::vector<double> column_of(TestRandom& random, int64_t bars) {
    std::vector<double> column;
    for (int64_t t = 0; t < bars; ++t)  // few distinct values, so that equality happens
        column.push_back(random.chance(0.1) ? std::numeric_limits<double>::quiet_NaN()
                                            : static_cast<double>(random.below(4)));
    return column;
}

TEST(PlanesKernel, equals_a_plain_loop) {
    for (int64_t bars : {1, 63, 64, 65, 127, 1000}) {
        TestRandom random(static_cast<uint64_t>(bars));
        std::vector<std::vector<double>> columns;
        std::vector<double const*> table;
        for (int c = 0; c < 4; ++c) columns.push_back(column_of(random, bars));
        for (auto const& c : columns) table.push_back(c.data());
        std::vector<plane_spec> specs;
        for (compare op : {compare::greater, compare::equal})
            for (int32_t a = -1; a < 4; ++a)
                for (int32_t b = -1; b < 4; ++b) specs.push_back({op, {a, 2.0}, {b, 1.0}});
        std::vector<uint32_t> wanted;  // every second one, backwards: numbers are not places
        for (size_t i = specs.size(); i-- > 0;)
            if (i % 2 == 0) wanted.push_back(static_cast<uint32_t>(i));
        int64_t const words = (bars + 63) / 64, count = static_cast<int64_t>(wanted.size());
        uint64_t const mark = 0xeeeeeeeeeeeeeeeeull;
        std::vector<uint64_t> out(static_cast<size_t>(count * words) + 2, mark);
        planes_kernel const kernel{table.data(),  bars,  words,         specs.data(),
                                   wanted.data(), count, out.data() + 1};
        emulate_grid((count * words + 127) / 128, 128, 0, [&](EmulatedGrid& g) { kernel(g); });
        EXPECT_EQ(out.front(), mark);
        EXPECT_EQ(out.back(), mark);
        for (int64_t p = 0; p < count; ++p) {
            plane_spec const& s = specs[wanted[static_cast<size_t>(p)]];
            auto const side = [&](operand const& o, int64_t t) {
                return o.column < 0 ? o.constant
                                    : columns[static_cast<size_t>(o.column)][static_cast<size_t>(t)];
            };
            for (int64_t w = 0; w < words; ++w) {
                uint64_t want = 0;
                double a[64] = {}, b[64] = {};
                int const length = static_cast<int>(std::min<int64_t>(64, bars - 64 * w));
                for (int i = 0; i < length; ++i) {
                    a[i] = side(s.a, 64 * w + i), b[i] = side(s.b, 64 * w + i);
                    want |= static_cast<uint64_t>(s.op == compare::greater ? a[i] > b[i] : a[i] == b[i]) << i;
                }
                EXPECT_EQ(out[static_cast<size_t>(1 + p * words + w)], want) << bars << " bars, plane " << p;
                EXPECT_EQ(plane_tail(s.op, a, b, length), want) << "on the CPU";
            }
        }
    }
}

}  // namespace
}  // namespace basicbot
