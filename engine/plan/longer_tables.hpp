#pragma once
// The columns over longer bars that a plan reads, in the making. Private to engine/plan.

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/plan/lower.hpp"

namespace basicbot {

class LongerTables {
  public:
    // `extra`: how many extra series the plan has.
    explicit LongerTables(std::size_t extra) : extra_(extra) {}

    // The table of this timeframe; a new one is said to be first written at this place.
    std::size_t find(std::string const& timeframe, SourceText const& source, Place place);
    ColumnTable& columns_over(std::size_t table) { return tables_[table].columns; }
    // Number, in the order of being asked for, of a column over longer bars.
    std::int32_t number(std::size_t table, std::int32_t column);
    std::size_t count() const { return wanted_.size(); }
    // Hands all over to the plan, whose `extra` is set.
    void move_to(Lowered& plan);

  private:
    struct Table {
        LongerPlan plan;  // without its columns
        ColumnTable columns;
        std::vector<std::int32_t> numbers;  // [column], -1 = not asked for
    };

    std::size_t extra_;
    std::deque<Table> tables_;  // references to them stand
    std::vector<LongerColumn> wanted_;
};

}  // namespace basicbot
