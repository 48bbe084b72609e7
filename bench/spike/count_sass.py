"""SASS per unit: .text size difference of sm_90 cubins between two unroll factors (kernels.cu); H200 limit from issue slots and fp64."""
import collections, os, struct, subprocess
OPS = {0x21:'FADD',0x20:'FMUL',0x23:'FFMA',0x0b:'FSETP',0x09:'FMNMX',0x08:'FSEL',0x07:'SEL',0x10:'IADD3',0x12:'LOP3',0x19:'SHF',0x24:'IMAD',0x25:'IMAD.WIDE',0x27:'IMAD.HI',0x0c:'ISETP',0x184:'LDS',0x108:'MUFU',0x106:'I2F',0x45:'I2FP',0x02:'MOV',0x35:'VIADD',0x48:'VIMNMX',0x145:'BSSY',0x141:'BSYNC',0x147:'BRA',0x181:'LDG',0x11:'LEA',0x29:'DADD',0x2b:'DFMA',0x28:'DMUL',0x2a:'DSETP',0x110:'F2F',0x105:'F2I',0x1c:'PLOP3',0x100:'FLO',0x300:'FLO'}
SRC = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kernels.cu')
def text(defs):
    cub = '/tmp/pspike/t.cubin'; subprocess.run(['nvcc', '-arch=sm_90', '-O3', '-std=c++17', '--fmad=false', '-w', '-cubin', '-o', cub, SRC] + defs, check=True)
    b = open(cub, 'rb').read(); off, = struct.unpack_from('<Q', b, 0x28); es, n, si = struct.unpack_from('<HHH', b, 0x3a)
    secs = [struct.unpack_from('<IIQQQQIIQQ', b, off + i * es) for i in range(n)]; st = secs[si]; c = collections.Counter()
    for s in secs:
        if b[st[4] + s[0]:b.index(b'\0', st[4] + s[0])] == b'.text.k':
            for i in range(0, s[5], 16): c[struct.unpack_from('<Q', b, s[4] + i)[0] & 0x1ff] += 1
    c[0x118] = 0
    return c
def run(name, per, *d, u=(8, 24), lds8=1):  # lds8: passes per LDS (8-byte columns take 2, broadcasts 1)
    a, b = (text([f'-DUU={x}', *d]) for x in u); k = (u[1] - u[0]) * per; diff = {o: (b[o] - a[o]) / k for o in a | b}; tot = sum(diff.values())
    dp = sum(diff.get(o, 0) for o in (0x28, 0x29, 0x2a, 0x2b)); lds = diff.get(0x184, 0) * lds8; cv = diff.get(0x110, 0) + diff.get(0x105, 0) + diff.get(0x106, 0) + diff.get(0x108, 0)
    lim = {'issue': 128 / tot, 'fp64': 64 / dp if dp else 9e9, 'LDS': 32 / lds if lds else 9e9, 'conv/MUFU': 16 / cv if cv else 9e9}; w = min(lim, key=lim.get)
    print(f'| {name} | {tot:.2f} | {dp:.2f} | {lim[w] * 132 * 1.98e9:.3g} ({w}) |', ', '.join(f'{OPS.get(o, hex(o))} {v:.2f}' for o, v in sorted(diff.items(), key=lambda q: -q[1]) if abs(v) > .04), '|', flush=True)
for c in (1, 4): run(f'SMA cross bar by bar f64, 5 metrics, C={c}', c, '-DKA', f'-DKC={c}')
for s in (1, 0): run('mask f64 2x2, ' + ('DADD + SHF' if s else 'DSETP'), 4, '-DKB', f'-DSUB={s}', lds8=1.5)
for e, n in ((1, 'segment combine'), (2, 'trade close')): run(f'int64 event: {n}', 1, f'-DKE={e}')
for kn, n in enumerate(('table', 'Giles', 'Box-Muller')):
    for ks, st in enumerate(('f32', 'f64', 'int32')):
        for kh in ((0, 1) if kn == 0 else (1,)):
            if kn == 0 or ks < 2: run(f'GBM+maxDD {n}, {st}, Philox {"hoisted" if kh else "plain"}', 4, '-DKG', f'-DKN={kn}', f'-DKS={ks}', f'-DKH={kh}', u=(2, 6))
