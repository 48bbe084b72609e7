#include "engine/ingest/resample.hpp"

#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

struct Bucket {
    std::int64_t begin = 0, end = 0;  // ns UTC
};

class Buckets {
  public:
    Buckets(std::string const& timezone, std::int64_t bar_ns, std::string const& session_close)
        : zone_(timezone), bar_ns_(bar_ns) {
        if (session_close.empty()) return;
        bool const readable =
            parse_time_of_day(session_close, session_close_ns_) == nullptr && session_close_ns_ > 0;
        if (!readable || !is_daily(bar_ns))
            fail(ErrorKind::usage,
                 ErrorParts{"bad_option", "--session-close", session_close,
                            readable ? "applies to daily bars alone" : "is not a time of day",
                            "HH:MM on the source's clock", ""});
    }

    Bucket of(std::int64_t open) {
        std::int64_t const day = floor_div(zone_.to_local(open), day_ns);
        if (is_daily(bar_ns_)) return days(day);
        std::int64_t const midnight = zone_.midnight(day), next = zone_.midnight(day + 1);
        std::int64_t const begin = midnight + floor_div(open - midnight, bar_ns_) * bar_ns_;
        return {begin, begin + bar_ns_ < next ? begin + bar_ns_ : next};
    }

  private:
    // Whole weeks are counted from a Monday; 1970-01-01 was a Thursday.
    Bucket days(std::int64_t day) {
        std::int64_t const days = bar_ns_ / day_ns, shift = days % 7 == 0 ? 3 : 0;
        std::int64_t const first = floor_div(day + shift, days) * days - shift, last = first + days - 1;
        std::int64_t end = zone_.midnight(last + 1);
        if (session_close_ns_ >= 0) zone_.to_utc(last * day_ns + session_close_ns_, DstChoice::latest, end);
        return {zone_.midnight(first), end};
    }

    ZoneClock zone_;
    std::int64_t bar_ns_, session_close_ns_ = -1;
};

void check_longer(Series const& s, std::string const& timeframe, std::int64_t bar_ns) {
    std::int64_t const from = s.attributes.bar_ns;
    std::string const problem = misfit(from, bar_ns);
    if (problem.empty()) return;
    if (from == 0)
        fail(ErrorKind::usage,
             ErrorParts{"bad_option", "FROM", s.timeframe, problem, "bars of a length, as 1m", ""});
    fail(ErrorKind::usage,
         ErrorParts{"bad_option", "TO", timeframe, problem,
                    is_daily(from) ? "whole days or weeks, as in 1w" : "as in 15m, 1h, 4h, 1d, 1w", ""});
}

}  // namespace

std::string misfit(std::int64_t from_ns, std::int64_t to_ns) {
    if (from_ns == 0) return "derived bars have no length of time";
    if (to_ns <= from_ns || to_ns % from_ns != 0)
        return "is no multiple of the bars' length " + timeframe_name(from_ns);
    return is_daily(to_ns) || day_ns % to_ns == 0 ? "" : "does not divide a day";
}

Resampled resample(Series const& s, ResampleOptions const& options) {
    std::int64_t const bar_ns = timeframe_ns(options.timeframe);
    check_longer(s, options.timeframe, bar_ns);
    Buckets buckets(s.attributes.timezone, bar_ns, options.session_close);
    Resampled result;
    BarColumns& b = result.bars;
    std::uint64_t members = 0;
    auto const whole = static_cast<std::uint64_t>(bar_ns / s.attributes.bar_ns);
    auto const end_bar = [&] { result.incomplete += !is_daily(bar_ns) && members < whole; };
    for (std::size_t t = 0; t < s.size(); ++t) {
        bool const inside = b.size() > 0 && s.time[t] < b.close_time.back();
        if (!inside) {
            Bucket const bucket = buckets.of(s.time[t]);
            if (b.size() > 0) end_bar();
            members = 0;
            if (s.time[t] >= bucket.end)
                fail_data("after_session", s.symbol + " " + s.timeframe, utc_text(s.time[t]),
                          "the bar opens after the close of its session", "",
                          "state a later --session-close, or none");
            b.push_back(bucket.begin, bucket.end, s.open[t], s.high[t], s.low[t], s.close[t], 0);
        }
        if (s.close_time[t] > b.close_time.back())
            fail_data("bar_crosses", s.symbol + " " + s.timeframe, utc_text(s.time[t]),
                      "the bar goes on past the end of its longer bar at " + utc_text(b.close_time.back()),
                      "", "choose a longer bar");
        ++members;
        if (s.high[t] > b.high.back()) b.high.back() = s.high[t];
        if (s.low[t] < b.low.back()) b.low.back() = s.low[t];
        b.close.back() = s.close[t];
        b.volume.back() += s.volume[t];
    }
    end_bar();
    result.last_is_partial = s.close_time.back() < b.close_time.back();
    if (result.last_is_partial && options.drop_partial) {
        for (auto* times : {&b.time, &b.close_time}) times->pop_back();
        for (auto* values : {&b.open, &b.high, &b.low, &b.close, &b.volume}) values->pop_back();
    }
    b.split_time.assign(s.split_time.begin(), s.split_time.end());
    b.split_factor.assign(s.split_factor.begin(), s.split_factor.end());
    b.dividend_time.assign(s.dividend_time.begin(), s.dividend_time.end());
    b.dividend_cash.assign(s.dividend_cash.begin(), s.dividend_cash.end());
    result.attributes = s.attributes;
    result.attributes.bar_ns = bar_ns;
    result.attributes.bars_per_year = 0;
    result.attributes.stamp = "open";
    result.attributes.source = s.attributes.source + ", resampled from " + s.timeframe;
    result.attributes.input_hash = s.data_hash;
    validate(b, s.symbol + " " + options.timeframe);
    return result;
}

}  // namespace basicbot
