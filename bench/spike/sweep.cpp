// Measuring spike: which evaluator and which mask format for a trading sweep. See sweep_report.md.
// g++ -O3 -march=native -ffp-contract=off -std=c++20 [-DGRID="64,S=128"] sweep.cpp -o sweep ; ./sweep [tile 128..1024] [reps] [dump dir] [only]
#include <immintrin.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>
#include <sys/mman.h>
using u64 = uint64_t; using i64 = int64_t; using u8 = uint8_t; typedef __m512d D; typedef __m512i I;
static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
template <class T> struct Buf { T* p = nullptr; size_t n = 0; void make(size_t m) { n = m; size_t y = (m * sizeof(T) + (2 << 20) + 4096) >> 21 << 21; y += 2 << 20; p = (T*)aligned_alloc(2 << 20, y); madvise(p, y, MADV_HUGEPAGE); memset((void*)p, 0, m * sizeof(T)); } T& operator[](size_t i) { return p[i]; } void drop() { free(p); p = nullptr; } };
#ifndef GRID
#define GRID 32, S = 64
#endif
const int F = GRID, NC = F * S, NB = NC / 16; const double fee = 5e-4, slip = 2e-4, stopf = 0.03; // 5 bps fee, 2 bps slippage
struct M { double ret, sr, mdd; i64 tr, wn; };
struct World { int N, Np, Ns; std::vector<double> o, h, l, c; double cm1; Buf<double> col; Buf<float> c32; Buf<i64> tk; Buf<u8> code; Buf<uint16_t> q16; std::vector<double> win; } W;
static M fin(double E, double s1, double s2, double mdd, i64 tr, i64 wn, int n) { double v = (s2 - s1 * s1 / n) / (n - 1); return {E - 1, v > 0 ? s1 / n / std::sqrt(v) : 0, mdd, tr, wn}; }
// ---------- (a) sequential ledgers; pos(t) = target held from the open of bar t
template <class T, class P> static M ledger(P pos) {
  T cash = 1, u = 0, Ep = 1, pk = 1, mdd = 0, s1 = 0, s2 = 0, ent = 0; i64 tr = 0, wn = 0; const T f = fee, sl = slip;
  for (int t = 0; t < W.N; t++) { bool p = pos(t);
    if (p != (u != 0)) { if (p) { T px = W.o[t] * (1 + sl); ent = cash; u = cash / (px * (1 + f)); cash = 0; } else { cash = u * (W.o[t] * (1 - sl)) * (1 - f); u = 0; tr++; wn += cash > ent; } }
    if (t == W.N - 1 && u != 0) { cash = u * (W.c[t] * (1 - sl)) * (1 - f); u = 0; tr++; wn += cash > ent; }
    T E = cash + u * W.c[t], r = E / Ep - 1; s1 += r; s2 += r * r; Ep = E; pk = std::max(pk, E); mdd = std::min(mdd, E / pk - 1); }
  return fin(Ep, s1, s2, mdd, tr, wn, W.N); }
template <class P> static M ledgerLS(P pos) { // target +1/-1, stop 3 % from the fill, then flat until the next change of the signal
  double cash = 1, u = 0, Ep = 1, pk = 1, mdd = 0, s1 = 0, s2 = 0, ent = 0, lv = 0; i64 tr = 0, wn = 0; bool last = false;
  auto close = [&](double px0) { double px = px0 * (u > 0 ? 1 - slip : 1 + slip), v = u * px; cash = cash + v - std::fabs(v) * fee; tr++; wn += cash > ent; u = 0; };
  for (int t = 0; t < W.N; t++) { bool p = pos(t);
    if (p != last) { last = p; if (u != 0) close(W.o[t]); ent = cash; double px = W.o[t] * (p ? 1 + slip : 1 - slip); u = cash / (px * (1 + fee)); if (!p) u = -u; double v = u * px; cash = cash - v - std::fabs(v) * fee; lv = px * (p ? 1 - stopf : 1 + stopf); }
    if (u > 0 && W.l[t] <= lv) close(std::min(W.o[t], lv)); else if (u < 0 && W.h[t] >= lv) close(std::max(W.o[t], lv));
    if (t == W.N - 1 && u != 0) close(W.c[t]);
    double E = __builtin_fma(u, W.c[t], cash), r = E / Ep - 1; s1 += r; s2 += r * r; Ep = E; pk = std::max(pk, E); mdd = std::min(mdd, E / pk - 1); }
  return fin(Ep, s1, s2, mdd, tr, wn, W.N); }
// ---------- signal words: out[w*16+k] = 64 bars of combination 16*block+k; block = 4 fast x 4 slow
static inline int combo(int b, int k) { return (b / (S / 4) * 4 + k / 4) * S + b % (S / 4) * 4 + k % 4; }
#define BLK const int f0 = b / (S / 4) * 4, s0 = F + b % (S / 4) * 4
struct G64 { static void go(int b, int tb, int nw, u64* out) { BLK; const double *fp = &W.col[(size_t)f0 * W.Ns + tb], *sp = &W.col[(size_t)s0 * W.Ns + tb];
  for (int w = 0; w < nw; w++) { u8* o = (u8*)(out + w * 16);
    for (int q = 0; q < 8; q++) { D a[4], c[4]; for (int i = 0; i < 4; i++) { a[i] = _mm512_loadu_pd(fp + (size_t)i * W.Ns + w * 64 + q * 8); c[i] = _mm512_loadu_pd(sp + (size_t)i * W.Ns + w * 64 + q * 8); }
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++)
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++) o[(i * 4 + j) * 8 + q] = _mm512_cmp_pd_mask(a[i], c[j], _CMP_GT_OQ); } } } };
template <int NF> struct G64k { static void go(int b, int tb, int nw, u64* out) { BLK; const double *fp = &W.col[(size_t)f0 * W.Ns + tb], *sp = &W.col[(size_t)s0 * W.Ns + tb]; // word put together in mask registers
  for (int w = 0; w < nw; w++) for (int i = 0; i < 4; i++) { D a[8]; for (int q = 0; q < 8; q++) a[q] = _mm512_loadu_pd(fp + (size_t)i * W.Ns + w * 64 + q * 8);
#pragma GCC unroll 4
    for (int j = 0; j < 4; j++) { const double* c = sp + (size_t)j * W.Ns + w * 64; __mmask32 h[2];
#pragma GCC unroll 2
      for (int q = 0; q < 2; q++) { auto k = [&](int z) { return (__mmask16)_mm512_cmp_pd_mask(a[q * 4 + z], _mm512_loadu_pd(c + q * 32 + z * 8), _CMP_GT_OQ); }; h[q] = _mm512_kunpackw(_mm512_kunpackb(k(3), k(2)), _mm512_kunpackb(k(1), k(0))); }
      if (NF) out[w * 16 + i * 4 + j] = _mm512_kunpackd(h[1], h[0]); else { ((uint32_t*)out)[(w * 16 + i * 4 + j) * 2] = h[0]; ((uint32_t*)out)[(w * 16 + i * 4 + j) * 2 + 1] = h[1]; } } } } };
