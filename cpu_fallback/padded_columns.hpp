#pragma once
// Columns in memory as the kernels want them: each starts on a cache line. The sweeps read whole words of 64
// bars, so what is compared gets NaN behind it up to the next word. Bar fields and given series are read
// where they are; one that is compared is copied once, for that.

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "cpu_fallback/kept_memory.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

class PaddedColumns final : public ColumnSet {
  public:
    // The bars must outlive the set.
    PaddedColumns(bar_view const& bars, GivenColumns given, int32_t count, std::shared_ptr<KeptMemory> memory)
        : bars_(bars),
          beside_(std::move(given)),
          given_(first_computed_column + static_cast<int32_t>(beside_.size())),
          memory_(std::move(memory)) {
        // One cache line more than needed: columns would otherwise start a power of two apart and share cache
        // sets.
        stride_ = (bars.size + 63) / 64 * 64 + 8;
        int64_t const computed = std::max(count - given_, 0);
        block_ = memory_->take(static_cast<size_t>(stride_ * computed) * sizeof(double));
        padded_.resize(static_cast<size_t>(computed), false);
    }
    PaddedColumns(PaddedColumns const&) = delete;
    PaddedColumns& operator=(PaddedColumns const&) = delete;
    ~PaddedColumns() override { memory_->give_back(std::move(block_)); }

    void read(int32_t column, double* out) const override { std::copy_n(input(column), bars_.size, out); }

    // Of one of the computed columns.
    double* column(int32_t c) { return values() + (c - given_) * stride_; }
    // bars.size values.
    double const* input(int32_t c) const { return c < given_ ? field(c) : values() + (c - given_) * stride_; }
    // Whole words of 64 values.
    double const* operand(int32_t c) const {
        std::lock_guard const lock(mutex_);
        if (c >= given_) {
            double* const own = values() + (c - given_) * stride_;
            if (!padded_[static_cast<size_t>(c - given_)]) pad(own);  // others may be reading it from then on
            padded_[static_cast<size_t>(c - given_)] = true;
            return own;
        }
        AlignedBytes& copy = copies_[c];
        if (!copy) {
            copy = aligned_bytes(static_cast<size_t>(stride_) * sizeof(double));
            auto* const to = reinterpret_cast<double*>(copy.get());
            std::copy_n(field(c), bars_.size, to);
            pad(to);
        }
        return reinterpret_cast<double const*>(copy.get());
    }

  private:
    double* values() const { return reinterpret_cast<double*>(block_.bytes.get()); }
    double const* field(int32_t c) const {
        return c < first_computed_column ? bars_.field[c]
                                         : beside_[static_cast<size_t>(c - first_computed_column)].get();
    }
    void pad(double* column) const {
        std::fill(column + bars_.size, column + stride_, std::numeric_limits<double>::quiet_NaN());
    }

    bar_view bars_;
    GivenColumns beside_;
    int32_t given_;  // columns that are not computed
    std::shared_ptr<KeptMemory> memory_;
    int64_t stride_ = 0;
    KeptMemory::Block block_;
    mutable std::mutex mutex_;
    mutable std::vector<bool> padded_;                // [computed column]
    mutable std::map<int32_t, AlignedBytes> copies_;  // of fields and given series, by column
};

}  // namespace basicbot
