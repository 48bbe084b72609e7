#include "engine/plan/longer_tables.hpp"

#include <algorithm>
#include <utility>

namespace basicbot {

std::size_t LongerTables::find(std::string const& timeframe, SourceText const& source, Place place) {
    auto const at = std::find_if(tables_.begin(), tables_.end(),
                                 [&](Table const& t) { return t.plan.timeframe == timeframe; });
    if (at != tables_.end()) return static_cast<std::size_t>(at - tables_.begin());
    Table& fresh = tables_.emplace_back();
    fresh.plan.timeframe = timeframe;
    fresh.plan.source = source;
    fresh.plan.place = place;
    fresh.columns.add_given(extra_);
    return tables_.size() - 1;
}

std::int32_t LongerTables::number(std::size_t table, std::int32_t column) {
    std::vector<std::int32_t>& numbers = tables_[table].numbers;
    auto const at = static_cast<std::size_t>(column);
    if (at >= numbers.size()) numbers.resize(at + 1, -1);
    if (numbers[at] < 0) {
        numbers[at] = static_cast<std::int32_t>(wanted_.size());
        wanted_.push_back({table, column});
    }
    return numbers[at];
}

void LongerTables::move_to(Lowered& plan) {
    plan.longer_columns = std::move(wanted_);
    for (Table& table : tables_) {
        table.plan.extra = plan.extra;
        table.plan.columns = std::move(table.columns.columns);
        table.plan.batches = std::move(table.columns.batches);
        plan.longer.push_back(std::move(table.plan));
    }
}

}  // namespace basicbot
