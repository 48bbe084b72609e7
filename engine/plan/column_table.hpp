#pragma once
// Distinct columns and planes of a plan. A column is found by (entry, parameters, inputs, output), a plane by
// its operands, each in constant time.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/plan/interner.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

// One catalogue entry over one set of inputs for many parameter sets; owns what a column_task points to.
struct ColumnBatch {
    std::int32_t entry = 0;
    std::array<std::int32_t, 5> inputs{-1, -1, -1, -1,
                                       -1};  // column numbers, -1 = the entry has no such input
    std::int64_t begin = 0;                  // first bar at which all inputs are defined
    std::int32_t lanes = 0;
    std::vector<double> params;         // [lanes][parameters of the entry]
    std::vector<std::int32_t> outputs;  // [lanes][outputs of the entry], -1 = not wanted

    // Points into this batch; valid while it stands unchanged.
    column_task task() const;
};

// Column number first_computed_column + i is columns[i].
struct ColumnSpec {
    std::int32_t entry,
        output;                // catalogue number, which of its outputs; -1 and the number of what is given
    std::int32_t batch, lane;  // where its inputs and parameters stand; -1 for what is given
    std::int64_t begin;        // first bar at which it is defined, where what is given is from bar 0 on
};

// Requests are made in blocks: first all are prepared, then all are answered.
inline constexpr std::size_t request_block = 32;

// A column asked for: one column number per input and one value per parameter of the entry.
struct ColumnRequest {
    std::int32_t inputs[5];
    std::uint32_t batch;  // set by prepare(), as is the hash
    double params[8];
    std::uint64_t hash;
};

class ColumnTable {
  public:
    // What is given stands before all that is computed: extra series, then series over longer bars.
    void add_given(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            columns.push_back({-1, static_cast<std::int32_t>(i), -1, -1, 0});
    }
    void prepare(std::int32_t entry, ColumnRequest& request);
    // Number of the column; the request has been prepared.
    std::int32_t column(std::int32_t entry, ColumnRequest const& request, std::int32_t output);
    // First defined bar of a column.
    std::int64_t begin(std::int32_t column) const {
        return column < first_computed_column
                   ? 0
                   : columns[static_cast<std::size_t>(column - first_computed_column)].begin;
    }

    std::vector<ColumnSpec> columns;
    std::vector<ColumnBatch> batches;

  private:
    std::uint32_t batch(std::int32_t entry, std::span<std::int32_t const> inputs);
    struct ParameterSet {
        std::uint32_t batch;
        std::int32_t lane;
    };
    std::vector<ParameterSet> sets_;
    Interner known_batches_, known_sets_;
    std::uint32_t last_batch_ = 0xffffffffu;
};

class PlaneTable {
  public:
    // Numbers of up to request_block planes a[i] op b[i]. Constants compare by value; the operands of `equal`
    // are put in one order.
    void number(compare op, std::size_t count, operand* a, operand* b, std::uint32_t* numbers);

    // Makes room for so many more planes.
    void reserve(std::size_t more);

    std::vector<plane_spec> planes;

  private:
    std::uint32_t plane(plane_spec const& plane, std::uint64_t hash);
    Interner known_;
};

}  // namespace basicbot
