#include "engine/ingest/bar_time.hpp"

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"

namespace basicbot {

BarClock::BarClock(ZoneClock& zone, DstChoice dst, std::int64_t bar_ns, bool stamp_is_close,
                   std::string const& session_close)
    : zone_(zone), dst_(dst), bar_ns_(bar_ns), stamp_is_close_(stamp_is_close) {
    if (session_close.empty()) return;
    bool const readable =
        parse_time_of_day(session_close, session_close_ns_) == nullptr && session_close_ns_ > 0;
    if (!readable || !is_daily(bar_ns))
        fail(ErrorKind::usage, ErrorParts{"bad_option", "--session-close", session_close,
                                          readable ? "applies to daily bars alone" : "is not a time of day",
                                          "HH:MM on the source's clock", ""});
}

char const* BarClock::times_of(Stamp const& stamp, BarTimes& times) {
    times = {};
    if (is_daily(bar_ns_)) return daily(stamp, times);
    if (stamp.kind == Stamp::Kind::date)
        return "is a date without a time, but the bars are shorter than a day";
    std::int64_t instant = stamp.utc_ns();
    if (stamp.kind == Stamp::Kind::local)
        if (char const* problem = zone_.to_utc(stamp.written_ns(), dst_, instant)) return problem;
    times.open = stamp_is_close_ ? instant - bar_ns_ : instant;
    times.close = times.open + bar_ns_;
    return nullptr;
}

char const* BarClock::daily(Stamp const& stamp, BarTimes& times) {
    std::int64_t const days = bar_ns_ / day_ns;
    std::int64_t day = stamp.day;
    std::int64_t local = stamp.written_ns();
    bool midnight = stamp.of_day_ns == 0;
    if (stamp.kind == Stamp::Kind::instant) {
        local = zone_.to_local(stamp.utc_ns());
        if (local % day_ns == 0) {
            day = local / day_ns;
            midnight = true;
        } else {
            times.date_from_utc_midnight = midnight;
        }
    }
    if (midnight) {
        // A close stamped at midnight ends the day before; a bare date names the day itself either way.
        if (stamp_is_close_ && stamp.kind != Stamp::Kind::date && !times.date_from_utc_midnight) day -= days;
        times.open = zone_.midnight(day);
        times.close = end_of(day + days - 1);
        return nullptr;
    }
    std::int64_t instant = stamp.utc_ns();
    if (stamp.kind == Stamp::Kind::local)
        if (char const* problem = zone_.to_utc(local, dst_, instant)) return problem;
    std::int64_t const local_day = local / day_ns - (local % day_ns < 0 ? 1 : 0);
    if (stamp_is_close_) {
        times.open = zone_.midnight(local_day - (days - 1));
        times.close = instant;
        return nullptr;
    }
    if (session_close_ns_ < 0)
        return "gives a daily bar a time of day as its open: state the session's close as well";
    times.open = instant;
    times.close = end_of(local_day + days - 1);
    if (times.close <= instant) times.close = end_of(local_day + days);  // the session ends on the next day
    return nullptr;
}

std::int64_t BarClock::end_of(std::int64_t last_day) {
    if (session_close_ns_ < 0) return zone_.midnight(last_day + 1);
    std::int64_t utc = 0;
    zone_.to_utc(last_day * day_ns + session_close_ns_, DstChoice::latest, utc);
    return utc;
}

}  // namespace basicbot
