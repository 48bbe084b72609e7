// Dates and times of a study: TOML's own forms, UTC when no offset is written (DESIGN 3).

#include <chrono>
#include <cstdio>

#include "engine/config/field_reader.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t day_seconds = 86400, second = 1'000'000'000;

std::int64_t days_since_1970(toml::date const& date) {
    using namespace std::chrono;
    return sys_days(year(date.year) / month(date.month) / day(date.day)).time_since_epoch().count();
}

}  // namespace

std::optional<std::int64_t> time_of(toml::node const& node) {
    std::int64_t seconds = 0, nanoseconds = 0;
    int year = 0;
    if (auto const* const date = node.as_date()) {
        year = date->get().year;
        seconds = days_since_1970(date->get()) * day_seconds;
    } else if (auto const* const both = node.as_date_time()) {
        auto const& value = both->get();
        year = value.date.year;
        seconds = days_since_1970(value.date) * day_seconds + value.time.hour * 3600 +
                  value.time.minute * 60 + value.time.second;
        if (value.offset) seconds -= value.offset->minutes * 60;
        nanoseconds = value.time.nanosecond;
    } else {
        return std::nullopt;
    }
    if (year < 1678 || year > 2261) return std::nullopt;
    return seconds * second + nanoseconds;
}

std::string time_text(std::int64_t ns) {
    using namespace std::chrono;
    std::int64_t const seconds = ns / second - (ns % second < 0 ? 1 : 0);
    std::int64_t const days = seconds / day_seconds - (seconds % day_seconds < 0 ? 1 : 0);
    auto const date = year_month_day(sys_days(std::chrono::days(days)));
    auto const rest = static_cast<unsigned>(seconds - days * day_seconds);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02u:%02u:%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600,
                  rest / 60 % 60, rest % 60);
    std::string result = text;
    if (auto const fraction = ns - seconds * second; fraction != 0) {
        std::snprintf(text, sizeof text, ".%09u", static_cast<unsigned>(fraction));
        result += text;
    }
    return result + "Z";
}

}  // namespace basicbot
