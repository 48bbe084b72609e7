#pragma once
// Identifiers that every cube carries, so that two numbers are only compared when they mean the same.

namespace basicbot {

// ARCHITECTURE.md, "Numeric contract". Raised when the bits of any result may change.
inline constexpr char const* numeric_contract = "7";

// DESIGN 10: years by calendar (365.2425 days), K measured, ddof 1, start capital is the first peak,
// risk-free per bar (1+rf)^(1/K)-1, drawdowns negative, undefined = NaN, one return a bar.
inline constexpr char const* metric_conventions =
    "basicbot-1: calendar years, K measured, ddof 1, bar basis, undefined NaN";

}  // namespace basicbot
