#pragma once
// Extremes of the last n bars for several n at once. The extremes of 1, 2, 4, 8, ... bars are made one out of
// the other, m[2w](t) = best(m[w](t), m[w](t - w)), and shared by all lanes; a window of n bars is the best
// of two that overlap, m[w](t) and m[w](t - (n - w)) with w <= n < 2 w (a sparse table, as in Bender &
// Farach-Colton 2000, section 3, one level at a time). That is one comparison a value, whatever n is; a lane
// here is a bar. An extreme has no rounding, so the walk (kernels/core/rolling_extreme.hpp) has equal bits.

#include "cpu_fallback/lanes.hpp"
#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

// Longer windows take the walk: pieces of the series would not stay in the first cache.
inline constexpr int64_t longest_shared_window = 1024;

template <class L, window_extreme Which>
class window_extremes {
    using real = typename L::real;

  public:
    window_extremes(double const* x, int64_t begin, int64_t size) : x_(x), begin_(begin), size_(size) {}

    // windows[i] bars, each at most longest_shared_window; out[i] gets size values, NaN before the window is
    // full and while a NaN is in it.
    void run(int64_t const* windows, int32_t count, double* const* out) {
        int64_t longest = 1;
        for (int32_t i = 0; i < count; ++i) longest = windows[i] > longest ? windows[i] : longest;
        for (int64_t from = begin_; from < size_; from += piece) {
            int64_t const to = from + piece < size_ ? from + piece : size_;
            // Whole registers before, so that all but the older windows lie on cache lines.
            bool const holes = load(from, to, whole(longest - 1, L::width));
            for (int64_t w = 1; w <= longest; w *= 2) {
                for (int32_t i = 0; i < count; ++i)
                    if (w <= windows[i] && windows[i] < 2 * w) join(w, windows[i], out[i], from, to);
                if (2 * w <= longest) widen(w);
            }
            for (int32_t i = 0; holes && i < count; ++i) punch(windows[i], out[i], from, to);
        }
        for (int32_t i = 0; i < count; ++i) {
            int64_t const first = begin_ + windows[i] - 1 < size_ ? begin_ + windows[i] - 1 : size_;
            for (int64_t t = 0; t < first; ++t) out[i][t] = quiet_nan();
        }
    }

  private:
    static constexpr int64_t piece = 2048;  // bars; with the longest window before it 24 KiB

    static BB_HD real better(real a, real b) {
        return Which == window_extreme::highest ? max_of(a, b) : min_of(a, b);
    }

    // Bars [from - back, to) as they are compared: a NaN, and what lies before the series, never wins.
    // Whether there was a NaN.
    bool load(int64_t from, int64_t to, int64_t back) {
        double const loser = from_bits(Which == window_extreme::highest ? 0xfff0000000000000ull    // -inf
                                                                        : 0x7ff0000000000000ull);  // inf
        real const none(loser);
        back_ = back;
        used_ = back + (to - from);
        int64_t const before = begin_ - (from - back) > 0 ? begin_ - (from - back) : 0;
        for (int64_t i = 0; i < before; ++i) m_[i] = loser;
        bool holes = false;
        int64_t i = before;
        for (; i + L::width <= used_; i += L::width) {
            real const v = L::load(x_ + (from - back + i));
            auto const known = v == v;
            holes = holes | any(!known);
            L::store(m_ + i, select(known, v, none));
        }
        for (; i < used_; ++i) {
            double const v = x_[from - back + i];
            holes = holes || is_nan(v);
            m_[i] = is_nan(v) ? loser : v;
        }
        return holes;
    }

    // From windows of w bars to windows of 2 w, from the newest bar back, so that what is read is still old.
    void widen(int64_t w) {
        int64_t t = used_;
        for (; t - L::width >= w; t -= L::width)
            L::store(m_ + t - L::width, better(L::load(m_ + t - L::width), L::load(m_ + t - L::width - w)));
        for (; t > w; --t) m_[t - 1] = one_better(m_[t - 1], m_[t - 1 - w]);
    }

    void join(int64_t w, int64_t n, double* out, int64_t from, int64_t to) const {
        double const* const newer = m_ + back_;
        double const* const older = newer - (n - w);
        int64_t const bars = to - from;
        int64_t i = 0;
        for (; i + L::width <= bars; i += L::width)
            L::store(out + from + i, better(L::load(newer + i), L::load(older + i)) + real(0.0));
        for (; i < bars; ++i) out[from + i] = one_better(newer[i], older[i]) + 0.0;
    }

    static double one_better(double a, double b) {
        return Which == window_extreme::highest ? max_of(a, b) : min_of(a, b);
    }

    // NaN wherever the window holds one.
    void punch(int64_t n, double* out, int64_t from, int64_t to) const {
        int64_t const first = from - (n - 1) > begin_ ? from - (n - 1) : begin_;
        int64_t done = from;
        for (int64_t s = first; s < to; ++s) {
            if (!is_nan(x_[s])) continue;
            int64_t const end = s + n < to ? s + n : to;
            for (int64_t t = s > done ? s : done; t < end; ++t) out[t] = quiet_nan();
            done = end;
        }
    }

    double const* x_;
    int64_t begin_, size_;
    int64_t back_ = 0, used_ = 0;
    alignas(64) double m_[piece + longest_shared_window];
};

// All lanes of such an entry, or false where a window is too long for it.
template <class L, window_extreme Which>
bool share_extremes(series_view const& in, double const* params, int32_t stride, int32_t lanes,
                    double* const* out) {
    int64_t windows[L::width];
    if (lanes > L::width) return false;
    for (int32_t i = 0; i < lanes; ++i) {
        windows[i] = static_cast<int64_t>(params[i * stride]);
        if (windows[i] > longest_shared_window || out[i] == nullptr) return false;
    }
    window_extremes<L, Which>(in.x[0], in.begin, in.size).run(windows, lanes, out);
    return true;
}

BB_ISA_END
