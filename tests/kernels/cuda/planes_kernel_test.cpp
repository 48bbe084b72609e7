// The device's plane kernel against a plain loop, and against the CPU's: NaN, constants, sizes around a tile
// and a word, and less shared memory than all columns need.

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "cpu_fallback/planes_isa.hpp"
#include "kernels/cuda/cell_planes.hpp"
#include "tests/kernels/cuda/guarded_device.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

constexpr int fields = first_computed_column;

std::vector<double> column_of(TestRandom& random, int64_t bars) {
    std::vector<double> column;
    for (int64_t t = 0; t < bars; ++t)  // few distinct values, so that equality happens
        column.push_back(random.chance(0.1) ? std::numeric_limits<double>::quiet_NaN()
                                            : static_cast<double>(random.below(4)));
    return column;
}

struct PlaneWork {
    std::vector<std::vector<double>> columns;
    std::vector<plane_spec> specs;
    std::vector<uint32_t> leaves;  // [cell][leaf]
    sweep_task task{};
    bar_view bars{};

    explicit PlaneWork(int64_t size) {
        TestRandom random(static_cast<uint64_t>(size));
        for (int c = 0; c < fields; ++c) columns.push_back(column_of(random, size));
        for (int c = 0; c < fields; ++c) bars.field[c] = columns[static_cast<size_t>(c)].data();
        bars.size = size;
        for (compare op : {compare::greater, compare::equal})
            for (int32_t a = -2; a < fields; ++a)
                for (int32_t b = -1; b < fields; ++b)
                    specs.push_back({op, {a < 0 ? -1 : a, a == -2 ? 3.0 : 2.0}, {b, 1.0}});
        task.program.leaf_count = 3;
        task.cell_count = 40;
        for (int64_t i = 0; i < 3 * task.cell_count; ++i)
            leaves.push_back(static_cast<uint32_t>(random.below(specs.size())));
        task.planes = specs.data();
        task.plane_count = static_cast<int64_t>(specs.size());
        task.leaves = leaves.data();
    }

    bool bit(uint32_t plane, int64_t t) const {
        plane_spec const& s = specs[plane];
        auto const side = [&](operand const& o) {
            return o.column < 0 ? o.constant : columns[static_cast<size_t>(o.column)][static_cast<size_t>(t)];
        };
        return s.op == compare::greater ? side(s.a) > side(s.b) : side(s.a) == side(s.b);
    }
};

TEST(PlanesKernel, equals_a_plain_loop) {
    for (int64_t size : {1, 31, 32, 33, 63, 64, 65, 127, 1000}) {
        PlaneWork const work(size);
        DeviceLog log;
        GuardedDevice device(log, {});
        GridColumns const columns(device, work.bars, {}, fields);
        for (int32_t capacity : {2, 3, 4, 7, 100}) {
            int64_t const first = 7, count = 31;
            CellPlanes const cells(work.task, columns, first, count, capacity);
            auto const planes = static_cast<int64_t>(cells.planes.size());
            int64_t const words = (size + 63) / 64;
            uint64_t const mark = 0xeeeeeeeeeeeeeeeeull;
            std::vector<uint64_t> out(static_cast<size_t>(words * planes) + 2, mark);
            planes_kernel const kernel{size,
                                       cells.groups.data(),
                                       cells.sources.data(),
                                       cells.planes.data(),
                                       planes,
                                       2 * words,
                                       reinterpret_cast<uint32_t*>(out.data() + 1)};
            ASSERT_LE(cells.most_sources, capacity);
            ASSERT_EQ(cells.groups.size() > 1, capacity < 8) << "8 operands: 5 columns and 3 constants";
            emulate_grid(static_cast<int64_t>(cells.groups.size()) * 2 * words, 64,
                         static_cast<size_t>(cells.most_sources) * plane_source_bytes,
                         [&](EmulatedGrid& g) { kernel(g); });
            EXPECT_EQ(out.front(), mark);
            EXPECT_EQ(out.back(), mark);
            for (int64_t cell = 0; cell < count; ++cell)
                for (int64_t k = 0; k < 3; ++k) {
                    uint32_t const plane = work.leaves[static_cast<size_t>(3 * (first + cell) + k)];
                    uint32_t const leaf = cells.leaves[static_cast<size_t>(k * count + cell)];
                    for (int64_t t = 0; t < 64 * words; ++t)
                        ASSERT_EQ(out[static_cast<size_t>(1 + t / 64 * planes + leaf)] >> (t % 64) & 1,
                                  t < size && work.bit(plane, t))
                            << size << " bars, plane " << plane << ", bar " << t << ", capacity " << capacity;
                }
        }
    }
}

TEST(PlanesKernel, a_plain_loop_is_what_the_cpu_does) {
    PlaneWork const work(64);
    for (uint32_t plane = 0; plane < work.specs.size(); ++plane) {
        plane_spec const& s = work.specs[plane];
        double a[64] = {}, b[64] = {};
        uint64_t want = 0;
        int const length = 61;
        for (int i = 0; i < length; ++i) {
            a[i] = s.a.column < 0 ? s.a.constant
                                  : work.columns[static_cast<size_t>(s.a.column)][static_cast<size_t>(i)];
            b[i] = s.b.column < 0 ? s.b.constant
                                  : work.columns[static_cast<size_t>(s.b.column)][static_cast<size_t>(i)];
            want |= static_cast<uint64_t>(work.bit(plane, i)) << i;
        }
        EXPECT_EQ(plane_tail(s.op, a, b, length), want);
    }
}

}  // namespace
}  // namespace basicbot
