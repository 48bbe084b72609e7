// What a core does with one 512-bit register of eight float64 at most, in ns: the counts behind ARCHITECTURE's
// decision on the batch of twenty indicators.
//   g++ -O2 -funroll-loops -std=c++20 -mavx512f -mavx512dq bench/spike/register_rates.cpp -o /tmp/register_rates && /tmp/register_rates
// Eight chains side by side, so that no operation waits for the one before; the best of seven runs.

#include <immintrin.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr int turns = 1'000'000, chains = 8;

template <class Body>
double best_ns(double operations, Body body) {
    double best = 1e9;
    for (int run = 0; run < 7; ++run) {
        auto const start = std::chrono::steady_clock::now();
        body();
        std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count() / operations);
    }
    return best;
}

// One operation written in assembly on each of eight registers, over and over.
#define ONE(text, x) asm volatile(text : "+v"(x), "=&v"(t) : "v"(c), "v"(m));
#define RATE(name, text)                                                                                 \
    double name() {                                                                                      \
        return best_ns(double{turns} * chains, [] {                                                      \
            __m512d const c = _mm512_set1_pd(1.0000001), m = _mm512_set1_pd(3.0);                        \
            __m512d a = m, b = m, d = m, e = m, f = m, g = m, h = m, i = m, t;                           \
            for (int k = 0; k < turns; ++k) {                                                            \
                ONE(text, a) ONE(text, b) ONE(text, d) ONE(text, e)                                      \
                ONE(text, f) ONE(text, g) ONE(text, h) ONE(text, i)                                      \
            }                                                                                            \
        });                                                                                              \
    }
RATE(sum, "vaddpd %2, %0, %0")
RATE(product, "vmulpd %2, %0, %0")
RATE(maximum, "vmaxpd %2, %0, %0")
RATE(maximum_and_sum, "vmaxpd %2, %3, %1\n\tvaddpd %1, %0, %0")
RATE(maximum_and_fma, "vmaxpd %2, %3, %1\n\tvfmadd231pd %1, %2, %0")
RATE(quotient, "vdivpd %2, %0, %0")
RATE(root, "vsqrtpd %0, %0")
RATE(shuffle, "vunpcklpd %2, %0, %0")
RATE(shuffle_of_two, "vpermt2pd %2, %2, %0")
#undef RATE
#undef ONE

// The correctly rounded root without the divider: an estimate of 14 bits, two steps of Goldschmidt's and
// Markstein's correction (IA-64 and Elementary Functions, 2000, section 9.4). Right where v^2 neither overflows
// nor loses bits below.
__m512d root_of(__m512d v) {
    __m512d const half = _mm512_set1_pd(0.5), near = _mm512_rsqrt14_pd(v);
    __m512d g = _mm512_mul_pd(v, near), h = _mm512_mul_pd(near, half);
    for (int step = 0; step < 2; ++step) {
        __m512d const off = _mm512_fnmadd_pd(g, h, half);
        g = _mm512_fmadd_pd(g, off, g);
        h = _mm512_fmadd_pd(h, off, h);
    }
    return _mm512_fmadd_pd(_mm512_fnmadd_pd(g, g, v), h, g);
}

double root_by_products() {
    return best_ns(double{turns} * chains, [] {
        __m512d v[chains];
        for (int i = 0; i < chains; ++i) v[i] = _mm512_set1_pd(1.5 + i);
        for (int k = 0; k < turns; ++k)
            for (int i = 0; i < chains; ++i) {
                v[i] = root_of(v[i]);
                asm volatile("" : "+v"(v[i]));
            }
    });
}

// The sums of a rolling deviation and its root, bar by bar for eight lanes; per value. The root of every bar by
// the divider (0), by products (1), or by turns (2).
template <int Roots>
double deviation() {
    constexpr int bars = 640, window = 20;
    static double x[(bars + window) * 8], out[bars * 8];
    for (int i = 0; i < (bars + window) * 8; ++i) x[i] = 100 + std::rand() / (RAND_MAX + 1.0);
    return best_ns(500.0 * bars * 8, [] {
        __m512d const share = _mm512_set1_pd(1.0 / window), origin = _mm512_set1_pd(100.5);
        for (int round = 0; round < 500; ++round) {
            __m512d s1 = _mm512_setzero_pd(), s2 = s1;
            for (int t = 0; t < bars; ++t) {
                __m512d const now = _mm512_loadu_pd(x + (t + window) * 8), old = _mm512_loadu_pd(x + t * 8);
                __m512d const moved = now - old;
                s1 += moved;
                s2 += moved * ((now - origin) + (old - origin));
                __m512d const v = _mm512_max_pd((s2 - s1 * s1 * share) * share, _mm512_set1_pd(1e-3));
                bool const divider = Roots == 0 || (Roots == 2 && t % 2 == 0);
                _mm512_storeu_pd(out + t * 8, divider ? _mm512_sqrt_pd(v) : root_of(v));
            }
            asm volatile("" ::: "memory");
        }
    });
}

// Stores of whole registers into columns of 5,064 values, as a batch writes them; per register.
double store(int columns) {
    auto const values = std::size_t{5064} * static_cast<std::size_t>(columns);
    auto* const p = static_cast<double*>(std::aligned_alloc(std::size_t{2} << 20, std::size_t{4} << 20));
    double const ns = best_ns(20.0 * static_cast<double>(values / 8), [&] {
        for (int round = 0; round < 20; ++round)
            for (std::size_t i = 0; i < values; i += 8) {
                _mm512_storeu_pd(p + i, _mm512_set1_pd(1.5));
                asm volatile("" ::: "memory");
            }
    });
    std::free(p);
    return ns;
}

}  // namespace

int main() {
    std::printf("sum %.3f  product %.3f  maximum %.3f  quotient %.2f  root %.2f, by products %.2f\n", sum(),
                product(), maximum(), quotient(), root(), root_by_products());
    std::printf("maximum and sum %.3f, maximum and fma %.3f (the pair)\n", maximum_and_sum(), maximum_and_fma());
    std::printf("shuffle %.3f, of two registers %.3f\n", shuffle(), shuffle_of_two());
    std::printf("a value of a deviation %.2f, roots by products %.2f, by turns %.2f\n", deviation<0>(), deviation<1>(),
                deviation<2>());
    std::printf("store into 16 columns %.3f, into 48 %.3f\n", store(16), store(48));
}
