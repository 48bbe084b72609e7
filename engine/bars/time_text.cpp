#include "engine/bars/time_text.hpp"

#include <date/date.h>

#include <cstdio>

#include "engine/bars/timeframe.hpp"

namespace basicbot {

std::string utc_text(std::int64_t ns) {
    std::int64_t const day = ns / day_ns - (ns % day_ns < 0 ? 1 : 0), rest = ns - day * day_ns;
    date::year_month_day const ymd{date::sys_days(date::days(static_cast<int>(day)))};
    char text[64];
    int const length =
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(ymd.year()),
                      static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                      static_cast<int>(rest / hour_ns), static_cast<int>(rest / minute_ns % 60),
                      static_cast<int>(rest / second_ns % 60));
    std::string result(text, static_cast<std::size_t>(length));
    if (rest % second_ns != 0) {
        std::snprintf(text, sizeof text, ".%09d", static_cast<int>(rest % second_ns));
        result += text;
        result.erase(result.find_last_not_of('0') + 1);
    }
    return result + "Z";
}

}  // namespace basicbot
