#pragma once
// A run of cells with the planes they need, as the device wants them. Host side.
//
// Planes are numbered as they are met, leaf by leaf and cell by cell: neighbouring threads are neighbouring
// cells, and read neighbouring planes. Where all operands do not fit into a block's shared memory together,
// they are cut into blocks of half of it, and the planes into one group per pair of blocks.

#include <unordered_map>
#include <vector>

#include "kernels/backtest/sweep_form.hpp"
#include "kernels/cuda/grid_columns.hpp"
#include "kernels/cuda/planes_kernel.hpp"

BB_ISA_BEGIN

class CellPlanes {
  public:
    std::vector<uint32_t> leaves;  // [leaf_count][cells]
    std::vector<plane_source> sources;
    std::vector<tile_plane> planes;
    std::vector<plane_group> groups;
    int32_t most_sources = 0;  // of one group

    // Cells [first, first + count). capacity: sources that a block can hold, at least 2.
    CellPlanes(sweep_task const& task, GridColumns const& columns, int64_t first, int64_t count,
               int32_t capacity)
        : task_(task), columns_(columns) {
        number_leaves(first, count);
        for (uint32_t number : wanted_)
            operands_.push_back({source_of(task.planes[number].a), source_of(task.planes[number].b)});
        auto const all = static_cast<int32_t>(found_.size());
        block_ = all <= capacity ? std::max(all, 1) : std::min(capacity / 2, 1 << 15);
        make_groups((all + block_ - 1) / block_);
    }

  private:
    struct Operands {
        int32_t a, b;  // numbers in found_
    };

    void number_leaves(int64_t first, int64_t count) {
        constexpr uint32_t none = ~0u;
        std::vector<uint32_t> number(static_cast<size_t>(task_.plane_count), none);
        int32_t const leaf_count = task_.program.leaf_count;
        leaves.reserve(static_cast<size_t>(leaf_count * count));
        for (int32_t k = 0; k < leaf_count; ++k)
            for (int64_t cell = first; cell < first + count; ++cell) {
                uint32_t const plane = task_.leaves[cell * leaf_count + k];
                if (number[plane] == none) {
                    number[plane] = static_cast<uint32_t>(wanted_.size());
                    wanted_.push_back(plane);
                }
                leaves.push_back(number[plane]);
            }
    }

    int32_t source_of(operand const& o) {
        auto const next = static_cast<int32_t>(found_.size());
        if (o.column < 0) {
            auto const [at, fresh] = constants_.try_emplace(bits_of(o.constant), next);
            if (fresh) found_.push_back({nullptr, o.constant});
            return at->second;
        }
        auto const column = static_cast<size_t>(o.column);
        if (column_source_.size() <= column) column_source_.resize(column + 1, -1);
        if (column_source_[column] < 0) {
            column_source_[column] = next;
            found_.push_back({columns_.column(o.column), 0});
        }
        return column_source_[column];
    }

    int32_t group_of(Operands const& o, int32_t blocks) const { return o.a / block_ * blocks + o.b / block_; }

    // Counts the planes of every group, gives each group its place, and the planes theirs in it.
    void make_groups(int32_t blocks) {
        std::vector<int64_t> place(static_cast<size_t>(blocks) * static_cast<size_t>(blocks) + 1, 0);
        for (Operands const& o : operands_) ++place[static_cast<size_t>(group_of(o, blocks)) + 1];
        for (size_t g = 0; g + 1 < place.size(); ++g) {
            int64_t const count = place[g + 1];
            place[g + 1] += place[g];
            if (count > 0)
                add_group(place[g], count, static_cast<int32_t>(g) / blocks,
                          static_cast<int32_t>(g) % blocks);
        }
        planes.resize(operands_.size());
        std::vector<uint32_t> moved(operands_.size());
        for (size_t i = 0; i < operands_.size(); ++i) {
            Operands const& o = operands_[i];
            int64_t const to = place[static_cast<size_t>(group_of(o, blocks))]++;
            bool const same = o.a / block_ == o.b / block_;
            planes[static_cast<size_t>(to)] = {
                static_cast<uint16_t>(o.a % block_),
                static_cast<uint16_t>(o.b % block_ + (same ? 0 : size_of(o.a / block_))),
                task_.planes[wanted_[i]].op};
            moved[i] = static_cast<uint32_t>(to);
        }
        for (uint32_t& leaf : leaves) leaf = moved[leaf];
    }

    int32_t size_of(int32_t block) const {
        return std::min(block_, static_cast<int32_t>(found_.size()) - block * block_);
    }

    void add_group(int64_t first_plane, int64_t count, int32_t a, int32_t b) {
        plane_group group{first_plane, count, static_cast<int32_t>(sources.size()), 0};
        auto const append = [&](int32_t block) {
            auto const from = found_.begin() + block * block_;
            sources.insert(sources.end(), from, from + size_of(block));
            group.source_count += size_of(block);
        };
        append(a);
        if (a != b) append(b);
        most_sources = std::max(most_sources, group.source_count);
        groups.push_back(group);
    }

    sweep_task const& task_;
    GridColumns const& columns_;
    std::vector<uint32_t> wanted_;  // plane numbers of the task, in the order of `operands_`
    std::vector<Operands> operands_;
    std::vector<plane_source> found_;
    std::vector<int32_t> column_source_;
    std::unordered_map<uint64_t, int32_t> constants_;  // by bits: a NaN is one of them
    int32_t block_ = 1;
};

BB_ISA_END
