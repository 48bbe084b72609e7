#pragma once
// What every path model says about itself. The study's fields, the command line, the cube and tests read it.
//
// A model M is a struct in kernels/paths/<M>.hpp with
//   static constexpr path_info info;
//   static constexpr path_param params[];   what a study may state as montecarlo.<name>; without any, leave
//   it
//                                           out
//   static constexpr path_value values[];   what calibrate() writes, in the order of path_task::values
//   static void calibrate(path_history const&, double const* stated, double* out);
//   template <class P> class lanes;         walks paths with the lanes of policy P:
//       static constexpr int width;         paths of one run()
//       BB_HD lanes(path_task const&, normal_table const&);
//       BB_HD void run(uint64_t base, int low, int high) const;
// stated[i] belongs to params[i]: what the study says, else the default, and NaN where history has to give
// it. calibrate() runs on the host, once per symbol. run() walks paths base + low .. base + high - 1, where
// base is a multiple of `width`; log_space.hpp has what models share.

#include "kernels/core/bits.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

inline constexpr int max_path_values = 16;  // of one model; its parameters are no more

struct path_info {
    char const* name;        // as written in a study: lower case
    char const* title;       // e.g. "Geometric Brownian motion"
    char const* formula;     // plain text
    char const* source;      // author, year, journal or URL
    char const* degenerate;  // what happens at the parameters' ends
    char const* accuracy;    // how near the numbers come to the law that they are drawn from
    uint32_t stream;         // of random numbers: this model's alone, see kernels/core/streams.hpp
    bool resamples;          // paths are bars of the history, drawn at indices that all symbols share (A19)
};

// The default of a parameter that history gives unless the study states it.
inline constexpr double from_history = __builtin_nan("");

struct path_param {
    param_info info;   // `standard` may be from_history; no sweep
    char const* help;  // what it is, without its unit
    char const* rule;  // how history gives it; null where there is a default
};
constexpr bool calibrated(path_param const& p) { return p.info.standard != p.info.standard; }

struct path_value {
    char const* name;
    char const* unit;
    char const* title;
    bool shared;  // the same for all symbols, and named as a parameter: the cube states it once
};

// What a model may know of a symbol.
struct path_history {
    double const* log_returns;  // per bar
    int64_t count;
    double mean, deviation;  // of the log returns, ddof 1
    double bars_per_year;
    double block;  // mean block length that the returns ask for, the largest of all symbols (A19), >= 1;
                   // 1 where the model does not resample or all its parameters are stated
};

}  // namespace basicbot

BB_ISA_BEGIN

inline double stated_or(double stated, double otherwise) { return stated == stated ? stated : otherwise; }

BB_ISA_END
