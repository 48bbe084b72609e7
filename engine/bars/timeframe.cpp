#include "engine/bars/timeframe.hpp"

#include <charconv>

#include "engine/bars/data_error.hpp"
#include "engine/config/derived_bars.hpp"

namespace basicbot {
namespace {

struct Unit {
    char letter;
    std::int64_t ns;
};
constexpr Unit units[] = {
    {'w', 7 * day_ns}, {'d', day_ns}, {'h', hour_ns}, {'m', minute_ns}, {'s', second_ns}};

}  // namespace

std::int64_t read_timeframe(std::string_view text) {
    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    bool const one_letter_left = error == std::errc{} && end + 1 == text.data() + text.size();
    if (one_letter_left && text[0] != '0' && count > 0 && count <= 10'000) {
        for (Unit const& unit : units)
            if (unit.letter == *end) return count * unit.ns;
    }
    return 0;
}

std::int64_t timeframe_ns(std::string_view text) {
    std::int64_t const bar_ns = read_timeframe(text);
    if (bar_ns == 0)
        fail_data("bad_timeframe", "--timeframe", std::string(text), "is not a bar length", timeframe_form);
    return bar_ns;
}

std::int64_t nominal_ns(std::string_view timeframe) {
    return read_derived_name(timeframe) ? 0 : timeframe_ns(timeframe);
}

bool is_daily(std::int64_t bar_ns) { return bar_ns > 0 && bar_ns % day_ns == 0; }

std::string timeframe_name(std::int64_t bar_ns) {
    for (Unit const& unit : units)
        if (bar_ns > 0 && bar_ns % unit.ns == 0) return std::to_string(bar_ns / unit.ns) + unit.letter;
    fail_data("bad_timeframe", "timeframe", std::to_string(bar_ns) + " ns",
              "is not a whole number of seconds");
}

}  // namespace basicbot