static long rechecks = 0;
struct G32 { static void go(int b, int tb, int nw, u64* out) { BLK; const float *fp = &W.c32[(size_t)f0 * W.Ns + tb], *sp = &W.c32[(size_t)s0 * W.Ns + tb]; alignas(64) uint16_t ge[64];
  for (int w = 0; w < nw; w++) { uint16_t* o = (uint16_t*)(out + w * 16);
    for (int q = 0; q < 4; q++) { __m512 a[4], c[4]; for (int i = 0; i < 4; i++) { a[i] = _mm512_loadu_ps(fp + (size_t)i * W.Ns + w * 64 + q * 16); c[i] = _mm512_loadu_ps(sp + (size_t)i * W.Ns + w * 64 + q * 16); }
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++)
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++) { o[(i * 4 + j) * 4 + q] = _mm512_cmp_ps_mask(a[i], c[j], _CMP_GT_OQ); ge[(i * 4 + j) * 4 + q] = _mm512_cmp_ps_mask(a[i], c[j], _CMP_GE_OQ); } }
    unsigned d = _mm512_cmpneq_epi64_mask(_mm512_load_si512(ge), _mm512_loadu_si512(o)) | _mm512_cmpneq_epi64_mask(_mm512_load_si512(ge + 32), _mm512_loadu_si512(o + 32)) << 8;
    for (; d; d &= d - 1) { int k = __builtin_ctz(d); rechecks++; const double *x = &W.col[(size_t)(f0 + k / 4) * W.Ns + tb + w * 64], *y = &W.col[(size_t)(s0 + k % 4) * W.Ns + tb + w * 64]; u8* z = (u8*)(out + w * 16 + k); for (int q = 0; q < 8; q++) z[q] = _mm512_cmp_pd_mask(_mm512_loadu_pd(x + q * 8), _mm512_loadu_pd(y + q * 8), _CMP_GT_OQ); } } } };
struct G16 { static void go(int b, int tb, int nw, u64* out) { BLK; const uint16_t *fp = &W.q16[(size_t)f0 * W.Ns + tb], *sp = &W.q16[(size_t)s0 * W.Ns + tb]; alignas(64) u64 ge[16];
  for (int w = 0; w < nw; w++) { u64* o = out + w * 16; I c[4][2]; for (int j = 0; j < 4; j++) for (int z = 0; z < 2; z++) c[j][z] = _mm512_loadu_si512(sp + (size_t)j * W.Ns + w * 64 + z * 32);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) { I a0 = _mm512_loadu_si512(fp + (size_t)i * W.Ns + w * 64), a1 = _mm512_loadu_si512(fp + (size_t)i * W.Ns + w * 64 + 32);
#pragma GCC unroll 4
      for (int j = 0; j < 4; j++) { o[i * 4 + j] = _mm512_kunpackd(_mm512_cmpgt_epu16_mask(a1, c[j][1]), _mm512_cmpgt_epu16_mask(a0, c[j][0])); ge[i * 4 + j] = _mm512_kunpackd(_mm512_cmpge_epu16_mask(a1, c[j][1]), _mm512_cmpge_epu16_mask(a0, c[j][0])); } }
    unsigned d = _mm512_cmpneq_epi64_mask(_mm512_load_si512(ge), _mm512_loadu_si512(o)) | _mm512_cmpneq_epi64_mask(_mm512_load_si512(ge + 8), _mm512_loadu_si512(o + 8)) << 8;
    for (; d; d &= d - 1) { int k = __builtin_ctz(d); rechecks++; const double *x = &W.col[(size_t)(f0 + k / 4) * W.Ns + tb + w * 64], *y = &W.col[(size_t)(s0 + k % 4) * W.Ns + tb + w * 64]; u64 m = 0; for (int q = 0; q < 8; q++) m |= (u64)_mm512_cmp_pd_mask(_mm512_loadu_pd(x + q * 8), _mm512_loadu_pd(y + q * 8), _CMP_GT_OQ) << q * 8; o[k] = m; } } } };
struct GTick { static void go(int b, int tb, int nw, u64* out) { BLK; const i64 *fp = &W.tk[(size_t)f0 * W.Ns + tb], *sp = &W.tk[(size_t)s0 * W.Ns + tb]; I wf[4], ws[4]; for (int i = 0; i < 4; i++) { wf[i] = _mm512_set1_epi64((i64)W.win[f0 + i]); ws[i] = _mm512_set1_epi64((i64)W.win[s0 + i]); }
  for (int w = 0; w < nw; w++) { u8* o = (u8*)(out + w * 16);
    for (int q = 0; q < 8; q++) { I a[4], c[4]; for (int i = 0; i < 4; i++) { a[i] = _mm512_loadu_si512(fp + (size_t)i * W.Ns + w * 64 + q * 8); c[i] = _mm512_loadu_si512(sp + (size_t)i * W.Ns + w * 64 + q * 8); }
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++)
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++) o[(i * 4 + j) * 8 + q] = _mm512_cmpgt_epi64_mask(_mm512_mul_epi32(a[i], ws[j]), _mm512_mul_epi32(c[j], wf[i])); } } } };
struct GRank { static void go(int b, int tb, int nw, u64* out) { BLK; const u8 *fp = &W.code[(size_t)f0 * W.Ns + tb], *sp = &W.code[(size_t)s0 * W.Ns + tb];
  for (int w = 0; w < nw; w++) { I a[4], c[4]; for (int i = 0; i < 4; i++) { a[i] = _mm512_loadu_si512(fp + (size_t)i * W.Ns + w * 64); c[i] = _mm512_loadu_si512(sp + (size_t)i * W.Ns + w * 64); }
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
#pragma GCC unroll 4
      for (int j = 0; j < 4; j++) out[w * 16 + i * 4 + j] = _mm512_cmpgt_epu8_mask(a[i], c[j]); } } };
