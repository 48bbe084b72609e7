#pragma once
// Series written as text, with the values to compute them for inside it, as columns: `sma(close,
// {5..200..5})`.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/lower.hpp"

namespace basicbot {

// A series and its own small grid. Nothing but parameters stands between the two.
struct Expression {
    std::string text;                 // as written
    Strategy strategy;                // its parameters are the axes
    std::int32_t node = -1;           // of the strategy
    std::vector<ParameterAxis> axes;  // named after what they are an argument of; last one fastest
};

// Takes an expression of the strategy language in which a number may be {from..to}, {from..to..step} (both
// ends included, A26) or {a, b, c}, and the short form rsi:14, macd:12:{20..30}:9 for an indicator of the
// close or the bars' prices. `extra` names extra series that it may read. Throws Error(usage or config).
Expression parse_series(std::string const& text, std::vector<std::string> const& extra = {});

struct SeriesColumns {
    std::string text;
    std::string name;       // "sma", "macd_hist" where the text is one indicator, else "value"
    bool repaints = false;  // its values need later bars
    std::vector<ParameterAxis> axes;
    std::vector<std::string> outputs;   // all of an indicator's, or one named "value"
    std::vector<std::int32_t> columns;  // [combination of the axes][output] column number
};

// All columns that some series need, each distinct one once.
struct LoweredSeries {
    Lowered plan;  // without rules: columns and batches
    std::vector<SeriesColumns> series;

    std::int32_t column_count() const { return plan.column_count(); }
    std::int64_t begin(std::int32_t column) const {  // first with a value, as ColumnSpec::begin
        return column < first_computed_column
                   ? 0
                   : plan.columns[static_cast<std::size_t>(column - first_computed_column)].begin;
    }
};

// Throws Error(config): names, types, parameters outside their range.
LoweredSeries lower_series(std::vector<Expression> const& expressions);

// Leading bars without a value of an entry's outputs (the longest), for these parameters.
std::int64_t warmup_of(IndicatorEntry const& entry, std::vector<double> const& params);

}  // namespace basicbot
