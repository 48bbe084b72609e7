#pragma once
// Cuts a run of cells into groups and says what each group compares (isa_kernels.hpp, cell_group).

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>
#include <vector>

#include "cpu_fallback/filter_codes.hpp"
#include "cpu_fallback/isa_kernels.hpp"
#include "kernels/backtest/cell_batch.hpp"

namespace basicbot {

class CellGroups {
  public:
    // Cells order[first .. first + count).
    CellGroups(sweep_task const& task, FilterCodes const& codes, int64_t first, int64_t count) {
        for (int64_t at = 0; at < count; at += group_cells) {
            CellBatch batch = make_cell_batch(task, first + at, std::min<int64_t>(group_cells, count - at));
            cells_.insert(cells_.end(), batch.cells.begin(), batch.cells.end());
            owned_.push_back(make_group(task, codes, std::move(batch)));
        }
        for (Group const& g : owned_) views_.push_back(view(g));
    }

    std::vector<uint32_t> const& cells() const { return cells_; }
    cell_group const* groups() const { return views_.data(); }

  private:
    struct Group {
        std::vector<uint32_t> planes, target_begin, targets, slots;
        std::vector<code_pair> pairs;
        std::vector<int32_t> by_value;
        std::vector<uint8_t> certain;
    };

    static cell_group view(Group const& g) {
        auto const size = [](auto const& v) { return static_cast<int32_t>(v.size()); };
        return {g.planes.data(), g.target_begin.data(), g.targets.data(),  size(g.planes),
                g.pairs.data(),  size(g.pairs),         g.by_value.data(), size(g.by_value),
                g.slots.data(),  size(g.slots),         g.certain.data()};
    }

    static Group make_group(sweep_task const& task, FilterCodes const& codes, CellBatch batch) {
        Group g;
        g.planes = std::move(batch.planes);
        collect_targets(g, batch.local_leaves, static_cast<size_t>(task.program.leaf_count));
        std::map<std::array<uint32_t, 2>, size_t> pair_of;  // by its slots
        std::vector<uint8_t> defined(g.planes.size(), 0);   // "this series is defined"
        for (size_t p = 0; p < g.planes.size(); ++p) {
            auto const number = static_cast<int32_t>(p);
            auto const [a, b] = codes.slots(g.planes[p]);
            bool const greater = task.planes[g.planes[p]].op == compare::greater;
            g.slots.push_back(a);
            g.slots.push_back(b);
            defined[p] = !greater && a == b;
            if (!greater || a == b) {
                if (!defined[p]) g.by_value.push_back(number);
                continue;
            }
            auto const reverse = pair_of.find({b, a});
            if (reverse != pair_of.end()) {
                g.pairs[reverse->second].reverse = number;
            } else {
                pair_of[{a, b}] = g.pairs.size();
                g.pairs.push_back({a, b, number, -1});
            }
        }
        g.certain.assign(static_cast<size_t>(task.program.leaf_count), 1);
        for (size_t p = 0; p < g.planes.size(); ++p)
            for_each_leaf(g, p, [&](size_t leaf) { g.certain[leaf] = g.certain[leaf] && defined[p]; });
        for (size_t p = 0; p < g.planes.size(); ++p) {
            bool written = false;  // a leaf that is certain for some cells only is written for all
            for_each_leaf(g, p, [&](size_t leaf) { written = written || !g.certain[leaf]; });
            if (defined[p] && written) g.by_value.push_back(static_cast<int32_t>(p));
        }
        std::sort(g.pairs.begin(), g.pairs.end(), [](code_pair const& x, code_pair const& y) {
            return std::tuple(x.reverse < 0, x.a, x.b) < std::tuple(y.reverse < 0, y.a, y.b);
        });
        std::sort(g.slots.begin(), g.slots.end());
        g.slots.erase(std::unique(g.slots.begin(), g.slots.end()), g.slots.end());
        return g;
    }

    // Inverts [cell][leaf] -> plane into plane -> places of its words.
    static void collect_targets(Group& g, std::vector<uint32_t> const& leaves_of_cells, size_t leaves) {
        g.target_begin.assign(g.planes.size() + 1, 0);
        for (uint32_t plane : leaves_of_cells) ++g.target_begin[plane + 1];
        std::partial_sum(g.target_begin.begin(), g.target_begin.end(), g.target_begin.begin());
        g.targets.resize(leaves_of_cells.size());
        std::vector<uint32_t> next(g.target_begin.begin(), g.target_begin.end() - 1);
        for (size_t i = 0; i < leaves_of_cells.size(); ++i)
            g.targets[next[leaves_of_cells[i]]++] =
                static_cast<uint32_t>(i % leaves * leaf_words + i / leaves);
    }

    template <class F>
    static void for_each_leaf(Group const& g, size_t plane, F const& f) {
        for (uint32_t t = g.target_begin[plane]; t < g.target_begin[plane + 1]; ++t)
            f(static_cast<size_t>(g.targets[t] / leaf_words));
    }

    std::vector<uint32_t> cells_;
    std::vector<Group> owned_;
    std::vector<cell_group> views_;
};

}  // namespace basicbot
