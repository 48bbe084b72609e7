#pragma once
// Geometric Brownian motion of closes: log S[t+1] = log S[t] + drift_step + volatility_step Z[t], with
// standard normals Z.
//
// Source: Black and Scholes 1973, J. Political Economy 81. With drift mu and volatility sigma per year and
// K bars per year: drift_step = (mu - sigma^2 / 2) / K, volatility_step = sigma / sqrt(K). Exact in
// distribution at the closes.
//
// Accuracy: Z is float32 and within 1e-6 of the exact quantile (kernels/core/normal.hpp), the path is
// float64: a terminal logarithm after T steps is within 1e-6 * volatility_step * T of exact normals.
//
// Draws: counter = (t / 4, stream, path low, path high), key = seed; step t uses word t mod 4. T < 2^34.
//
// Degenerate: volatility 0 gives the straight line; horizon 0 gives terminal 0 and drawdown 0.

#include "kernels/core/normal.hpp"
#include "kernels/core/philox.hpp"
#include "kernels/paths/log_space.hpp"
#include "kernels/paths/path_task.hpp"

BB_ISA_BEGIN

struct gbm {
    static constexpr path_info info{
        "gbm",
        "Geometric Brownian motion",
        "log S[t+1] = log S[t] + (drift - volatility^2 / 2) / K + volatility / sqrt(K) Z[t], K bars per year",
        "Black and Scholes 1973, J. Political Economy 81",
        "volatility 0: a straight line; horizon 0: terminal 0 and drawdown 0",
        "normals float32 by inversion, within 1e-6 of the exact quantile",
        1,
        false};
    static constexpr path_param params[] = {{{"drift", "per year", -10, 10, from_history, 0, 0, 0, false},
                                             "drift of the price",
                                             "mean log return, plus half the variance, per year"},
                                            {{"volatility", "per year", 0, 10, from_history, 0, 0, 0, false},
                                             "deviation of the log price",
                                             "deviation of the log returns, per year"}};
    static constexpr path_value values[] = {
        {"log_drift", "1", "mean of the log return per bar that the model was given", false},
        {"log_volatility", "1", "deviation of the log return per bar that the model was given", false}};

    static void calibrate(path_history const& history, double const* stated, double* out) {
        out[0] = history.mean;
        out[1] = history.deviation;
        if (is_nan(stated[0]) && is_nan(stated[1])) return;
        double const k = history.bars_per_year, root = __builtin_sqrt(k);
        double const sigma = stated_or(stated[1], history.deviation * root);
        double const mu = stated_or(stated[0], history.mean * k + 0.5 * sigma * sigma);
        out[0] = (mu - 0.5 * sigma * sigma) / k;
        out[1] = sigma / root;
    }

    // `groups` lane groups are walked side by side: one alone waits for its own multiplications.
    template <class P, int groups = P::interleave>
    class lanes {
      public:
        static constexpr int width = P::width * groups;  // paths of one run()

        BB_HD lanes(path_task const& task, normal_table const& normals)
            : task_(task), table_(normals), drift_(task.values[0]), volatility_(task.values[1]) {}

        // Paths base + low .. base + high - 1; base is a multiple of `width`.
        BB_HD void run(uint64_t base, int low, int high) const {
            if (task_.fan != nullptr) {
                walk<true>(base, low, high);
            } else {
                walk<false>(base, low, high);
            }
        }

      private:
        using real = typename P::real;

        template <bool with_fan>
        BB_HD void walk(uint64_t base, int low, int high) const {
            path_draws<P> draws[groups];
            log_path<real> path[groups];
            BB_UNROLL for (int g = 0; g < groups; ++g) {
                draws[g] =
                    path_draws<P>(task_.seed, task_.stream, base + static_cast<uint64_t>(g) * P::width);
                path[g] = start_of_path<P>();
            }
            path_rows<P, groups> const rows(task_, base, low, high);
            fan_writer<P, groups, with_fan> fan(task_);
            int64_t const blocks = task_.horizon / 4;
            int const rest = static_cast<int>(task_.horizon % 4);
            for (int64_t b = 0; b < blocks; ++b) block<4>(draws, path, static_cast<uint32_t>(b), rows, fan);
            if (rest == 1) block<1>(draws, path, static_cast<uint32_t>(blocks), rows, fan);
            if (rest == 2) block<2>(draws, path, static_cast<uint32_t>(blocks), rows, fan);
            if (rest == 3) block<3>(draws, path, static_cast<uint32_t>(blocks), rows, fan);
            rows.finish(task_, path);
        }

        // Steps 4 b .. 4 b + steps - 1 of all groups.
        template <int steps, class Fan>
        BB_HD void block(path_draws<P> const (&draws)[groups], log_path<real> (&path)[groups], uint32_t b,
                         path_rows<P, groups> const& rows, Fan& fan) const {
            typename P::u32 words[groups][4];
            typename P::f32 z[groups][4];
            BB_UNROLL for (int g = 0; g < groups; ++g) draws[g].draw(b, words[g]);
            BB_UNROLL for (int g = 0; g < groups; ++g) normals<P>(words[g], table_, z[g]);
            BB_UNROLL for (int j = 0; j < steps; ++j) {
                BB_UNROLL for (int g = 0; g < groups; ++g)
                    advance<P>(path[g], P::fma(P::widen(z[g][j]), volatility_, drift_));
                fan.after_step(path, rows);
            }
        }

        path_task const& task_;
        normal_table const& table_;
        real drift_, volatility_;
    };
};

BB_ISA_END
