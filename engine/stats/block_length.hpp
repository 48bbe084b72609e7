#pragma once
// The block length of the stationary bootstrap that the series itself asks for (RULES A19).

#include <span>

namespace basicbot {

// Mean block length in bars, >= 1: Politis and White 2004, "Automatic block-length selection for the
// dependent bootstrap", Econometric Reviews 23, 53-70, with the correction of Patton, Politis and White 2009,
// ER 28, 372-375.
//   R(k) autocovariance (1/n), rho(k) = R(k) / R(0); K = max(5, sqrt(log10 n));
//   m = smallest m >= 0 with |rho(m + j)| < 2 sqrt(log10(n) / n) for j = 1..K, else the largest lag seen;
//   M = min(2 max(m, 1), ceil(sqrt n) + K); lambda(t) = 1 for t <= 1/2, 2 (1 - t) to 1, 0 beyond;
//   G = sum lambda(k/M) |k| R(k), g = sum lambda(k/M) R(k) over |k| <= M, D = 2 g^2;
//   b = (2 G^2 / D)^(1/3) n^(1/3), between 1 and ceil(min(3 sqrt n, n / 3)).
// Degenerate: fewer than 9 values, a flat series or g = 0 give 1.
double stationary_block_length(std::span<double const> returns);

}  // namespace basicbot
