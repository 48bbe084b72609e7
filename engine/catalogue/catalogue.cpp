#include "engine/catalogue/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>

#include "catalogue_composed.inc"
#include "catalogue_indicators.inc"
#include "engine/bars/series.hpp"
#include "kernels/core/entry_traits.hpp"

namespace basicbot {

namespace {

template <class E>
std::int64_t warmup_of(double const* params) {
    return E::warmup(params);
}

template <class E>
IndicatorWalk erased_walk() {
    using Walk = walk_of<E>;
    using State = typename Walk::template state<scalar_lanes>;
    static_assert(std::is_trivially_copyable_v<State> && alignof(State) <= alignof(std::max_align_t));
    return {sizeof(State),
            [](void* state, double const* params) {
                Walk::template start<scalar_lanes>(*static_cast<State*>(state), params);
            },
            [](void* state, double const* params, series_view const& in, std::int64_t t, double* out) {
                Walk::template step<scalar_lanes>(*static_cast<State*>(state), params, in, t, out);
            }};
}

template <class E>
IndicatorEntry entry_of(int number) {
    IndicatorEntry entry{number, &E::info, {}, E::inputs, E::outputs, nullptr, {}, nullptr, repaints<E>()};
    if constexpr (requires { E::params[0].name; }) entry.params = E::params;
    if constexpr (requires { E::composed; }) {
        entry.composed = E::composed;
    } else {
        entry.warmup = &warmup_of<E>;
        entry.walk = erased_walk<E>();
    }
    return entry;
}

std::vector<IndicatorEntry> all_indicators() {
    std::vector<IndicatorEntry> list;
#define BB_ENTRY(name) list.push_back(entry_of<name>(static_cast<int>(list.size())));
    BB_INDICATORS(BB_ENTRY)
    BB_COMPOSED(BB_ENTRY)
#undef BB_ENTRY
    return list;
}

}  // namespace

std::span<IndicatorEntry const> indicators() {
    static std::vector<IndicatorEntry> const list = all_indicators();
    return list;
}

std::span<IndicatorEntry const> computed_indicators() {
    std::span<IndicatorEntry const> const all = indicators();
    auto const composed = std::find_if(all.begin(), all.end(), [](auto const& e) { return e.composed; });
    return all.first(static_cast<std::size_t>(composed - all.begin()));
}

IndicatorEntry const* find_indicator(std::string_view name) {
    for (IndicatorEntry const& entry : indicators())
        if (name == entry.info->name) return &entry;
    return nullptr;
}

int implied_field(char const* input) {
    static constexpr std::array<char const*, 5> fields = {"open", "high", "low", "close", "volume"};
    for (int i = 0; i < 5; ++i)
        if (std::strcmp(input, fields[static_cast<std::size_t>(i)]) == 0) return i;
    return -1;
}

bool is_implied(char const* input) { return implied_field(input) >= 0 || clock_number(input) >= 0; }

std::string usage_of(IndicatorEntry const& entry) {
    std::string list;
    for (char const* input : entry.inputs)
        if (!is_implied(input)) list += (list.empty() ? "" : ", ") + std::string(input);
    for (param_info const& param : entry.params) list += (list.empty() ? "" : ", ") + std::string(param.name);
    return std::string(entry.info->name) + "(" + list + ")";
}

std::vector<std::string> const& indicator_names() {
    static std::vector<std::string> const names = [] {
        std::vector<std::string> list;
        for (IndicatorEntry const& entry : indicators()) list.emplace_back(entry.info->name);
        std::sort(list.begin(), list.end());
        return list;
    }();
    return names;
}

}  // namespace basicbot
