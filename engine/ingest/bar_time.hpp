#pragma once
// From a written stamp to a bar's open and close time (A22).

#include <cstdint>
#include <string>

#include "engine/ingest/stamp.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

struct BarTimes {
    std::int64_t open = 0, close = 0;  // ns UTC
    bool date_from_utc_midnight = false;
};

// Bars under a day: the stamp is the open or the close, the other end is one bar length away.
// Daily and longer bars: from local midnight of the date to local midnight after the last day, or to the
// session's close on the last day. A stamp at midnight, local or as written, is a date; any other time of day
// is the exact open (then the session's close must be known) or the exact close.
class BarClock {
  public:
    // `session_close` is "HH:MM" or empty; Error(usage) where it is neither or the bars are not daily.
    BarClock(ZoneClock& zone, DstChoice dst, std::int64_t bar_ns, bool stamp_is_close,
             std::string const& session_close);

    // nullptr, or what is wrong with the stamp.
    char const* times_of(Stamp const& stamp, BarTimes& times);

  private:
    char const* daily(Stamp const& stamp, BarTimes& times);
    std::int64_t end_of(std::int64_t last_day);

    ZoneClock& zone_;
    DstChoice dst_;
    std::int64_t bar_ns_;
    bool stamp_is_close_;
    std::int64_t session_close_ns_ = -1;  // since local midnight, -1 = not given
};

}  // namespace basicbot