// RSI latch: 8 periods x 16 lo x 16 hi; set = rsi<lo, reset = rsi>hi as words made once; latch = carries of one add per word
static Buf<u64> rset, rres; static std::vector<u64> rcar(NC); static double RLO(int i), RHI(int i);
struct GRsi { static void go(int b, int tb, int nw, u64* out) { int p = b / 16, lo = b % 16, n64 = W.Np / 64; const u64 *st = &rset[(size_t)(p * 16 + lo) * n64 + tb / 64], *rs = &rres[((size_t)p * n64 + tb / 64) * 16]; I c[2], one = _mm512_set1_epi64(-1);
    for (int q = 0; q < 2; q++) c[q] = tb ? _mm512_loadu_si512(&rcar[b * 16 + q * 8]) : _mm512_setzero_si512();
    for (int w = 0; w < nw; w++) for (int q = 0; q < 2; q++) { I g = _mm512_set1_epi64(st[w]), a = _mm512_xor_si512(_mm512_loadu_si512(rs + w * 16 + q * 8), one), s = _mm512_add_epi64(_mm512_add_epi64(a, g), c[q]);
        I co = _mm512_srli_epi64(_mm512_ternarylogic_epi64(a, g, s, 0xD4), 63); _mm512_storeu_si512(out + w * 16 + q * 8, _mm512_or_si512(_mm512_srli_epi64(_mm512_ternarylogic_epi64(a, g, s, 0x96), 1), _mm512_slli_epi64(co, 63))); c[q] = co; } // 0xD4: (a&g)|((a|g)&~s)
    for (int q = 0; q < 2; q++) _mm512_storeu_si512(&rcar[b * 16 + q * 8], c[q]); } };
// ---------- (d) event evaluator
struct alignas(32) Row { i64 L, s1, s2; double px; }; struct alignas(64) Bar { Row e, x; };
struct alignas(32) T3 { i64 mx, nmn, dd, pad; }; // nmn = -min, so that one vpmaxsq merges a pair
struct alignas(64) St { __m256i acc; i64 pk, dd; double ent; int tr, wn; }; // acc = log equity - LC while long, S1, S2, junk
static Buf<Bar> bars; static Buf<T3> tab; static Buf<St> st; static double q1, q2; const double Q = 0x1p52; static i64 LCl, P1, P2; static int TB = 1024, LG = 10; static double kin, kout; static std::vector<i64> LC, LO;
static i64 rnd(long double x) { return (i64)llrintl(x); }
static double prep() { double t0 = now(); int N = W.N; LC.assign(W.Np, 0); LO = LC; for (int t = 0; t < N; t++) { LC[t] = rnd(logl(W.c[t]) * Q); LO[t] = rnd(logl(W.o[t]) * Q); }
  LCl = LC[N - 1]; P1 = P2 = 0; i64 Ki = rnd(logl((1.0L + slip) * (1.0L + fee)) * Q), Ko = rnd(logl((1.0L - slip) * (1.0L - fee)) * Q); kin = Ki; kout = Ko;
  double b1 = 0, b2 = 0; auto R = [&](int t, double* r) { double cp = t ? W.c[t - 1] : W.cm1; r[0] = W.c[t] / cp - 1; r[1] = W.c[t] / (W.o[t] * (1 + slip) * (1 + fee)) - 1; r[2] = W.o[t] * (1 - slip) * (1 - fee) / cp - 1; };
  for (int t = 0; t < N; t++) { double r[3]; R(t, r); double m = std::max({std::fabs(r[0]), std::fabs(r[1]), std::fabs(r[2])}); b1 += m; b2 += m * m; }
  q1 = std::exp2(62 - std::ceil(std::log2(b1))); q2 = std::exp2(62 - std::ceil(std::log2(b2))); const int RS = TB + 1; bars.make((size_t)W.Np / TB * RS); for (int t = N - 1; t < W.Np; t++) LC[t] = LC[N - 2]; auto at = [&](int t) -> Bar& { return bars[(size_t)(t / TB) * RS + t % TB]; }; for (int k = 0; k < W.Np / TB; k++) bars[(size_t)k * RS + TB].x = {LC[k * TB + TB - 1], 0, 0, -1}; i64 p1 = 0, p2 = 0;
  for (int t = 0; t < N - 1; t++) { double r[3]; R(t, r); at(t).x = {LO[t] + Ko, p1 + llrint(r[2] * q1), p2 + llrint(r[2] * r[2] * q2), W.o[t] * (1 - slip) * (1 - fee)};
    p1 += llrint(r[0] * q1); p2 += llrint(r[0] * r[0] * q2); at(t).e = {-LO[t] - Ki, llrint(r[1] * q1) - p1, llrint(r[1] * r[1] * q2) - p2, W.o[t] * (1 + slip) * (1 + fee)}; }
  P1 = p1; P2 = p2; return now() - t0; }
static double prep_tab() { double t0 = now(); tab.make((size_t)W.Np * LG); // [tile][level][bar in tile]
  for (int tb = 0; tb < W.Np; tb += TB) for (int l = 0; l < LG; l++) { T3* d = &tab[(size_t)tb * LG + (size_t)l * TB]; const i64* v = &LC[tb]; int hf = 1 << l; for (int m = hf; m < TB; m += 2 * hf) {
      i64 mx = v[m - 1], mn = mx, dd = 0; for (int i = m - 1; i >= m - hf; i--) { mn = std::min(mn, v[i]); dd = std::max(dd, v[i] - mn); mx = std::max(mx, v[i]); d[i] = {mx, -mn, dd, 0}; }
      mx = mn = v[m]; dd = 0; for (int i = m; i < m + hf; i++) { mx = std::max(mx, v[i]); mn = std::min(mn, v[i]); dd = std::max(dd, mx - v[i]); d[i] = {mx, -mn, dd, 0}; } } }
  return now() - t0; }
static const char* lvb[32]; // table level of the current tile by lzcnt of (l ^ r) * 32
static inline void transitions(u64* w, u64* last, int nt) { // in place, 8 combinations per register; last = bit 63 of the previous word
  for (int q = 0; q < 2; q++) { I c = _mm512_loadu_si512(last + q * 8); for (int i = 0; i < TB / 64; i++) { I m = _mm512_loadu_si512(w + i * 16 + q * 8), x = _mm512_xor_si512(m, _mm512_shldi_epi64(m, c, 1)); c = m;
      if (__builtin_expect(i * 64 + 64 > nt, 0)) x = i * 64 >= nt ? _mm512_setzero_si512() : _mm512_and_si512(x, _mm512_set1_epi64(~0ull >> (64 - (nt - i * 64)))); _mm512_storeu_si512(w + i * 16 + q * 8, x); } _mm512_storeu_si512(last + q * 8, c); } }
