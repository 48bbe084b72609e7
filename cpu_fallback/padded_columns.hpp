#pragma once
// Columns in memory as the kernels want them: each starts on a cache line and has whole tiles of NaN behind
// it.

#include <algorithm>
#include <limits>
#include <vector>

#include "cpu_fallback/big_memory.hpp"
#include "cpu_fallback/isa_kernels.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

class PaddedColumns final : public ColumnSet {
  public:
    PaddedColumns(int64_t bars, int32_t count) : bars_(bars) {
        int64_t const words = (bars + 63) / 64 + tile_words;
        // One cache line more than needed: columns would otherwise start a power of two apart and share cache
        // sets.
        stride_ = words * 64 + 8;
        bytes_ = aligned_bytes(static_cast<size_t>(stride_ * count) * sizeof(double));
        for (int32_t c = 0; c < count; ++c) {
            data_.push_back(reinterpret_cast<double*>(bytes_.get()) + c * stride_);
            std::fill(data_.back() + bars, data_.back() + stride_, std::numeric_limits<double>::quiet_NaN());
        }
    }
    void read(int32_t column, double* out) const override {
        std::copy_n(data_.at(static_cast<size_t>(column)), bars_, out);
    }
    double* column(int32_t c) { return data_[static_cast<size_t>(c)]; }
    double const* const* all() const { return data_.data(); }

  private:
    int64_t bars_, stride_ = 0;
    AlignedBytes bytes_;
    std::vector<double*> data_;
};

}  // namespace basicbot
