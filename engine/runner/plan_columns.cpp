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

// The columns of one longer plan over its own bars.
struct LongerSet {
    LongerBars bars;
    std::vector<std::int64_t> begins;  // [column]
    std::unique_ptr<ColumnSet> columns;

    LongerSet(LongerPlan const& plan, Series const& series, Backend& backend)
        : bars(longer_bars(series, plan.timeframe)) {
        std::vector<std::int64_t> const known = extra_begins(bars.series);
        begins = plan.begins(known);
        columns = backend.columns(bars_of(bars.series), extra_of(bars.series), plan.tasks(known),
                                  plan.column_count());
    }

    // A column as the shorter bars see it.
    std::shared_ptr<double const> seen(std::int32_t column) const {
        std::vector<double> over(bars.series.size());
        columns->read(column, over.data());
        auto const values = std::make_shared<std::vector<double>>(bars.closed.size());
        for (std::size_t t = 0; t < values->size(); ++t) {
            auto const closed = static_cast<std::size_t>(bars.closed[t]);
            (*values)[t] = closed > 0 ? over[closed - 1] : std::numeric_limits<double>::quiet_NaN();
        }
        return {values, values->data()};
    }
};

}  // namespace

bar_view bars_of(Series const& s) {
    return {{s.open.data(), s.high.data(), s.low.data(), s.close.data(), s.volume.data()},
            static_cast<std::int64_t>(s.size())};
}

std::unique_ptr<ColumnSet> plan_columns(Lowered const& plan, Series const& series, Backend& backend) {
    GivenColumns given = extra_of(series);
    std::vector<std::int64_t> begins = extra_begins(series);
    std::vector<LongerSet> longer;
    for (LongerPlan const& one : plan.longer) longer.emplace_back(one, series, backend);
    for (LongerColumn const& wanted : plan.longer_columns) {
        LongerSet const& from = longer[wanted.plan];
        given.push_back(from.seen(wanted.column));
        begins.push_back(first_after(from.bars, from.begins[static_cast<std::size_t>(wanted.column)]));
    }
    return backend.columns(bars_of(series), std::move(given), plan.tasks(begins), plan.column_count());
}

}  // namespace basicbot