template <int DD> static inline void evtile(St* sp, const Bar* br, const u64* x0, bool op) { // x0: transition words, stride 16
  alignas(64) uint16_t buf[2048 + 128]; uint16_t* ev = buf + 32; int n = 0, nw = TB / 64; // ev holds 32 * bar: offset into the table, twice that into the rows
  const I iota = _mm512_set_epi8(63,62,61,60,59,58,57,56,55,54,53,52,51,50,49,48,47,46,45,44,43,42,41,40,39,38,37,36,35,34,33,32,31,30,29,28,27,26,25,24,23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1,0);
  for (int w = 0; w < nw; w++) { u64 x = x0[w * 16]; I v = _mm512_maskz_compress_epi8(x, iota); int k = __builtin_popcountll(x); auto put = [&](int h, __m128i z) { _mm256_storeu_si256((__m256i*)(ev + n + h), _mm256_slli_epi16(_mm256_add_epi16(_mm256_cvtepu8_epi16(z), _mm256_set1_epi16(w * 64)), 5)); };
    put(0, _mm512_castsi512_si128(v)); if (__builtin_expect(k > 16, 0)) { put(16, _mm512_extracti32x4_epi32(v, 1)); if (k > 32) { put(32, _mm512_extracti32x4_epi32(v, 2)); put(48, _mm512_extracti32x4_epi32(v, 3)); } } n += k; }
  const char* B = (const char*)br; auto ld = [](const void* p) { return _mm256_load_si256((const __m256i*)p); }; auto lo = [](__m256i v) { return _mm256_castsi256_si128(v); }; auto px = [](const char* p) { return *(const double*)(p + 24); };
  __m256i acc = sp->acc, dda = _mm256_setzero_si256(); __m128i pk = _mm_cvtsi64_si128(sp->pk), md = _mm_cvtsi64_si128(sp->dd); double ent = sp->ent; int wn = sp->wn, tr = sp->tr; const __m256i zero = _mm256_setzero_si256();
  auto exit = [&](unsigned r) { acc = _mm256_add_epi64(acc, ld(B + r * 2 + 32)); if (DD) { md = _mm_max_epi64(md, _mm_sub_epi64(pk, lo(acc))); pk = _mm_max_epi64(pk, lo(acc)); } };
  if (__builtin_expect(op && n && ev[0] == 0, 0)) { exit(0); tr++; wn += px(B + 32) > ent; op = false; ev++; n--; }
  ev[-1] = 0; ev[n] = TB * 32; const uint16_t* e = ev - op; n += op; int np = (n + 1) / 2; bool oe = n & 1; acc = _mm256_sub_epi64(acc, op ? ld(B) : zero); wn += op ? (px(B + ev[0] * 2 + 32) > ent) - (px(B + ev[0] * 2 + 32) > px(B)) : 0; // a position carried in enters free at bar 0, one carried out leaves free after the last
  for (int i = 0; i < np; i++) { unsigned l = e[2 * i], r = e[2 * i + 1]; acc = _mm256_add_epi64(acc, ld(B + l * 2));
    if (DD) { unsigned q = r - 32; const char* T = lvb[__builtin_clz((l ^ q) | 32)]; __m256i A = ld(T + l), V = _mm256_max_epi64(A, ld(T + q)); __m128i c = _mm_add_epi64(lo(A), _mm_loadu_si128((const __m128i*)(T + q + 8)));
      dda = _mm256_max_epi64(dda, V); __m128i y = _mm_add_epi64(_mm_sub_epi64(pk, lo(acc)), _mm_srli_si128(lo(V), 8)); md = _mm_max_epi64(md, _mm_max_epi64(c, y)); pk = _mm_max_epi64(pk, _mm_add_epi64(lo(acc), lo(V))); }
    exit(r); wn += px(B + r * 2 + 32) > px(B + l * 2); }
  acc = _mm256_sub_epi64(acc, oe ? ld(B + TB * 64 + 32) : zero); sp->ent = oe && !(op && np == 1) ? px(B + (np ? e[2 * np - 2] : 0) * 2) : ent; sp->tr = tr + np - oe; sp->wn = wn; sp->acc = acc; sp->pk = _mm_cvtsi128_si64(pk); sp->dd = std::max(_mm_cvtsi128_si64(md), (long long)_mm256_extract_epi64(dda, 2)); }
static u64 sink; static long nev;
template <class G, int DD> static void runEvents(std::vector<M>& res, double* best, int reps, int stage = 2) { // stage 0 masks, 1 + transitions, 2 all
  st.make(NC); alignas(64) static u64 w[16 * 64]; Buf<u64> last; last.make(NC); int n1 = W.N - 1; *best = 1e9; std::vector<u8> lastbit(NC); // the last bar is closed by hand below
  for (int rp = 0; rp < reps; rp++) { memset((void*)st.p, 0, NC * sizeof(St)); memset(last.p, 0, NC * 8); double t0 = now();
    for (int tb = 0; tb < W.N; tb += TB) { int nt = std::min(TB, n1 - tb), na = std::min(TB, W.N - tb); for (int l = 0; l < LG; l++) lvb[26 - l] = (const char*)&tab[(size_t)tb * LG + (size_t)l * TB];
      for (int b = 0; b < NB; b++) { u64 *lp = &last[b * 16], old[16]; if (tb + TB > n1) for (int i = (na + 63) / 64 * 16; i < TB / 4; i++) w[i] = 0; G::go(b, tb, (na + 63) / 64, w); if (stage == 0) { sink += w[b & 15]; continue; }
        if (tb + TB >= W.N) for (int k = 0; k < 16; k++) lastbit[b * 16 + k] = (w[(na - 1) / 64 * 16 + k] >> ((na - 1) & 63) & 1) | (nt < 1 ? lp[k] >> 63 : w[(nt - 1) / 64 * 16 + k] >> ((nt - 1) & 63) & 1) << 1; if (nt < 1) continue;
        memcpy(old, lp, 128); transitions(w, lp, nt); if (stage == 1) { sink += w[b & 15]; continue; } for (int k = 0; k < 16; k++) evtile<DD>(&st[b * 16 + k], &bars[(size_t)(tb / TB) * (TB + 1)], w + k, old[k] >> 63); } }
    *best = std::min(*best, now() - t0); }
  last.drop(); if (stage < 2) return; res.resize(NC); nev = 0; int t = n1; double cp = W.c[t - 1], xo = W.o[t] * (1 - slip) * (1 - fee), xc = W.c[t] * (1 - slip) * (1 - fee), eo = W.o[t] * (1 + slip) * (1 + fee);
  for (int i = 0; i < NC; i++) { St& s = st[i]; i64 lam = _mm256_extract_epi64(s.acc, 0), s1 = _mm256_extract_epi64(s.acc, 1), s2 = _mm256_extract_epi64(s.acc, 2); bool op = lastbit[i] & 2, p = lastbit[i] & 1; double r = 0; nev += 2 * s.tr + op; if (op) { s1 += P1; s2 += P2; r = (p ? xc : xo) / cp - 1; lam += (p ? LCl : LO[t]) + (i64)kout; s.tr++; s.wn += (p ? xc : xo) > s.ent; } else if (p) { r = xc / eo - 1; lam += LCl - LO[t] + (i64)kout - (i64)kin; s.tr++; s.wn += xc > eo; }
    s.dd = std::max(s.dd, s.pk - lam); res[i] = fin(std::exp(lam / Q), s1 / q1 + r, s2 / q2 + r * r, std::expm1(-s.dd / Q), s.tr, s.wn, W.N); } }
