#pragma once
// Every indicator of kernels/indicators, as data. Generated from the files: a new file is a new entry.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/observe/nearest.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

struct IndicatorEntry {
    int number;  // position in alphabetical order; column_task::entry
    entry_info const* info;
    std::span<param_info const> params;
    std::span<char const*const> inputs, outputs;
    std::int64_t (*warmup)(double const* params);  // leading NaNs counted from the inputs' first defined bar
};

// All entries; element i has number i.
std::span<IndicatorEntry const> indicators();

// By lower-case name, nullptr where there is none.
IndicatorEntry const* find_indicator(std::string_view name);

// An input named after a bar field reads that field and is not written: atr(n).
// Returns the bar_field number, or -1 for an input that is written.
int implied_field(char const* input);

// How an entry is written: "macd(x, fast, slow, signal)".
std::string usage_of(IndicatorEntry const& entry);

// The names of all entries, in order.
std::vector<std::string> const& indicator_names();

}  // namespace basicbot
