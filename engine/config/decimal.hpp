#pragma once
// Decimal arithmetic on what was written, so that an axis holds 0.3 and not 0.1 + 2 * 0.1 (A26).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace basicbot {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// digits * 10^-scale, scale >= 0.
struct Decimal {
    __extension__ __int128 digits = 0;
    int scale = 0;
};

// The decimal text that a float64 was read from: its shortest text, which is that very text up to 15
// significant digits. Empty for NaN, infinities, more than 15 digits, or more than 30 digits before or after
// the point.
std::optional<Decimal> decimal_of(double value);

// The float64 nearest to the decimal (one rounding).
double to_double(Decimal const& value);

// The shortest text that reads back as `value`; whole numbers without a point.
std::string shortest_text(double value);

// A26: from, from + step, ..., `to` included; floor((to - from) / step + 1e-9) + 1 values, each rounded once.
// Needs step > 0 and to >= from. Empty when a number has no decimal (see decimal_of) or there are more than
// `limit`.
std::vector<double> decimal_range(double from, double to, double step, std::int64_t limit);

}  // namespace basicbot
