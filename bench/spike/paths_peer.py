"""python paths_peer.py table DEG | check FILE... | peers   (spike: table coefficients, accuracy check, numba/numpy peers)"""
import sys, time
import numpy as np
def fit(g, d):  # Chebyshev interpolation of g(t) on [-h,h] at high degree, truncated to d, monomials in t
    f, h = g; n = 64; x = np.cos(np.pi * (np.arange(n) + .5) / n)
    c = np.polynomial.chebyshev.chebfit(x, f(x * h), 24)[:d + 1]
    return np.polynomial.chebyshev.cheb2poly(c) / h ** np.arange(d + 1)
def table(d0, d1, out='/tmp/pspike/tab.h'):
    from scipy.special import ndtri
    A = np.zeros((d0 + 1, 32), np.float32); B = np.zeros((d1 + 1, 32), np.float32)
    for e in range(32):  # A: one segment per octave, |w| = 2^e (1.5 + t); slot = biased exponent mod 32
        A[:, (127 + e) & 31] = fit((lambda t: ndtri(2.0 ** (e - 32) * (1.5 + t)), .5), d0)
        if e >= 16:      # B: two segments per octave for the 16 top octaves, slot = (bits >> 22) mod 32
            for h in (0, 1): B[:, (((127 + e) << 1) | h) & 31] = fit((lambda t: ndtri(2.0 ** (e - 32) * (1.25 + .5 * h + t)), .25), d1)
    A[:, (127 + 31) & 31] = 0; B[:, [((127 + 31) << 1) & 31, (((127 + 31) << 1) | 1) & 31]] = 0  # |w| rounded up to 2^31: z = 0
    with open(out, 'w') as f:
        for n, M in (('TA', A), ('TB', B)):
            f.write(f'alignas(64) static const float {n}[{len(M)}][32]={{\n' + ',\n'.join('{' + ','.join(float(v).hex() + 'f' for v in r) + '}' for r in M) + '};\n')
def check(files):
    from scipy.special import ndtri
    import mpmath as mp
    for fn in files:
        w = np.fromfile(fn, np.uint32).reshape(-1, 2); i = w[:, 0].astype(np.int64); i[i == 0] = 2; z = w[:, 1].view(np.float32).astype(float)
        ref = np.where(i < 2 ** 31, ndtri(i / 2.0 ** 32), -ndtri((2.0 ** 32 - i) / 2.0 ** 32)); err = np.abs(z - ref)
        c = np.abs(ref) < 2.0
        o = np.argsort(i); rel = (err / np.maximum(np.abs(ref), .01)).max(); mono = np.count_nonzero(np.diff(z[o]) < 0)
        print(f'{fn}: n={len(i)} worst abs {err.max():.3g} (|z|<2: {err[c].max():.3g}) rms {err.std():.2g} worst rel(|z|>.01) {rel:.2g} at z={ref[err.argmax()]:.3f} zmax {np.abs(z).max():.5f} inversions {mono}')
    mp.mp.dps = 50
    for k in (1, 3, 12345, 2 ** 20 + 1, 2 ** 27 + 5, 2 ** 31 - 1):  # scipy's ndtri itself against 50 digits
        r = mp.findroot(lambda x: mp.erfc(-x / mp.sqrt(2)) / 2 - mp.mpf(k) / 2 ** 32, ndtri(k / 2 ** 32)); print('  ndtri check', k, float(abs(r - ndtri(k / 2 ** 32))))
def peers():
    import numba as nb, math
    @nb.njit(fastmath=False)
    def gbm(P, T, a, b, X, D):
        for p in range(P):
            x = 0.; pk = 0.; dd = 0.
            for t in range(T): x += a + b * np.random.standard_normal(); pk = max(pk, x); dd = max(dd, pk - x)
            X[p] = math.exp(x); D[p] = 1 - math.exp(-dd)
    @nb.njit
    def gbm_gen(P, T, a, b, g, X, D):  # numpy Generator (ziggurat, PCG64) inside numba, branch-free maximum
        for p in range(P):
            x = 0.; pk = 0.; dd = 0.
            for t in range(T): x += a + b * g.standard_normal(); pk = max(pk, x); dd = max(dd, pk - x)
            X[p] = math.exp(x); D[p] = 1 - math.exp(-dd)
    @nb.njit
    def boot2(P, r, q, X, D):  # (start,length) per block
        n = len(r)
        for p in range(P):
            x = 0.; pk = 0.; dd = 0.; t = 0
            while t < n:
                i = np.random.randint(0, n); L = min(np.random.geometric(q), n - t); t += L
                for j in range(L):
                    x += r[i]; i += 1; pk = max(pk, x); dd = max(dd, pk - x)
                    if i == n: i = 0
            X[p] = x; D[p] = dd
    def np_gbm(P, T, a, b, X, D):
        g = np.random.default_rng(1)
        for p in range(0, P, 1024):
            x = np.cumsum(a + b * g.standard_normal((min(1024, P - p), T)), axis=1); pk = np.maximum(np.maximum.accumulate(x, axis=1), 0)
            X[p:p + 1024] = np.exp(x[:, -1]); D[p:p + 1024] = 1 - np.exp(-(pk - x).max(axis=1))
    r = np.random.default_rng(0).normal(2e-4, .01, 2500); P = 20000; X = np.zeros(P); D = np.zeros(P)
    for n, f, a, u in (('numba gbm', gbm, (P, 252, 1e-4, .0126), 252), ('numba gbm Generator PCG64', gbm_gen, (P, 252, 1e-4, .0126, np.random.default_rng(1)), 252), ('numba gbm Generator SFC64', gbm_gen, (P, 252, 1e-4, .0126, np.random.Generator(np.random.SFC64(1))), 252), ('numpy gbm', np_gbm, (P, 252, 1e-4, .0126), 252), ('numba boot block', boot2, (2000, r, .05), 2500)):
        f(*a, X, D); best = 9e9
        for k in range(7): t = time.perf_counter(); f(*a, X, D); best = min(best, time.perf_counter() - t)
        m = a[0]; print(f'{n}: {best * 1e9 / (m * u):.3f} ns/step  meanX {X[:m].mean():.6f} meanDD {D[:m].mean():.6f}', flush=True)
if __name__ == '__main__':
    {'table': lambda: table(int(sys.argv[2]), int(sys.argv[3])), 'check': lambda: check(sys.argv[2:]), 'peers': peers}[sys.argv[1]]()
