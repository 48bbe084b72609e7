#pragma once
// Computed columns of one symbol as a labelled file.

#include <string>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/cube/cube.hpp"
#include "engine/plan/expressions.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// A variable of the file: one output of one expression.
struct ColumnVariable {
    std::string name, long_name;        // "sma", "macd_line"; the expression
    std::vector<std::string> axes;      // of the file, without time
    std::vector<std::int32_t> columns;  // row-major over the axes
};

struct ColumnVariables {
    std::vector<CubeAxis> axes;  // shared where name and values are the same
    std::vector<ColumnVariable> list;
};

// Names for what is computed. names[i]: what expression i is to be called, "" for a name after its indicator.
ColumnVariables name_variables(LoweredSeries const& made, std::vector<std::string> const& names);

// The file's content; it reads `columns` when it is written.
Cube column_cube(ColumnVariables const& variables, Series const& series, ColumnSet const& columns);

}  // namespace basicbot
