#pragma once
// Mean absolute deviations of the last n bars for several n at once (kernels/core/mean_deviation.hpp): the
// sums of distances from the newest bar are shared, since that of a shorter window is a part of that of a
// longer one, and the distances themselves by a few windows at a time. A lane here is a bar.

#include "cpu_fallback/lanes.hpp"
#include "kernels/core/entry.hpp"
#include "kernels/core/mean_deviation.hpp"

BB_ISA_BEGIN

template <class L>
class window_deviations {
    using real = typename L::real;

  public:
    static constexpr int piece = 8;                              // registers of bars worked on together
    static constexpr int64_t bars = piece * L::width;            // of a piece
    static constexpr int most = L::width, group = L::width / 2;  // windows; those that share distances

    // windows[i] bars, i < count <= most, ascending. finish(i, t, deviation) is told those of the bars from t
    // on, register by register. Bar t's window of `windows[count - 1]` bars is full for t >= from. Returns
    // the first bar that is left over.
    template <class Finish>
    static int64_t run(double const* x, int64_t from, int64_t size, int64_t const* windows, int count,
                       Finish finish) {
        for (; from + bars <= size; from += bars) {
            real mean[most][piece];
            means(x + from, windows, count, mean);
            for (int first = 0; first < count; first += group) {
                int const left = count - first;
                if (left >= group)
                    above<group, 2>(x + from, windows + first, mean + first, first, from, finish);
                else
                    for (int i = first; i < count; ++i)
                        above<1, 4>(x + from, windows + i, mean + i, i, from, finish);
            }
        }
        return from;
    }

  private:
    static BB_HD real share_of(int64_t n) { return real(1.0) / real(static_cast<double>(n)); }

    static BB_HD void means(double const* x, int64_t const* windows, int count, real (*mean)[piece]) {
        real origin[piece], sum[piece];
        for (int r = 0; r < piece; ++r) {
            origin[r] = L::load(x + r * L::width);
            sum[r] = real(0.0);
        }
        int64_t k = 0;
        for (int i = 0; i < count; ++i) {
            for (; k < windows[i]; ++k)
                for (int r = 0; r < piece; ++r)
                    sum[r] = L::added(L::load(x + r * L::width - k) - origin[r], sum[r]);
            real const share = share_of(windows[i]);
            for (int r = 0; r < piece; ++r) mean[i][r] = sum[r] * share;
        }
    }

    // W windows over B registers of bars at a time, so that no sum waits for itself.
    template <int W, int B, class Finish>
    static BB_HD void above(double const* x, int64_t const* windows, real const (*mean)[piece], int number,
                            int64_t from, Finish& finish) {
        for (int r = 0; r < piece; r += B) {
            double const* const at = x + r * L::width;
            real origin[B], sum[W][B];
            for (int b = 0; b < B; ++b) {
                origin[b] = L::load(at + b * L::width);
                for (int i = 0; i < W; ++i) sum[i][b] = real(0.0);
            }
            int64_t k = 0;
#pragma GCC unroll 8
            for (int shortest = 0; shortest < W; ++shortest)  // those before it are done
                for (; k < windows[shortest]; ++k)
                    for (int b = 0; b < B; ++b) {
                        real const d = L::load(at + b * L::width - k) - origin[b];
#pragma GCC unroll 8
                        for (int i = shortest; i < W; ++i)
                            sum[i][b] = L::added(max_of(d, mean[i][r + b]), sum[i][b]);
                    }
            for (int i = 0; i < W; ++i)
                for (int b = 0; b < B; ++b)
                    finish(number + i, from + (r + b) * L::width,
                           deviation_from(mean[i][r + b], sum[i][b], real(static_cast<double>(windows[i])),
                                          share_of(windows[i])));
        }
    }
};

// E's one output is a function of a mean deviation about the mean of its one input's last p[0] values.
template <class E, class L>
constexpr bool is_of_deviation() {
    return L::width > 1 && requires(deviation_about_mean<typename L::real> d) { E::of(d); };
}

// Up to L::width parameter sets of such an entry, from where the longest window is full to the last whole
// piece; `rest` does the bars [begin, end) of a set that are left.
template <class E, class L, class Rest>
void share_deviations(series_view const& in, double const* params, int stride, int lanes, double* const* out,
                      Rest rest) {
    using deviations = window_deviations<L>;
    double* to[deviations::most];
    int set[deviations::most], count = 0;
    int64_t windows[deviations::most];
    for (int i = 0; i < lanes; ++i) {
        if (out[i] == nullptr) continue;
        int64_t const n = static_cast<int64_t>(params[i * stride]);
        int at = count++;
        for (; at > 0 && windows[at - 1] > n; --at) {
            windows[at] = windows[at - 1];
            set[at] = set[at - 1];
        }
        windows[at] = n;
        set[at] = i;
    }
    if (count == 0) return;
    for (int k = 0; k < count; ++k) to[k] = out[set[k]];
    int64_t const full = whole(in.begin + windows[count - 1] - 1, L::width);
    int64_t const done =
        deviations::run(in.x[0], full, in.size, windows, count,
                        [&](int k, int64_t t, deviation_about_mean<typename L::real> const& d) {
                            auto const value = E::of(d);
                            L::store(to[k] + t, select(value == value, value, typename L::real(quiet_nan())));
                        });
    for (int k = 0; k < count; ++k) {
        rest(set[k], in.begin + windows[k] - 1, full);
        rest(set[k], done, in.size);
    }
}

BB_ISA_END
