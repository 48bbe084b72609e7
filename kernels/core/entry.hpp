#pragma once
// What every catalogue entry says about itself. The command line, validation, documentation and tests read
// it.

#include "kernels/core/host_device.hpp"

namespace basicbot {

inline constexpr int max_params = 8;   // parameters of one entry
inline constexpr int max_inputs = 5;   // input series of one entry
inline constexpr int max_outputs = 8;  // output columns of one entry

struct param_info {
    char const* name;
    char const* unit;     // "bars", "1", "fraction", "bps", ...
    double low, high;     // inclusive range
    double standard;      // default
    double from, to, by;  // suggested sweep
    bool whole;           // only whole numbers
};

struct entry_info {
    char const* name;        // as written in a strategy: lower case
    char const* title;       // e.g. "Relative strength index"
    char const* group;       // "overlap", "momentum", "volatility", "math", ...
    char const* formula;     // plain text
    char const* source;      // author, year, page or URL
    char const* degenerate;  // what happens on flat series, zero division, short series
};

// The inputs of one batch of columns. `begin` is the first bar at which all inputs are defined; entries count
// their warm-up from there.
template <class X>
struct input_view {
    X x[max_inputs];
    int64_t begin;
    int64_t size;
};

// Every lane reads the same series, each with its own parameters.
using series_view = input_view<double const*>;

}  // namespace basicbot

BB_ISA_BEGIN

// An indicator entry E is a struct with
//   static constexpr entry_info info;
//   static constexpr param_info params[];    without any: static constexpr int param_count = 0;
//   static constexpr char const* inputs[];   e.g. {"x"} or {"high", "low", "close"}
//   static constexpr char const* outputs[];  e.g. {"value"} or {"line", "signal", "hist"}
// and one of three forms.
//
// Composed, for what is made of other entries: its outputs as `let`s of the strategy language over its inputs
// and parameters, with any helping `let`s before them. Their columns are shared with whoever else reads them.
//   static constexpr char const* composed = "let first = ema(x, n)\n"
//                                           "let value = 2 * first - ema(first, n)";
//
// The other two have a warm-up, the leading NaNs counted from `begin`; what they give before it is replaced
// by NaN by the launcher:
//   static constexpr int64_t warmup(double const* p);
// Optional: the inputs whose values are finite, both ends included; the tests draw their series from it.
// Without it: every finite input.
//   static constexpr double domain[] = {low, high};
//
// Bar form, for what is a function of a fixed stretch of bars; a lane is a bar, so neighbours are one load:
//   template <class L> BB_HD static void value(bars_at<L> const& at, double const* p, typename L::real* out);
// at(k, back) is input k `back` bars ago, for back <= warmup(p).
//
// Walk form, for what remembers; a lane is a parameter set, so t and the age t - begin are the same for all
// lanes:
//   template <class L> struct state { ... };   plain data: snapshot and restore are copies
//   template <class L> BB_HD static void start(state<L>&, typename L::real const* p);
//   template <class L> BB_HD static void step(state<L>&, typename L::real const* p, series_view const& in,
//                                             int64_t t, typename L::real* out);
// step() is called for t = begin, begin+1, ...; it reads in.x[k][s] for s <= t only (and s >= in.begin), as a
// broadcast L::real(in.x[k][s]) or per lane L::gather(in.x[k], word). Optional:
//   static constexpr bool repaints = true;
// the entry may read all s < in.size: rules, studies of signals and streaming refuse it (A7).
//   static constexpr int64_t memory(double const* p);
// how many bars before one divisible by 64 a walk may begin and still have, from there on, the state of one
// that began with the series: it can then be cut (kernels/cuda/columns_kernel.hpp,
// cpu_fallback/lane_bars.hpp).
//   static constexpr bool is_short(double const* p);
//   template <class L> BB_HD static void short_value(bars_at<L> const& at, double const* p,
//                                                    typename L::real* out);
// parameters with which the values are also a function of the bars at hand, and that function: the bits of
// the walk, in the bar form.

template <class L>
struct bars_at {
    series_view const& in;
    int64_t t;  // of lane 0; lane i is bar t + i
    BB_HD typename L::real operator()(int input, int64_t back = 0) const {
        return L::load(in.x[input] + (t - back));
    }
};

// The number of bars of a whole-number parameter, per lane, as words for gather addresses.
template <class L>
BB_HD typename L::word bars_of(double const* lane_values) {
    uint64_t n[L::width];
    for (int i = 0; i < L::width; ++i) n[i] = static_cast<uint64_t>(lane_values[i]);
    return L::load_word(n);
}

BB_ISA_END
