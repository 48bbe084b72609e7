#include "engine/config/decimal.hpp"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace basicbot {

namespace {

__extension__ typedef __int128 Wide;

constexpr int most_digits = 15;  // a decimal text of so many digits survives float64 and back
constexpr int most_scale = 30;   // 15 digits shifted by 20 still fit in 128 bits

Wide power_of_ten(int exponent) {
    Wide result = 1;
    while (exponent-- > 0) result *= 10;
    return result;
}

std::string scientific_text(double value) {
    std::array<char, 64> buffer;
    auto const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    return {buffer.data(), end.ptr};
}

Decimal at_scale(Decimal const& value, int scale) {
    return {value.digits * power_of_ten(scale - value.scale), scale};
}

}  // namespace

std::optional<Decimal> decimal_of(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    std::string const text = scientific_text(std::fabs(value));  // d.ddde+xx
    std::size_t const mark = text.find('e');
    int exponent = 0;
    std::size_t const first = mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(text.data() + first, text.data() + text.size(), exponent);
    Decimal result;
    int places = 0, count = 0;
    bool behind_point = false;
    for (char c : std::string_view(text).substr(0, mark)) {
        if (c == '.') {
            behind_point = true;
            continue;
        }
        result.digits = result.digits * 10 + (c - '0');
        places += behind_point ? 1 : 0;
        ++count;
    }
    result.scale = places - exponent;
    if (count > most_digits || result.scale > most_scale || exponent > most_scale / 2) return std::nullopt;
    if (result.scale < 0) result = {result.digits * power_of_ten(-result.scale), 0};
    if (value < 0) result.digits = -result.digits;
    return result;
}

double to_double(Decimal const& value) {
    Wide rest = value.digits < 0 ? -value.digits : value.digits;
    std::string text;
    do {
        text += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    } while (rest > 0);
    if (value.digits < 0) text += '-';
    std::reverse(text.begin(), text.end());
    text += "e-" + std::to_string(value.scale);
    double result = 0;
    fast_float::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

std::string shortest_text(double value) {
    std::array<char, 64> buffer;
    char* const end = buffer.data() + buffer.size();
    bool const whole = std::fabs(value) < 1e16 && std::floor(value) == value;  // 100000 rather than 1e+05
    auto const done = whole ? std::to_chars(buffer.data(), end, value, std::chars_format::fixed)
                            : std::to_chars(buffer.data(), end, value);
    return {buffer.data(), done.ptr};
}

std::vector<double> decimal_range(double from, double to, double step, std::int64_t limit) {
    auto const first = decimal_of(from), last = decimal_of(to), stride = decimal_of(step);
    if (!first || !last || !stride) return {};
    int const scale = std::max({first->scale, last->scale, stride->scale});
    // Shifting must not overflow: 10^37 is the room that remains beside the product with the count.
    for (auto const* part : {&*first, &*last, &*stride}) {
        double const size = std::fabs(static_cast<double>(part->digits)) *
                            static_cast<double>(power_of_ten(std::min(scale - part->scale, most_scale)));
        if (size > 1e36) return {};
    }
    Wide const a = at_scale(*first, scale).digits, b = at_scale(*last, scale).digits;
    Wide const d = at_scale(*stride, scale).digits;
    if (d <= 0 || b < a) return {};
    Wide steps = (b - a) / d;
    // floor(x + 1e-9): the next value counts where the rest is within 1e-9 of a whole step.
    Wide const missing = d - (b - a) % d;
    if (missing <= d / 1000000000) ++steps;
    if (steps >= limit) return {};
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(steps) + 1);
    for (Wide k = 0; k <= steps; ++k) values.push_back(to_double({a + k * d, scale}));
    return values;
}

}  // namespace basicbot