// ---------- (b), (c): 2 x 8 combinations, bar by bar
static inline D b1(const double* p) { return _mm512_set1_pd(*p); }
struct alignas(64) LS { D E, cash, u, ent, pk, mdd, s1, s2, tr, wn, lL, lS; I last; };
static std::vector<double> rh, rE, rX, pX, pE;
static inline void ddx(LS& s, __mmask8 m) { s.mdd = _mm512_mask_min_pd(s.mdd, m, s.mdd, _mm512_sub_pd(_mm512_div_pd(s.E, s.pk), _mm512_set1_pd(1))); }
#define KZ(a, b) (!((a) | (b)))
#define FQ _Pragma("GCC unroll 2") for (int q = 0; q < 2; q++)
static void laneLong(LS* sp, int tb, int nt, const u64* w) { LS s[2] = {sp[0], sp[1]}; const D one = _mm512_set1_pd(1), tiny = _mm512_set1_pd(1 + 1e-14); D k[2]; FQ k[q] = _mm512_mul_pd(_mm512_add_pd(one, s[q].mdd), tiny);
  for (int t = 0; t < nt;) { I m[2], x[2], bit = _mm512_set1_epi64(1); FQ { m[q] = _mm512_loadu_si512(w + t / 64 * 16 + q * 8); x[q] = _mm512_xor_si512(m[q], _mm512_or_si512(_mm512_slli_epi64(m[q], 1), _mm512_srli_epi64(s[q].last, 63))); s[q].last = m[q]; m[q] = _mm512_andnot_si512(x[q], m[q]); } int te = std::min(t + 64, nt);
    for (; t < te; t++, bit = _mm512_add_epi64(bit, bit)) { int a = tb + t; D r[2]; __mmask8 ch[2], lo[2]; FQ { r[q] = _mm512_maskz_mov_pd(_mm512_test_epi64_mask(m[q], bit), b1(&rh[a])); ch[q] = _mm512_test_epi64_mask(x[q], bit); }
      if (!KZ(ch[0], ch[1])) FQ { __mmask8 on = _mm512_test_epi64_mask(s[q].last, bit), in = on & ch[q], ou = ch[q] & ~on; r[q] = _mm512_mask_mov_pd(_mm512_mask_mov_pd(r[q], in, b1(&rE[a])), ou, b1(&rX[a])); s[q].tr = _mm512_mask_add_pd(s[q].tr, ou, s[q].tr, one); s[q].wn = _mm512_mask_add_pd(s[q].wn, _mm512_mask_cmp_pd_mask(ou, b1(&pX[a]), s[q].ent, _CMP_GT_OQ), s[q].wn, one); s[q].ent = _mm512_mask_mov_pd(s[q].ent, in, b1(&pE[a])); }
      FQ { s[q].E = _mm512_fmadd_pd(s[q].E, r[q], s[q].E); s[q].s1 = _mm512_add_pd(s[q].s1, r[q]); s[q].s2 = _mm512_fmadd_pd(r[q], r[q], s[q].s2); s[q].pk = _mm512_max_pd(s[q].pk, s[q].E); lo[q] = _mm512_cmp_pd_mask(s[q].E, _mm512_mul_pd(s[q].pk, k[q]), _CMP_LT_OQ); }
      if (__builtin_expect(!KZ(lo[0], lo[1]), 0)) FQ { ddx(s[q], lo[q]); k[q] = _mm512_mul_pd(_mm512_add_pd(one, s[q].mdd), tiny); } } }
  sp[0] = s[0]; sp[1] = s[1]; }
static inline __attribute__((always_inline)) void shut(LS& s, __mmask8 m, D px0) { const D z = _mm512_setzero_pd(); m &= _mm512_cmp_pd_mask(s.u, z, _CMP_NEQ_OQ); __mmask8 lg = _mm512_cmp_pd_mask(s.u, z, _CMP_GT_OQ); D v = _mm512_mul_pd(s.u, _mm512_mul_pd(px0, _mm512_mask_mov_pd(_mm512_set1_pd(1 + slip), lg, _mm512_set1_pd(1 - slip))));
  s.cash = _mm512_mask_mov_pd(s.cash, m, _mm512_sub_pd(_mm512_add_pd(s.cash, v), _mm512_mul_pd(_mm512_abs_pd(v), _mm512_set1_pd(fee)))); const D one = _mm512_set1_pd(1); s.tr = _mm512_mask_add_pd(s.tr, m, s.tr, one); s.wn = _mm512_mask_add_pd(s.wn, _mm512_mask_cmp_pd_mask(m, s.cash, s.ent, _CMP_GT_OQ), s.wn, one);
  s.u = _mm512_mask_mov_pd(s.u, m, z); s.lL = _mm512_mask_mov_pd(s.lL, m, _mm512_set1_pd(-1)); s.lS = _mm512_mask_mov_pd(s.lS, m, _mm512_set1_pd(1e300)); }
