#include "engine/ingest/stamp.hpp"

#include <date/date.h>

#include "engine/bars/timeframe.hpp"
#include "engine/config/decimal.hpp"

namespace basicbot {
namespace {

// Takes exactly `count` digits from the front.
bool take_digits(std::string_view& text, std::size_t count, std::int64_t& value) {
    if (text.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_digit(text[i])) return false;
        value = 10 * value + (text[i] - '0');
    }
    text.remove_prefix(count);
    return true;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

// Up to nine decimals of a second, in ns; further digits must be zero.
bool take_fraction(std::string_view& text, std::int64_t& ns) {
    if (text.empty() || !is_digit(text[0])) return false;
    ns = 0;
    std::int64_t scale = 100'000'000;
    while (!text.empty() && is_digit(text[0])) {
        if (scale == 0 && text[0] != '0') return false;
        ns += scale * (text[0] - '0');
        scale /= 10;
        text.remove_prefix(1);
    }
    return true;
}

char const* set_day(std::int64_t year, std::int64_t month, std::int64_t day, Stamp& stamp) {
    date::year_month_day const ymd{date::year(static_cast<int>(year)),
                                   date::month(static_cast<unsigned>(month)),
                                   date::day(static_cast<unsigned>(day))};
    if (!ymd.ok()) return "is not a date of the calendar";
    if (year < 1700 || year > 2261) return "lies outside the years 1700 to 2261";
    stamp.day = date::sys_days(ymd).time_since_epoch().count();
    return nullptr;
}

constexpr char const* bad_time = "has a time of day that is not HH:MM[:SS[.fraction]]";

char const* take_time(std::string_view& text, std::int64_t& ns) {
    std::int64_t h = 0, m = 0, s = 0, fraction = 0;
    if (!take_digits(text, 2, h) || !take(text, ':') || !take_digits(text, 2, m)) return bad_time;
    if (take(text, ':')) {
        if (!take_digits(text, 2, s)) return bad_time;
        if (take(text, '.') && !take_fraction(text, fraction)) return bad_time;
    }
    if (h > 23 || m > 59 || s > 59) return bad_time;
    ns = h * hour_ns + m * minute_ns + s * second_ns + fraction;
    return nullptr;
}

char const* take_offset(std::string_view& text, Stamp& stamp) {
    if (text.empty()) return nullptr;
    stamp.kind = Stamp::Kind::instant;
    if (text == "Z" || text == "z" || text == " UTC") {
        text = {};
        return nullptr;
    }
    bool const west = text[0] == '-';
    std::int64_t h = 0, m = 0;
    bool const sign = take(text, '+') || take(text, '-');
    if (!sign || !take_digits(text, 2, h)) return "ends in something that is not Z or an offset like +01:00";
    take(text, ':');
    if (!text.empty() && !take_digits(text, 2, m))
        return "ends in something that is not Z or an offset like +01:00";
    if (!text.empty() || h > 15 || m > 59) return "ends in something that is not Z or an offset like +01:00";
    stamp.offset_ns = (west ? -1 : 1) * (h * hour_ns + m * minute_ns);
    return nullptr;
}

char const* take_time_and_offset(std::string_view& text, Stamp& stamp) {
    stamp.kind = Stamp::Kind::local;
    if (char const* problem = take_time(text, stamp.of_day_ns)) return problem;
    return take_offset(text, stamp);
}

char const* from_count(std::string_view text, EpochUnit unit, Stamp& stamp) {
    std::int64_t count = 0, fraction = 0;
    if (text.size() > 19) return "is a number too long for a time";
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits > 18 && text > "9223372036854775807") return "is a number too long for a time";
    take_digits(text, digits, count);
    bool const has_fraction = take(text, '.');
    if ((has_fraction && !take_fraction(text, fraction)) || !text.empty()) return "is not a date or time";
    struct Range {
        EpochUnit unit;
        std::int64_t ns;
    };
    // 1e8 s = March 1973; the largest time is 9.2e18 ns.
    for (Range const r : {Range{EpochUnit::s, second_ns}, Range{EpochUnit::ms, 1'000'000},
                          Range{EpochUnit::us, 1000}, Range{EpochUnit::ns, 1}}) {
        bool const large_enough = count >= 100'000'000 * (second_ns / r.ns);
        bool const small_enough = count <= 9'200'000'000 * (second_ns / r.ns);
        if (!small_enough || (unit == EpochUnit::by_magnitude ? !large_enough : unit != r.unit)) continue;
        if (fraction != 0 && r.unit != EpochUnit::s)
            return "is a count with a fraction that is not in seconds";
        std::int64_t const ns = count * r.ns + fraction;
        stamp.kind = Stamp::Kind::instant;
        stamp.day = ns / day_ns;
        stamp.of_day_ns = ns % day_ns;
        stamp.unit = r.unit;
        return nullptr;
    }
    return unit == EpochUnit::by_magnitude
               ? "is a number in no known range: not YYYYMMDD, nor seconds, milli-, micro- or nanoseconds "
                 "since 1970 "
                 "of a year from 1973 on (name the unit with --epoch if it is one)"
               : "is too large for a count in the stated unit";
}

}  // namespace

std::int64_t Stamp::written_ns() const { return day * day_ns + of_day_ns; }

char const* parse_time_of_day(std::string_view text, std::int64_t& ns) {
    std::int64_t h = 0, m = 0, s = 0;
    std::string_view compact = text;
    if (text.size() == 6 && take_digits(compact, 2, h) && take_digits(compact, 2, m) &&
        take_digits(compact, 2, s)) {
        if (h > 23 || m > 59 || s > 59) return bad_time;
        ns = h * hour_ns + m * minute_ns + s * second_ns;
        return nullptr;
    }
    char const* const problem = take_time(text, ns);
    return problem != nullptr ? problem : text.empty() ? nullptr : bad_time;
}

// 2015.01.02, as MetaTrader writes it. One point alone would be a count with a fraction.
bool is_dotted_date(std::string_view text) { return text.size() >= 10 && text[4] == '.' && text[7] == '.'; }

char const* parse_stamp(std::string_view text, EpochUnit unit, Stamp& stamp) {
    stamp = Stamp{};
    std::int64_t year = 0, month = 0, day = 0;
    std::string_view rest = text;
    char const separator = text.size() > 4 ? text[4] : '\0';
    if ((separator == '-' || separator == '/' || is_dotted_date(text)) && take_digits(rest, 4, year) &&
        take(rest, separator)) {
        if (!take_digits(rest, 2, month) || !take(rest, separator) || !take_digits(rest, 2, day))
            return "is not a date YYYY-MM-DD, YYYY.MM.DD or YYYY/MM/DD";
        if (char const* problem = set_day(year, month, day, stamp)) return problem;
        if (rest.empty()) return nullptr;
        if (!take(rest, 'T') && !take(rest, ' '))
            return "has something other than T or a space after the date";
        return take_time_and_offset(rest, stamp);
    }
    rest = text;
    bool const compact =
        take_digits(rest, 4, year) && take_digits(rest, 2, month) && take_digits(rest, 2, day);
    if (compact && rest.empty() && unit == EpochUnit::by_magnitude) return set_day(year, month, day, stamp);
    if (compact && (take(rest, ' ') || take(rest, 'T'))) {
        if (char const* problem = set_day(year, month, day, stamp)) return problem;
        return take_time_and_offset(rest, stamp);
    }
    if (!text.empty() && is_digit(text[0])) return from_count(text, unit, stamp);
    return text.empty() ? "is empty" : "is not a date or time";
}

}  // namespace basicbot
