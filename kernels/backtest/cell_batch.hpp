#pragma once
// A run of cells with the planes they need, each once. Host side; shared by the backends so that both cut
// work alike.

#include <algorithm>
#include <tuple>
#include <vector>

#include "kernels/backtest/sweep_form.hpp"
#include "kernels/core/bits.hpp"

namespace basicbot {

struct CellBatch {
    std::vector<uint32_t> cells;         // cell numbers
    std::vector<uint32_t> planes;        // distinct plane numbers, same left sides together
    std::vector<uint32_t> local_leaves;  // [cells][leaf_count] positions in `planes`
};

// Cells order[first .. first+count).
inline CellBatch make_cell_batch(sweep_task const& task, int64_t first, int64_t count) {
    CellBatch batch;
    size_t const leaves = static_cast<size_t>(task.program.leaf_count);
    batch.cells.resize(static_cast<size_t>(count));
    batch.local_leaves.resize(static_cast<size_t>(count) * leaves);
    for (int64_t i = 0; i < count; ++i) {
        uint32_t const cell = task.order ? task.order[first + i] : static_cast<uint32_t>(first + i);
        batch.cells[static_cast<size_t>(i)] = cell;
        std::copy_n(task.leaves + cell * leaves, leaves,
                    batch.local_leaves.begin() + i * static_cast<int64_t>(leaves));
    }
    // Planes with the same left side lie side by side: a backend may load it once for all of them.
    auto const before = [&](uint32_t x, uint32_t y) {
        plane_spec const &a = task.planes[x], &b = task.planes[y];
        // Bits of the constant: a NaN has no place in an order of numbers.
        auto const key = [](plane_spec const& s, uint32_t number) {
            return std::tuple(s.op, s.a.column, bits_of(s.a.constant), s.b.column, number);
        };
        return key(a, x) < key(b, y);
    };
    batch.planes = batch.local_leaves;
    std::sort(batch.planes.begin(), batch.planes.end());
    batch.planes.erase(std::unique(batch.planes.begin(), batch.planes.end()), batch.planes.end());
    std::sort(batch.planes.begin(), batch.planes.end(), before);
    for (uint32_t& leaf : batch.local_leaves)
        leaf = static_cast<uint32_t>(
            std::lower_bound(batch.planes.begin(), batch.planes.end(), leaf, before) - batch.planes.begin());
    return batch;
}

}  // namespace basicbot
