#pragma once
// Slow columns by their definitions, in long double where it matters. NaN before the warm-up.

#include <span>
#include <vector>

#include "engine/bars/series.hpp"

namespace basicbot {

std::vector<double> reference_sma(std::span<double const> x, std::size_t n);  // every window summed anew
std::vector<double> reference_ema(std::span<double const> x, std::size_t n);
std::vector<double> reference_rsi(std::span<double const> x, std::size_t n);
std::vector<double> reference_atr(Series const& bars, std::size_t n);

struct ReferenceBands {
    std::vector<double> upper, middle, lower;
};
ReferenceBands reference_bbands(std::span<double const> x, std::size_t n, double width);

}  // namespace basicbot