static inline D recip_div(D a, D b) { D y = _mm512_rcp14_pd(b); const D one = _mm512_set1_pd(1); D e = _mm512_fnmadd_pd(b, y, one); y = _mm512_fmadd_pd(y, e, y); e = _mm512_fnmadd_pd(b, y, one); y = _mm512_fmadd_pd(y, e, y); D q = _mm512_mul_pd(a, y); return _mm512_fmadd_pd(_mm512_fnmadd_pd(b, q, a), y, q); }
template <int RC> static void laneLS(LS* sp, int tb, int nt, const u64* w) { LS s[2] = {sp[0], sp[1]}; const D one = _mm512_set1_pd(1), tiny = _mm512_set1_pd(1 + 1e-14); D k[2]; FQ k[q] = _mm512_mul_pd(_mm512_add_pd(one, s[q].mdd), tiny);
  for (int t = 0; t < nt;) { I x[2], bit = _mm512_set1_epi64(1); FQ { I m = _mm512_loadu_si512(w + t / 64 * 16 + q * 8); x[q] = _mm512_xor_si512(m, _mm512_or_si512(_mm512_slli_epi64(m, 1), _mm512_srli_epi64(s[q].last, 63))); s[q].last = m; } int te = std::min(t + 64, nt);
    for (; t < te; t++, bit = _mm512_add_epi64(bit, bit)) { int a = tb + t; __mmask8 ch[2], hl[2], hs[2], lo[2]; FQ ch[q] = _mm512_test_epi64_mask(x[q], bit);
      if (!KZ(ch[0], ch[1])) { D o = b1(&W.o[a]); FQ { LS& y = s[q]; shut(y, ch[q], o); __mmask8 on = _mm512_test_epi64_mask(y.last, bit), li = on & ch[q], si = ch[q] & ~on; y.ent = _mm512_mask_mov_pd(y.ent, ch[q], y.cash);
          D px = _mm512_mul_pd(o, _mm512_mask_mov_pd(_mm512_set1_pd(1 - slip), on, _mm512_set1_pd(1 + slip))), u = _mm512_div_pd(y.cash, _mm512_mul_pd(px, _mm512_set1_pd(1 + fee))); u = _mm512_mask_sub_pd(u, si, _mm512_setzero_pd(), u); D v = _mm512_mul_pd(u, px);
          y.cash = _mm512_mask_mov_pd(y.cash, ch[q], _mm512_sub_pd(_mm512_sub_pd(y.cash, v), _mm512_mul_pd(_mm512_abs_pd(v), _mm512_set1_pd(fee)))); y.u = _mm512_mask_mov_pd(y.u, ch[q], u); y.lL = _mm512_mask_mul_pd(y.lL, li, px, _mm512_set1_pd(1 - stopf)); y.lS = _mm512_mask_mul_pd(y.lS, si, px, _mm512_set1_pd(1 + stopf)); } }
      FQ { hl[q] = _mm512_cmp_pd_mask(b1(&W.l[a]), s[q].lL, _CMP_LE_OQ); hs[q] = _mm512_cmp_pd_mask(b1(&W.h[a]), s[q].lS, _CMP_GE_OQ); }
      if (__builtin_expect(!KZ(hl[0] | hs[0], hl[1] | hs[1]), 0)) { D o = b1(&W.o[a]); FQ shut(s[q], hl[q] | hs[q], _mm512_mask_mov_pd(_mm512_max_pd(o, s[q].lS), hl[q], _mm512_min_pd(o, s[q].lL))); }
      if (__builtin_expect(a == W.N - 1, 0)) FQ shut(s[q], 255, b1(&W.c[a]));
      FQ { LS& y = s[q]; D E = _mm512_fmadd_pd(y.u, b1(&W.c[a]), y.cash), r = _mm512_sub_pd(RC ? recip_div(E, y.E) : _mm512_div_pd(E, y.E), one); y.E = E; y.s1 = _mm512_add_pd(y.s1, r); y.s2 = _mm512_fmadd_pd(r, r, y.s2); y.pk = _mm512_max_pd(y.pk, E); lo[q] = _mm512_cmp_pd_mask(E, _mm512_mul_pd(y.pk, k[q]), _CMP_LT_OQ); }
      if (__builtin_expect(!KZ(lo[0], lo[1]), 0)) FQ { ddx(s[q], lo[q]); k[q] = _mm512_mul_pd(_mm512_add_pd(one, s[q].mdd), tiny); } } }
  sp[0] = s[0]; sp[1] = s[1]; }
template <class G, int KIND> static void runLanes(std::vector<M>& res, double* best, int reps) { // KIND 0 long, 1 long/short, 2 same with rcp14+Newton
  Buf<LS> v; v.make(NC / 8); alignas(64) static u64 w[16 * 64]; int N = W.N, n1 = N - 1; *best = 1e9; std::vector<u8> lb(NC), pb(NC); rh.assign(W.Np, 0); rE = rX = pX = pE = rh;
  for (int t = 0; t < N; t++) { double cp = t ? W.c[t - 1] : W.cm1; pE[t] = W.o[t] * (1 + slip) * (1 + fee); pX[t] = W.o[t] * (1 - slip) * (1 - fee); rh[t] = W.c[t] / cp - 1; rE[t] = W.c[t] / pE[t] - 1; rX[t] = pX[t] / cp - 1; }
  for (int rp = 0; rp < reps; rp++) { D z = _mm512_setzero_pd(), o = _mm512_set1_pd(1); for (int i = 0; i < NC / 8; i++) v[i] = {o, o, z, z, o, z, z, z, z, z, _mm512_set1_pd(-1), _mm512_set1_pd(1e300), _mm512_setzero_si512()}; double t0 = now();
    for (int tb = 0; tb < N; tb += TB) { int na = std::min(TB, N - tb), nt = KIND ? na : std::min(TB, n1 - tb); for (int b = 0; b < NB; b++) { G::go(b, tb, (na + 63) / 64, w); if (KIND == 0) laneLong(&v[b * 2], tb, nt, w); else laneLS<KIND == 2>(&v[b * 2], tb, nt, w);
        if (tb + TB >= N) for (int k = 0; k < 16; k++) { auto bt = [&](int j) { return j < 0 ? 0 : w[j / 64 * 16 + k] >> (j & 63) & 1; }; lb[b * 16 + k] = bt(na - 1); pb[b * 16 + k] = bt(na - 2); } } }
    *best = std::min(*best, now() - t0); }
  res.resize(NC); double xc = W.c[n1] * (1 - slip) * (1 - fee); for (int i = 0; i < NC; i++) { LS& y = v[i / 8]; int j = i % 8; double E = y.E[j], r = 0, m = y.mdd[j], pk = y.pk[j]; i64 tr = y.tr[j], wn = y.wn[j];
    if (KIND == 0) { bool op = pb[i], p = lb[i]; if (op) { double px = p ? xc : pX[n1]; r = px / W.c[n1 - 1] - 1; tr++; wn += px > y.ent[j]; } else if (p) { r = xc / pE[n1] - 1; tr++; wn += xc > pE[n1]; } E += E * r; m = std::min(m, E / pk - 1); }
    res[i] = fin(E, y.s1[j] + r, y.s2[j] + r * r, m, tr, wn, N); } v.drop(); }
