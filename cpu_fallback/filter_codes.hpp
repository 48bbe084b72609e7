#pragma once
// Owns the filter codes of one sweep (code_form.hpp): which operands there are, which are compared with
// which.

#include <array>
#include <map>
#include <numeric>
#include <vector>

#include "cpu_fallback/code_form.hpp"
#include "cpu_fallback/padded_columns.hpp"
#include "kernels/backtest/sweep_form.hpp"

namespace basicbot {

class FilterCodes {
  public:
    FilterCodes(sweep_task const& task, PaddedColumns const& columns)
        : words_((task.bars.size + 63) / 64), of_plane_(static_cast<size_t>(task.plane_count)) {
        for (int64_t p = 0; p < task.plane_count; ++p) {
            plane_spec const& spec = task.planes[p];
            of_plane_[static_cast<size_t>(p)] = {slot_of(spec.a, columns), slot_of(spec.b, columns)};
        }
        operands_.reserve(2 * of_plane_.size());
        for (auto const& [a, b] : of_plane_) {
            operands_.push_back(values_[a]);
            operands_.push_back(values_[b]);
        }
        collect_families(task);
        codes_ = aligned_bytes(values_.size() * static_cast<size_t>(words_) * 64 * sizeof(int16_t));
        int64_t const solid_words = (words_ + 63) / 64 + 1;
        solid_.resize(values_.size() * static_cast<size_t>(solid_words));
        form_ = {reinterpret_cast<int16_t*>(codes_.get()),
                 solid_.data(),
                 values_.data(),
                 words_,
                 solid_words,
                 families_.data(),
                 family_begin_.data(),
                 static_cast<int64_t>(family_begin_.size()) - 1};
    }
    FilterCodes(FilterCodes const&) = delete;
    FilterCodes& operator=(FilterCodes const&) = delete;

    code_form const& form() const { return form_; }
    // Both sides of a plane.
    std::array<uint32_t, 2> const& slots(uint32_t plane) const { return of_plane_[plane]; }
    plane_operand const* operands() const { return operands_.data(); }  // [planes][2]

  private:
    uint32_t slot_of(operand const& o, PaddedColumns const& columns) {
        bool const constant = o.column < 0;
        auto const next = static_cast<uint32_t>(values_.size());
        auto const [at, fresh] = slots_.try_emplace({o.column, constant ? bits_of(o.constant) : 0}, next);
        if (!fresh) return at->second;
        if (constant) constants_.push_back(std::vector<double>(64, o.constant));
        values_.push_back(constant ? plane_operand{constants_.back().data(), 0}
                                   : plane_operand{columns.operand(o.column), 64});
        return next;
    }

    // Slots that a chain of comparisons joins share one scale.
    void collect_families(sweep_task const& task) {
        std::vector<uint32_t> parent(values_.size());
        std::iota(parent.begin(), parent.end(), 0u);
        auto const root = [&](uint32_t x) {
            while (parent[x] != x) x = parent[x] = parent[parent[x]];
            return x;
        };
        for (int64_t p = 0; p < task.plane_count; ++p) {
            auto const& [a, b] = of_plane_[static_cast<size_t>(p)];
            if (task.planes[p].op == compare::greater) parent[root(a)] = root(b);
        }
        std::vector<std::vector<uint32_t>> members(values_.size());
        for (uint32_t s = 0; s < parent.size(); ++s) members[root(s)].push_back(s);
        for (auto const& family : members) {
            if (family.empty()) continue;
            families_.insert(families_.end(), family.begin(), family.end());
            family_begin_.push_back(static_cast<uint32_t>(families_.size()));
        }
    }

    int64_t words_;
    std::vector<std::array<uint32_t, 2>> of_plane_;
    std::map<std::pair<int32_t, uint64_t>, uint32_t> slots_;  // by column, or by the constant's bits
    std::vector<std::vector<double>> constants_;
    std::vector<plane_operand> values_, operands_;
    std::vector<uint32_t> families_, family_begin_{0};
    AlignedBytes codes_;
    std::vector<uint64_t> solid_;
    code_form form_{};
};

}  // namespace basicbot
