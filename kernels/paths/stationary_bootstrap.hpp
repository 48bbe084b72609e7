#pragma once
// Stationary bootstrap of log returns: blocks of geometric length with mean m = `mean_block`, each starting
// at a bar drawn uniformly, the series read as a circle; blocks are chained until the horizon is filled.
//
// Source: Politis and Romano 1994, "The stationary bootstrap", JASA 89, 1303-1313.
//
// Law: P(length > k) = (1 - 1/m)^k by inversion, length = 1 + floor(log u / log(1 - 1/m)) with
// u = (word + 1/2) / 2^32; start = (word * n) >> 32.
//
// Accuracy: u has 32 bits, so no block is longer than 1 + 22.9 m; the probability of a start is off by at
// most n / 2^32 of itself. The path is the float64 sum of the returns in their order.
//
// Draws: counter = (b / 2, stream, path low, path high), key = seed; block b takes words (0, 1) or (2, 3) of
// it as (length, start).
//
// Degenerate: mean_block 1 is the iid bootstrap; a single return gives a single path.
// Needs mean_block >= 1 and 1 <= return_count < 2^31.

#include "kernels/core/normal_table.hpp"
#include "kernels/core/philox.hpp"
#include "kernels/paths/log_space.hpp"

BB_ISA_BEGIN

struct stationary_bootstrap {
    static constexpr path_info info{
        "stationary_bootstrap",
        "Stationary bootstrap of log returns",
        "blocks of geometric length with mean mean_block, each from a bar drawn uniformly, read as a circle",
        "Politis and Romano 1994, The stationary bootstrap, JASA 89, 1303-1313",
        "mean_block 1: every bar is drawn anew; a single return: a single path",
        "words of 32 bits: no block is longer than 1 + 22.9 mean_block",
        2,
        true};
    static constexpr path_param params[] = {
        {{"mean_block", "bars", 1, 1e6, from_history, 0, 0, 0, false},
         "mean length of a block",
         "Politis and White 2004 with the correction of 2009, longest of the symbols"}};
    static constexpr path_value values[] = {
        {"mean_block", "bars", "mean length of a block", true},
        {"log_drift", "1", "mean of the log return per bar that the model was given", false},
        {"log_volatility", "1", "deviation of the log return per bar that the model was given", false}};

    static void calibrate(path_history const& history, double const* stated, double* out) {
        out[0] = stated_or(stated[0], history.block);
        out[1] = history.mean;
        out[2] = history.deviation;
    }

    template <class P>
    class lanes {
      public:
        static constexpr int width = 1;  // paths of one run(); lanes serve the drawing of blocks only

        BB_HD lanes(path_task const& task, normal_table const&)
            : task_(task),
              count_(static_cast<uint32_t>(task.return_count)),
              per_log_(1.0 / exact_log1p(-1.0 / task.values[0])) {}

        // Path number `path`; the lane range is that of a single lane.
        BB_HD void run(uint64_t path, int, int) const {
            int64_t const row = static_cast<int64_t>(path - task_.first_path);
            double const* const returns = task_.returns;
            block_list blocks;
            blocks.path = path;
            blocks.next_quad = 0;
            blocks.used = 2 * P::width;
            log_path<double> state{0.0, 0.0, 0.0};
            uint32_t at = 0, in_block = 0;  // bar of the next return, bars left in the block
            bool const with_fan = task_.fan != nullptr;
            double* fan = with_fan ? task_.fan + row * (task_.horizon / task_.fan_every) : nullptr;
            int64_t until_fan = with_fan ? task_.fan_every : task_.horizon + 1;
            for (int64_t left = task_.horizon; left > 0;) {
                if (in_block == 0) {
                    if (blocks.used == 2 * P::width) refill(blocks);
                    at = blocks.start[blocks.used];
                    in_block = blocks.length[blocks.used++];
                }
                // As many steps as go straight on: to the end of the block, the series, the path or the next
                // band.
                int64_t steps = left < until_fan ? left : until_fan;
                uint32_t const straight = in_block < count_ - at ? in_block : count_ - at;
                if (straight < steps) steps = straight;
                for (double const* r = returns + at; r < returns + at + steps; ++r)
                    advance<scalar_float_lanes>(state, *r);
                in_block -= static_cast<uint32_t>(steps);
                at += static_cast<uint32_t>(steps);
                if (at == count_) at = 0;
                left -= steps;
                until_fan -= steps;
                if (until_fan == 0) {
                    until_fan = task_.fan_every;
                    *fan++ = state.level;  // NOLINT(clang-analyzer-core.NullDereference): none asked for,
                                           // never here
                }
            }
            task_.terminal[row] = state.level;
            task_.drawdown[row] = drawdown_of<scalar_float_lanes>(state.depth);
        }

      private:
        using u32 = typename P::u32;
        using real = typename P::real;

        // The next blocks of the path: 2 P::width are drawn at a time, the lanes along the counter.
        struct block_list {
            uint32_t length[2 * P::width], start[2 * P::width];
            uint64_t path;
            uint32_t next_quad;
            int used;
        };

        BB_HD u32 length_of(u32 word) const {
            real const u = P::fma(P::from_unsigned(word), real(0x1p-32), real(0x1p-33));
            real const extra = log_of<P>(u) * real(per_log_);  // >= 0
            return P::to_unsigned(P::min_of(extra, real(0x1p30)) + real(1.0));
        }

        BB_HD void refill(block_list& list) const {
            using wide = typename P::wide;
            wide words[4] = {P::widened(P::count_from(list.next_quad)), wide(task_.stream),
                             wide(static_cast<uint32_t>(list.path)),
                             wide(static_cast<uint32_t>(list.path >> 32))};
            detail::philox_rounds<P, 0>(words, static_cast<uint32_t>(task_.seed),
                                        static_cast<uint32_t>(task_.seed >> 32));
            for (int half = 0; half < 2; ++half) {
                uint32_t length[P::width], start[P::width];
                P::store(start, P::low(P::high(P::product(words[2 * half + 1], count_))));
                P::store(length, length_of(P::low(words[2 * half])));
                for (int l = 0; l < P::width; ++l) {
                    list.length[2 * l + half] = length[l];
                    list.start[2 * l + half] = start[l];
                }
            }
            list.next_quad += P::width;
            list.used = 0;
        }

        path_task const& task_;
        uint32_t count_;
        double per_log_;  // 1 / log(1 - 1/m); -0 for m = 1, so that every block has length one
    };
};

BB_ISA_END
