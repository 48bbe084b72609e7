#include "engine/ingest/session.hpp"

#include <vector>

#include "engine/bars/extra_series.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

SeriesColumn session_column(Series const& bars) {
    ZoneClock clock(bars.attributes.timezone);
    std::vector<double> days;
    days.reserve(bars.size());
    for (std::int64_t const open : bars.time) {
        std::int64_t const local = clock.to_local(open);
        days.push_back(static_cast<double>(local / day_ns - (local % day_ns < 0 ? 1 : 0)));
    }
    return SeriesColumn::of(session_name, std::move(days));
}

SeriesColumn extra_column(std::string const& store, Series const& bars, std::string const& name) {
    if (name == session_name) return session_column(bars);
    return SeriesColumn::of(name, as_of(load_extra(store, bars.symbol, name), bars.close_time));
}

}  // namespace basicbot
