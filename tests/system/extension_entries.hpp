#pragma once
// An indicator and a path model that the catalogue does not have, and studies that use them.

#include <string>

namespace basicbot {

inline char const* const new_indicator = R"(#pragma once
// Change over n bars.
//   probe_change[t] = x[t] - x[t-n]
// Source: definition.
// Degenerate: flat series give 0.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct probe_change {
    static constexpr entry_info info{"probe_change", "Change over n bars", "math",
                                     "x[t] - x[t-n]", "definition", "flat: 0"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 1, 20, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        typename L::real n;
        int64_t longest;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.n = p[0];
        double v[L::width];
        L::store(v, p[0]);
        s.longest = 0;
        for (int i = 0; i < L::width; ++i)
            if (static_cast<int64_t>(v[i]) > s.longest) s.longest = static_cast<int64_t>(v[i]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double v[L::width], r[L::width];
        L::store(v, s.n);
        for (int i = 0; i < L::width; ++i) {
            int64_t const back = t - static_cast<int64_t>(v[i]);
            r[i] = back >= in.begin ? in.x[0][t] - in.x[0][back] : 0.0;
        }
        out[0] = L::load(r);
    }
};

BB_ISA_END
)";

inline char const* const new_model = R"(#pragma once
// A straight line: log S[t+1] = log S[t] + slope. Source: definition. Degenerate: slope 0 stands still.

#include "kernels/core/normal_table.hpp"
#include "kernels/paths/log_space.hpp"

BB_ISA_BEGIN

struct probe_line {
    static constexpr path_info info{"probe_line", "Straight line", "log S[t+1] = log S[t] + slope",
                                    "definition", "slope 0: stands still", "float64", 4242, false};
    static constexpr path_param params[] = {
        {{"slope", "per bar", -1, 1, 0.002, 0, 0, 0, false}, "log return of every bar", nullptr},
        {{"shift", "per bar", -1, 1, from_history, 0, 0, 0, false}, "added to it", "mean log return"}};
    static constexpr path_value values[] = {{"log_slope", "1", "log return of every bar", false}};

    static void calibrate(path_history const& history, double const* stated, double* out) {
        out[0] = stated[0] + stated_or(stated[1], history.mean);
    }

    template <class P>
    class lanes {
      public:
        static constexpr int width = P::width;
        BB_HD lanes(path_task const& task, normal_table const&) : task_(task) {}
        BB_HD void run(uint64_t base, int low, int high) const {
            if (task_.fan != nullptr)
                walk<true>(base, low, high);
            else
                walk<false>(base, low, high);
        }

      private:
        template <bool with_fan>
        BB_HD void walk(uint64_t base, int low, int high) const {
            log_path<typename P::real> path[1] = {start_of_path<P>()};
            path_rows<P, 1> const rows(task_, base, low, high);
            fan_writer<P, 1, with_fan> fan(task_);
            for (int64_t t = 0; t < task_.horizon; ++t) {
                advance<P>(path[0], typename P::real(task_.values[0]));
                fan.after_step(path, rows);
            }
            rows.finish(task_, path);
        }

        path_task const& task_;
    };
};

BB_ISA_END
)";

inline std::string study_with(std::string const& change) {
    return R"([study]
name = "change"
kind = "sweep"
[data]
store = "bars"
symbols = ["DEMO"]
timeframe = "1d"
[strategy]
long_entry = ")" +
           change + R"( > 0"
long_exit = ")" +
           change + R"( < 0"
[params]
n = {from = 2, to = 40, step = 1}
[execution]
fee_bps = 1
slippage_bps = 1
)";
}

inline char const* const paths_study = R"([study]
name = "line"
kind = "montecarlo"
[data]
store = "bars"
symbols = ["DEMO"]
timeframe = "1d"
[montecarlo]
model = "probe_line"
shift = 0
paths = 70
horizon = 10
)";

}  // namespace basicbot
