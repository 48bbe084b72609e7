#pragma once
// Every indicator of kernels/indicators, as data. Generated from the files: a new file is a new entry.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/observe/nearest.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

// The walk over the bars as plain functions, one lane (kernels/core/entry.hpp). A state is plain data of
// `state_bytes`, aligned for std::max_align_t.
struct IndicatorWalk {
    std::size_t state_bytes;
    void (*start)(void* state, double const* params);
    void (*step)(void* state, double const* params, series_view const& in, std::int64_t t, double* out);
};

struct IndicatorEntry {
    int number;  // position in indicators(); column_task::entry
    entry_info const* info;
    std::span<param_info const> params;
    std::span<char const*const> inputs, outputs;
    // Where the entry has kernels. warmup: leading NaNs counted from the inputs' first defined bar.
    std::int64_t (*warmup)(double const* params);
    IndicatorWalk walk;
    // Where it is made of others: `let`s of the language over its inputs and parameters; else nullptr.
    char const* composed;
    // Its values need later bars: for drawing alone.
    bool repaints;
};

// All entries, those with kernels first, each kind in alphabetical order; element i has number i.
std::span<IndicatorEntry const> indicators();
// Those with kernels.
std::span<IndicatorEntry const> computed_indicators();

// By lower-case name, nullptr where there is none.
IndicatorEntry const* find_indicator(std::string_view name);

// An input named after a bar field, or `session`, reads that and is not written: atr(n), session_vwap().
// The bar_field number, or -1 for any other input.
int implied_field(char const* input);
bool is_implied(char const* input);

// How an entry is written: "macd(x, fast, slow, signal)".
std::string usage_of(IndicatorEntry const& entry);

// The names of all entries, in order.
std::vector<std::string> const& indicator_names();

}  // namespace basicbot