// ---------- world and driver
static double RLO(int i) { return 20 + 1.25 * i; } static double RHI(int i) { return 55 + 1.75 * i; }
static std::vector<double> rsi; static double tcols, trank, trsi, t16;
static void world(int N, double f0, double f1, double s0, double s1) {
  const int WU = 600; W.N = N; W.Np = (N + 2047) / 2048 * 2048; W.Ns = W.Np; while (W.Ns / 8 % 2048 != 136) W.Ns += 64; /* column stride that spreads the columns of a tile over all L2 sets */ std::mt19937_64 g(7); std::normal_distribution<double> nd; std::vector<double> c(N + WU), o(c), h(c), l(c), ps(c.size() + 1, 0); double p = 100; auto tick = [](double x) { return std::rint(x * 100) / 100; };
  for (size_t i = 0; i < c.size(); i++) { o[i] = tick(p * std::exp(2e-4 * nd(g))); c[i] = tick(o[i] * std::exp(2e-3 * nd(g))); h[i] = tick(std::max(o[i], c[i]) * std::exp(5e-4 * std::fabs(nd(g)))); l[i] = tick(std::min(o[i], c[i]) * std::exp(-5e-4 * std::fabs(nd(g)))); p = c[i] * (1 + 0.02 * (std::log(100 / c[i]) > 0 ? 1 : -1) * 1e-3); ps[i + 1] = ps[i] + std::rint(c[i] * 100); }
  auto cut = [&](std::vector<double>& d, std::vector<double>& s) { d.assign(W.Np, 0); std::copy(s.begin() + WU, s.end(), d.begin()); }; cut(W.o, o); cut(W.h, h); cut(W.l, l); cut(W.c, c); W.cm1 = c[WU - 1];
  W.win.resize(F + S); for (int i = 0; i < F; i++) W.win[i] = f0 + (f1 - f0) * i / (F - 1); for (int i = 0; i < S; i++) W.win[F + i] = s0 + (s1 - s0) * i / (S - 1);
  W.col.drop(); W.c32.drop(); W.tk.drop(); W.code.drop(); W.q16.drop(); size_t sz = (size_t)(F + S) * W.Ns; W.col.make(sz); W.c32.make(sz); W.tk.make(sz); W.code.make(sz); W.q16.make(sz); double t0 = now();
  for (int i = 0; i < F + S; i++) { int n = (int)W.win[i]; double a = W.win[i] - n, ra = (1 - a) / (100. * n), rb = a / (100. * (n + 1)); for (int t = 0; t < N; t++) { const double* e = &ps[t + WU]; W.col[(size_t)i * W.Ns + t] = (e[0] - e[-n]) * ra + (e[0] - e[-n - 1]) * rb; } } // value known at the open of t
  tcols = (now() - t0) / ((double)(F + S) * N); for (size_t i = 0; i < sz; i++) W.c32[i] = (float)W.col[i]; for (int i = 0; i < F + S; i++) for (int t = 0; t < N; t++) W.tk[(size_t)i * W.Ns + t] = (i64)(ps[t + WU] - ps[t + WU - (int)W.win[i]]);
  t0 = now(); for (int w = 0; w < W.Np; w += 64) { D mn = _mm512_set1_pd(1e300), mx = _mm512_setzero_pd(); for (int i = 0; i < F + S; i++) for (int q = 0; q < 64; q += 8) { D v = _mm512_loadu_pd(&W.col[(size_t)i * W.Ns + w + q]); mn = _mm512_min_pd(mn, v); mx = _mm512_max_pd(mx, v); }
    double lo = _mm512_reduce_min_pd(mn), hi = _mm512_reduce_max_pd(mx); D L = _mm512_set1_pd(lo), sc = _mm512_set1_pd(hi > lo ? 65535 / (hi - lo) * (1 - 1e-12) : 0); // subtract, multiply, truncate are monotone: code(a) > code(b) implies a > b
    for (int i = 0; i < F + S; i++) for (int q = 0; q < 64; q += 8) _mm_storeu_si128((__m128i*)&W.q16[(size_t)i * W.Ns + w + q], _mm256_cvtepi32_epi16(_mm512_cvttpd_epi32(_mm512_mul_pd(_mm512_sub_pd(_mm512_loadu_pd(&W.col[(size_t)i * W.Ns + w + q]), L), sc)))); } t16 = (now() - t0) / ((double)(F + S) * N);
  t0 = now(); { std::vector<int> id(S), fd(F); std::vector<double> v(S); for (int i = 0; i < S; i++) id[i] = i; for (int i = 0; i < F; i++) fd[i] = i; std::vector<u8> buf((size_t)(F + S) * 64); std::vector<double> x(F + S);
    for (int t = 0; t < N; t++) { for (int i = 0; i < F + S; i++) x[i] = W.col[(size_t)i * W.Ns + t]; auto ins = [&](std::vector<int>& d, int off) { for (size_t i = 1; i < d.size(); i++) { int k = d[i]; double y = x[off + k]; size_t j = i; while (j && x[off + d[j - 1]] > y) { d[j] = d[j - 1]; j--; } d[j] = k; } }; ins(id, F); ins(fd, 0);
      for (int i = 0, r = 0; i < S; i++) { if (i && x[F + id[i]] > x[F + id[i - 1]]) r = i; buf[(F + id[i]) * 64 + t % 64] = r; } for (int i = 0, j = 0; i < F; i++) { while (j < S && x[F + id[j]] < x[fd[i]]) j++; buf[fd[i] * 64 + t % 64] = j; }
      if (t % 64 == 63 || t == N - 1) for (int i = 0; i < F + S; i++) memcpy(&W.code[(size_t)i * W.Ns + t / 64 * 64], &buf[i * 64], 64); } } trank = (now() - t0) / ((double)(F + S) * N);
  rsi.assign((size_t)8 * W.Np, 50); rset.drop(); rres.drop(); rset.make((size_t)128 * W.Np / 64); rres.make((size_t)128 * W.Np / 64); t0 = now();
  for (int q = 0; q < 8; q++) { double up = 0, dn = 0, al = 1. / (4 + 2 * q); for (int i = 1; i < N + WU; i++) { if (i >= WU) { double r = up + dn > 0 ? 100 * up / (up + dn) : 50; int t = i - WU; rsi[(size_t)q * W.Np + t] = r; for (int k = 0; k < 16; k++) { rset[((size_t)(q * 16 + k) * W.Np + t) / 64] |= (u64)(r < RLO(k)) << (t & 63); rres[((size_t)q * W.Np + t) / 64 * 16 + k] |= (u64)(r > RHI(k)) << (t & 63); } } double d = c[i] - c[i - 1]; up += al * (std::max(d, 0.) - up); dn += al * (std::max(-d, 0.) - dn); } } trsi = (now() - t0) / (8. * N); }
