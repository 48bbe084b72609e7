#pragma once
// What a plan will compute, for people (--dry-run) and for documents.

#include <string>

#include "engine/plan/lower.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Several lines: rules, distinct columns per indicator and input, planes, program size, warm-up.
std::string explain(Strategy const& strategy, Lowered const& plan);

// A column as it would be written, its inputs spelled out: "lag(highest(high, 20), 1)". A long one is cut
// with "...".
std::string column_text(Lowered const& plan, std::int32_t column);

// Leading bars of Lowered::longer without a value of what is read of them (the longest).
std::int64_t longer_warmup(Lowered const& plan, std::size_t longer);

}  // namespace basicbot
