#include "engine/runner/plan_columns.hpp"

#include <limits>
#include <utility>
#include <vector>

#include "engine/plan/longer_bars.hpp"

namespace basicbot {

namespace {

GivenColumns extra_of(Series const& series) {
    GivenColumns given;
    for (SeriesColumn const& column : series.extra) given.emplace_back(column.owner, column.values.data());
    return given;
}

std::unique_ptr<ColumnSet> columns_over(ColumnPlan const& plan, Series const& series, Backend& backend) {
    return backend.columns(bars_of(series), extra_of(series), plan.tasks(extra_begins(series)),
                           plan.column_count());
}

// A column over longer bars as the shorter ones see it.
std::shared_ptr<double const> seen(ColumnSet const& columns, std::int32_t column, LongerBars const& bars) {
    std::vector<double> over(bars.series.size());
    columns.read(column, over.data());
    auto const values = std::make_shared<std::vector<double>>();
    values->reserve(bars.closed.size());
    for (std::int64_t const closed : bars.closed)
        values->push_back(closed > 0 ? over[static_cast<std::size_t>(closed - 1)]
                                     : std::numeric_limits<double>::quiet_NaN());
    return {values, values->data()};
}

}  // namespace

bar_view bars_of(Series const& s) {
    return {{s.open.data(), s.high.data(), s.low.data(), s.close.data(), s.volume.data()},
            static_cast<std::int64_t>(s.size())};
}

std::unique_ptr<ColumnSet> plan_columns(Lowered const& plan, Series const& series, Backend& backend) {
    std::vector<LongerBars> const longer = longer_bars(plan, series);
    std::vector<std::unique_ptr<ColumnSet>> sets;
    for (std::size_t i = 0; i < longer.size(); ++i)
        sets.push_back(columns_over(plan.longer[i], longer[i].series, backend));
    GivenColumns given = extra_of(series);
    for (LongerColumn const& wanted : plan.longer_columns)
        given.push_back(seen(*sets[wanted.plan], wanted.column, longer[wanted.plan]));
    return backend.columns(bars_of(series), std::move(given), plan.tasks(given_begins(plan, series, longer)),
                           plan.column_count());
}

}  // namespace basicbot