static void cmp(const char* nm, double sec, const std::vector<M>& a, const std::vector<M>& r) { double e[3] = {0, 0, 0}; long dt = 0, dw = 0; for (int i = 0; i < NC; i++) { e[0] = std::max(e[0], std::fabs((a[i].ret - r[i].ret) / (1 + r[i].ret))); e[1] = std::max(e[1], std::fabs(a[i].sr - r[i].sr)); e[2] = std::max(e[2], std::fabs(a[i].mdd - r[i].mdd)); dt += a[i].tr != r[i].tr; dw += a[i].wn != r[i].wn; }
  printf("  %-34s %8.4f ns/bc   dev ret(rel) %.1e sharpe %.1e mdd %.1e trades!= %ld wins!= %ld\n", nm, sec * 1e9 / ((double)W.N * NC), e[0], e[1], e[2], dt, dw); fflush(stdout); }
template <class G, class PS> static void suite(const char* tag, int reps, bool sma, PS mk, const std::string& dump) { std::vector<M> ref(NC), rl(NC), ls(NC), r; double b, t0 = now(); auto pure = [&](const char* nm, double s) { printf("  %-34s %8.4f ns/bc\n", nm, s * 1e9 / ((double)W.N * NC)); };
  for (int i = 0; i < NC; i++) ref[i] = ledger<double>(mk(i)); double ta = now() - t0; for (int i = 0; i < NC; i++) rl[i] = ledger<long double>(mk(i)); t0 = now(); for (int i = 0; i < NC; i++) ls[i] = ledgerLS(mk(i)); double tls = now() - t0;
  runEvents<G, 1>(r, &b, reps); printf("%s N=%d tile=%d event rate %.2f %% of bars; cols %.2f ns/col-bar, u16 codes %.2f, rank8 %.2f ns/col-bar, rsi col+32 thresholds %.1f ns/bar\n", tag, W.N, TB, 100. * nev / ((double)W.N * NC), tcols * 1e9, t16 * 1e9, trank * 1e9, trsi * 1e9);
  cmp("(a) ledger double vs long double", ta, ref, rl); cmp("(d) events vs ledger double", b, r, ref); cmp("(d) events vs long double ledger", b, r, rl); if (dump.size()) { FILE* f = fopen((dump + "/res.bin").c_str(), "wb"); fwrite(r.data(), sizeof(M), NC, f); fwrite(ls.data(), sizeof(M), NC, f); fclose(f); f = fopen((dump + "/cols.bin").c_str(), "wb"); for (int i = 0; i < F + S; i++) fwrite(&W.col[(size_t)i * W.Ns], 8, W.N, f); fclose(f); f = fopen((dump + "/ohlc.bin").c_str(), "wb"); for (auto* v : {&W.o, &W.h, &W.l, &W.c}) fwrite(v->data(), 8, W.N, f); fwrite(&W.cm1, 8, 1, f); fclose(f); }
  runEvents<G, 0>(r, &b, reps); pure("(d') events, no bar-level MDD", b); runEvents<G, 1>(r, &b, reps, 0); pure("    masks only", b); runEvents<G, 1>(r, &b, reps, 1); pure("    masks + transitions", b);
  if (sma) { runEvents<G64k<1>, 1>(r, &b, reps, 0); pure("    masks only f64, kunpck to 64", b); runEvents<G64k<0>, 1>(r, &b, reps, 0); pure("    masks only f64, kunpck to 32", b); runEvents<G32, 1>(r, &b, reps); cmp("(e) events, f32 filter", b, r, ref); rechecks = 0; runEvents<G32, 1>(r, &b, reps, 0); pure("    masks only f32 filter", b); printf("      words rechecked: %.3f %%\n", 100. * rechecks / reps / ((double)NC * (W.N / 64))); runEvents<G16, 1>(r, &b, reps); cmp("(h) events, u16 code filter", b, r, ref); rechecks = 0; runEvents<G16, 1>(r, &b, reps, 0); pure("    masks only u16 filter", b); printf("      words rechecked: %.3f %%\n", 100. * rechecks / reps / ((double)NC * (W.N / 64))); runEvents<GTick, 1>(r, &b, reps, 0); pure("(f) masks only, ticks (muldq)", b); runEvents<GRank, 1>(r, &b, reps); cmp("(g) events, rank8 codes", b, r, ref); runEvents<GRank, 1>(r, &b, reps, 0); pure("    masks only rank8", b); }
  runLanes<G, 0>(r, &b, reps); cmp("(b) lanes f64 long-only", b, r, ref); cmp("(a2) ledger long/short+stop", tls, ls, ls); runLanes<G, 1>(r, &b, reps); cmp("(c) lanes f64 long/short+stop", b, r, ls); runLanes<G, 2>(r, &b, reps); cmp("(c') same, rcp14+Newton", b, r, ls); }
int main(int ac, char** av) { TB = ac > 1 ? atoi(av[1]) : 1024; LG = __builtin_ctz(TB); int reps = ac > 2 ? atoi(av[2]) : 5; std::string dump = ac > 3 ? av[3] : ""; const char* only = ac > 4 ? av[4] : "";
  struct Cfg { const char* n; double a, b, c, d; } cf[] = {{"SMA-0.5%", 30, 120, 160, 500}, {"SMA-1.3%", 10, 50, 60, 250}, {"SMA-5%", 3, 12, 14, 60}, {"SMA-20%", 1, 2.5, 2.7, 8}};
  for (int N : {100000, 5000}) for (auto& x : cf) { if (*only && !strstr(x.n, only)) continue; if (dump.size() && N != 100000) continue; world(N, x.a, x.b, x.c, x.d); double p = prep(), q = prep_tab(); printf("prep: log/fixed-point rows %.1f ns/bar, drawdown table %.1f ns/bar\n", p * 1e9 / N, q * 1e9 / N);
    suite<G64>(x.n, reps, true, [](int i) { int b = i / 16, k = i % 16, c = combo(b, k); const double *f = &W.col[(size_t)(c / S) * W.Ns], *s = &W.col[(size_t)(F + c % S) * W.Ns]; return [=](int t) { return f[t] > s[t]; }; }, dump);
    if (F == 32 && x.a == 10 && dump.empty()) suite<GRsi>("RSI latch", reps, false, [](int i) { const double* v = &rsi[(size_t)(i / 256) * W.Np]; double lo = RLO(i / 16 % 16), hi = RHI(i % 16); return [=, p = false](int t) mutable { p = v[t] < lo ? true : v[t] > hi ? false : p; return p; }; }, "");
    bars.drop(); tab.drop(); st.drop(); } }
