"""Peer kernels for the spike: numba, cached columns, single thread, warm. usage: sweep_peer.py DUMP_DIR [reps]
DUMP_DIR is written by `sweep TILE REPS DUMP_DIR RATE`. Same costs and rules as sweep.cpp; results are compared with its ledger."""
import sys, time
import numpy as np, numba as nb
d = sys.argv[1]; reps = int(sys.argv[2]) if len(sys.argv) > 2 else 5
F, S, fee, slip, stop = 32, 64, 5e-4, 2e-4, 0.03
raw = np.fromfile(d + "/ohlc.bin"); n = (len(raw) - 1) // 4; o, h, l, c = raw[:4 * n].reshape(4, n); cm1 = raw[-1]
cols = np.fromfile(d + "/cols.bin").reshape(F + S, n); fast, slow = np.ascontiguousarray(cols[:F]), np.ascontiguousarray(cols[F:])
dt = np.dtype([("ret", "f8"), ("sr", "f8"), ("mdd", "f8"), ("tr", "i8"), ("wn", "i8")]); ref = np.fromfile(d + "/res.bin", dt); refL, refLS = ref[:F * S], ref[F * S:]
pc = np.concatenate([[cm1], c[:-1]]); pE = o * (1 + slip) * (1 + fee); pX = o * (1 - slip) * (1 - fee); rh = c / pc - 1; rE = c / pE - 1; rX = pX / pc - 1
opt = dict(nogil=True, boundscheck=False, fastmath=False, error_model="numpy")

@nb.njit(**opt)
def long_only(fast, slow, c, rh, rE, rX, pE, pX, slip, fee, out):  # division-free: precomputed bar returns, compounded
    n = fast.shape[1]
    for i in range(fast.shape[0]):
        f = fast[i]
        for j in range(slow.shape[0]):
            s = slow[j]; E = 1.0; pk = 1.0; mdd = 0.0; k = 1.0; s1 = 0.0; s2 = 0.0; ent = 0.0; tr = 0; wn = 0; p = False
            for t in range(n):
                q = f[t] > s[t]
                if q == p:
                    if not p: continue
                    r = rh[t]
                elif q: r = rE[t]; ent = pE[t]
                else: r = rX[t]; tr += 1; wn += pX[t] > ent
                p = q
                if t == n - 1 and p:
                    px = c[t] * (1 - slip) * (1 - fee); r = (1 + r) * (px / c[t]) - 1; tr += 1; wn += px > ent
                E += E * r; s1 += r; s2 += r * r
                if E > pk: pk = E; k = pk * (1 + mdd)
                elif E < k: mdd = E / pk - 1; k = pk * (1 + mdd)
            v = (s2 - s1 * s1 / n) / (n - 1); x = i * slow.shape[0] + j
            out[x, 0] = E - 1; out[x, 1] = s1 / n / np.sqrt(v) if v > 0 else 0; out[x, 2] = mdd; out[x, 3] = tr; out[x, 4] = wn

@nb.njit(**opt)
def long_short(fast, slow, o, h, l, c, slip, fee, stop, out):
    n = fast.shape[1]
    for i in range(fast.shape[0]):
        f = fast[i]
        for j in range(slow.shape[0]):
            s = slow[j]; cash = 1.0; u = 0.0; Ep = 1.0; pk = 1.0; mdd = 0.0; k = 1.0; s1 = 0.0; s2 = 0.0; ent = 0.0; lv = 0.0; tr = 0; wn = 0; last = False
            for t in range(n):
                p = f[t] > s[t]
                if p != last:
                    last = p
                    if u != 0:
                        v = u * (o[t] * (1 - slip if u > 0 else 1 + slip)); cash = cash + v - abs(v) * fee; tr += 1; wn += cash > ent
                    ent = cash; px = o[t] * (1 + slip if p else 1 - slip); u = cash / (px * (1 + fee))
                    if not p: u = -u
                    v = u * px; cash = cash - v - abs(v) * fee; lv = px * (1 - stop if p else 1 + stop)
                if u > 0:
                    if l[t] <= lv: v = u * (min(o[t], lv) * (1 - slip)); cash = cash + v - abs(v) * fee; tr += 1; wn += cash > ent; u = 0.0
                elif u < 0:
                    if h[t] >= lv: v = u * (max(o[t], lv) * (1 + slip)); cash = cash + v - abs(v) * fee; tr += 1; wn += cash > ent; u = 0.0
                if t == n - 1 and u != 0:
                    v = u * (c[t] * (1 - slip if u > 0 else 1 + slip)); cash = cash + v - abs(v) * fee; tr += 1; wn += cash > ent; u = 0.0
                E = cash + u * c[t]; r = E / Ep - 1; s1 += r; s2 += r * r; Ep = E
                if E > pk: pk = E; k = pk * (1 + mdd)
                elif E < k: mdd = E / pk - 1; k = pk * (1 + mdd)
            v = (s2 - s1 * s1 / n) / (n - 1); x = i * slow.shape[0] + j
            out[x, 0] = Ep - 1; out[x, 1] = s1 / n / np.sqrt(v) if v > 0 else 0; out[x, 2] = mdd; out[x, 3] = tr; out[x, 4] = wn

out = np.zeros((F * S, 5))
def order():  # sweep.cpp stores results as blocks of 4 fast x 4 slow
    x = np.empty(F * S, int)
    for q in range(F * S):
        b, k = q // 16, q % 16; x[q] = (b // (S // 4) * 4 + k // 4) * S + b % (S // 4) * 4 + k % 4
    return x
def go(name, fn, args, ref):
    for m in (n, 5000):
        if m > n: continue
        a = [v[..., :m].copy() if isinstance(v, np.ndarray) else v for v in args]; fn(*a, out); best = 9e9
        for _ in range(reps): t = time.perf_counter(); fn(*a, out); best = min(best, time.perf_counter() - t)
        msg = ""
        if m == n:
            y = out[order()]; msg = f"dev ret {np.max(np.abs((y[:,0]-ref['ret'])/(1+ref['ret']))):.1e} sharpe {np.max(np.abs(y[:,1]-ref['sr'])):.1e} mdd {np.max(np.abs(y[:,2]-ref['mdd'])):.1e} trades!= {np.sum(y[:,3]!=ref['tr'])} wins!= {np.sum(y[:,4]!=ref['wn'])}"
        print(f"numba {nb.__version__} {name:28s} N={m:6d} {best * 1e9 / (m * F * S):7.3f} ns/bc  {msg}", flush=True)
go("long-only", long_only, (fast, slow, c, rh, rE, rX, pE, pX, slip, fee), refL)
go("long/short + 3 % stop", long_short, (fast, slow, o, h, l, c, slip, fee, stop), refLS)
