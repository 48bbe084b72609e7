#pragma once
// Runs any catalogue entry through the compiled columns of any instruction set, with guard zones around the
// outputs.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "catalogue_indicators.inc"
#include "kernels/core/bits.hpp"
#include "kernels/core/entry_traits.hpp"

#define BB_DECLARE(name)                                                                             \
    extern "C" void bb_columns_##name##_plain(basicbot::series_view const*, double const*, int32_t,  \
                                              double* const*);                                       \
    extern "C" void bb_columns_##name##_avx2(basicbot::series_view const*, double const*, int32_t,   \
                                             double* const*);                                        \
    extern "C" void bb_columns_##name##_avx512(basicbot::series_view const*, double const*, int32_t, \
                                               double* const*);
BB_INDICATORS(BB_DECLARE)
#undef BB_DECLARE

namespace columns_test {

using Columns = void (*)(basicbot::series_view const*, double const*, int32_t, double* const*);
using Series = std::vector<double>;
using Bars = std::vector<Series>;  // one series per input

struct Isa {
    char const* name;
    bool present;
};
inline std::vector<Isa> instruction_sets() {
    bool const wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    return {{"plain", true}, {"avx2", __builtin_cpu_supports("avx2") != 0}, {"avx512", wide}};
}

struct Entry {
    std::string name;
    basicbot::entry_info const* info;
    std::span<basicbot::param_info const> params;
    std::vector<std::string> inputs, outputs;
    double const* domain;  // as domain_of() in kernels/core/entry_traits.hpp
    int64_t (*warmup)(double const*);
    bool repaints;
    bool windowed;       // a function of a stretch of bars, or says after how many it has forgotten
    Columns columns[3];  // in the order of instruction_sets()
};

template <class E>
Entry describe(char const* name, Columns plain, Columns avx2, Columns avx512) {
    return {name, &E::info, {basicbot::params_of<E>(), static_cast<size_t>(basicbot::param_count_of<E>())},
            {std::begin(E::inputs), std::end(E::inputs)}, {std::begin(E::outputs), std::end(E::outputs)},
            basicbot::domain_of<E>(), [](double const* p) { return E::warmup(p); }, basicbot::repaints<E>(),
            basicbot::is_bar_form<E>() || requires(double const* p){E::memory(p);
}
, { plain, avx2, avx512 }
};  // namespace columns_test
}

inline std::vector<Entry> const& entries() {
    static std::vector<Entry> const all = {
#define BB_ROW(name)                                                                     \
    describe<basicbot::name>(#name, bb_columns_##name##_plain, bb_columns_##name##_avx2, \
                             bb_columns_##name##_avx512),
        BB_INDICATORS(BB_ROW)
#undef BB_ROW
    };
    return all;
}

inline Entry const& entry_named(std::string const& name) {
    for (Entry const& entry : entries()) {
        if (entry.name == name) return entry;
    }
    throw std::runtime_error("no entry " + name);
}

struct Result {
    std::vector<Series> columns;  // [set * outputs + output]
    bool guards_intact = true;
};

// sets is [lanes][params]; parameters are copied into exactly sized memory, so that a sanitizer sees reads
// beyond.
inline Result run(Entry const& entry, int isa, Bars const& bars, int64_t begin,
                  std::vector<std::vector<double>> const& sets) {
    int64_t const size = static_cast<int64_t>(bars[0].size());
    int64_t const guard = 16;
    double const mark = -123456.5;
    basicbot::series_view view{};
    for (size_t k = 0; k < bars.size(); ++k) view.x[k] = bars[k].data();
    view.begin = begin;
    view.size = size;
    std::vector<double> params;
    for (auto const& set : sets) params.insert(params.end(), set.begin(), set.end());
    size_t const count = sets.size() * entry.outputs.size();
    std::vector<Series> memory(count, Series(static_cast<size_t>(size + 2 * guard), mark));
    std::vector<double*> out;
    for (Series& column : memory) out.push_back(column.data() + guard);
    entry.columns[isa](&view, params.data(), static_cast<int32_t>(sets.size()), out.data());
    Result result;
    for (Series const& column : memory) {
        for (int64_t i = 0; i < guard; ++i) {
            result.guards_intact &= column[static_cast<size_t>(i)] == mark &&
                                    column[column.size() - 1 - static_cast<size_t>(i)] == mark;
        }
        result.columns.emplace_back(column.begin() + guard, column.end() - guard);
    }
    return result;
}

// A parameter set per i: the lowest and the default values first, then random ones.
inline std::vector<std::vector<double>> parameter_sets(Entry const& entry, int count) {
    std::mt19937_64 random(7);
    std::vector<std::vector<double>> sets;
    for (int i = 0; i < count; ++i) {
        std::vector<double> set;
        for (basicbot::param_info const& p : entry.params) {
            double const high = std::min(p.high, 90.0), low = p.whole ? p.low : std::max(p.low, 0.25);
            double value = low + (high - low) * std::uniform_real_distribution<>(0, 1)(random);
            if (p.whole) value = static_cast<double>(static_cast<int64_t>(value));
            set.push_back(i == 0 ? low : i == 1 ? p.standard : value);
        }
        sets.push_back(set);
    }
    return sets;
}

enum class Kind { walk, flat, tiny, huge, gapped };

// Prices that are not all in the domain are moved there, the lowest to its low end and the highest to its
// high one.
inline void move_into(double const* domain, Bars& bars) {
    double lowest = bars[0][0], highest = lowest;
    for (Series const& x : bars) {
        lowest = std::min(lowest, *std::min_element(x.begin(), x.end()));
        highest = std::max(highest, *std::max_element(x.begin(), x.end()));
    }
    if (lowest >= domain[0] && highest <= domain[1]) return;
    for (Series& series : bars) {
        for (double& x : series) {
            double const share = highest > lowest ? (x - lowest) / (highest - lowest) : 0.5;
            x = std::clamp(domain[0] + (domain[1] - domain[0]) * share, domain[0], domain[1]);
        }
    }
}

// The entry's inputs over `size` bars, from its domain where it has one; a bar's high is the highest of its
// prices, its low the lowest.
inline Bars make_bars(Entry const& entry, Kind kind, size_t size, uint64_t seed = 3) {
    std::mt19937_64 random(seed);
    std::normal_distribution<> step;
    Series open, high, low, close, other, session, event;
    double c = 100.0, o2 = 50.0;
    for (size_t t = 0; t < size; ++t) {
        double o = c;
        if (kind == Kind::gapped && t % 37 == 20) o = c *= t % 2 ? 3.0 : 0.4;
        if (kind != Kind::flat) c *= 1.0 + 0.01 * step(random);
        o2 *= 1.0 + (kind != Kind::flat) * 0.01 * step(random);
        double shown_o = o, shown_c = c, spread = 0.3;
        if (kind == Kind::flat) spread = 0.0;
        if (kind == Kind::huge) {
            shown_o = 1e8 + static_cast<double>(random() % 2);
            shown_c = 1e8 + static_cast<double>(random() % 2);
        }
        open.push_back(shown_o);
        close.push_back(shown_c);
        high.push_back(std::max(shown_o, shown_c) + spread);
        low.push_back(std::min(shown_o, shown_c) - spread);
        other.push_back(o2);
        auto const day = t / 13;
        session.push_back(static_cast<double>(day));
        size_t const r = t % 10;  // something happens on the bars with which the tests let a series begin
        event.push_back(r == 2 || r == 5 ? 0.0 : r == 3 ? -0.0 : 1.0 + static_cast<double>(r));
    }
    if (kind == Kind::tiny) {
        for (Series* s : {&open, &high, &low, &close, &other}) {
            for (double& x : *s) x *= 1e-8;
        }
    }
    Bars bars;
    for (std::string const& input : entry.inputs) {
        bars.push_back(input == "open"                ? open
                       : input == "high"              ? high
                       : input == "low"               ? low
                       : input == "session"           ? session
                       : input == "event"             ? event
                       : input == "b" || input == "y" ? other
                                                      : close);
    }
    if (entry.domain != nullptr && size > 0) move_into(entry.domain, bars);
    return bars;
}

inline bool same_bits(Series const& a, Series const& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (basicbot::bits_of(a[i]) != basicbot::bits_of(b[i])) return false;
    }
    return true;
}

}  // namespace columns_test
