"""Alpha158 with pandas: the fixture of Alpha158ParityTest.

An independent computation from qlib's published definitions, on full windows (min_periods = n) and
without its 1e-12 in divisors. Writes the bars and, for a few of them, all 158 values.

    python alpha158.py > alpha158.csv      (pandas, numpy)
"""
import numpy as np
import pandas as pd

rng = np.random.default_rng(158)
n = 160
close = 50 * np.exp(np.cumsum(0.02 * rng.standard_normal(n)))
open_ = close * np.exp(0.01 * rng.standard_normal(n))
high = np.maximum(open_, close) * (1 + 0.01 * rng.random(n))
low = np.minimum(open_, close) * (1 - 0.01 * rng.random(n))
volume = np.round(1e6 * np.exp(0.5 * rng.standard_normal(n)))
bars = pd.DataFrame(dict(open=open_, high=high, low=low, close=close, volume=volume)).round(4)
bars["high"] = bars[["open", "high", "close"]].max(axis=1)
bars["low"] = bars[["open", "low", "close"]].min(axis=1)
o, h, l, c, v = (bars[k] for k in ["open", "high", "low", "close", "volume"])
vwap = (h + l + c) / 3

f = {}
f["kmid"] = (c - o) / o
f["klen"] = (h - l) / o
f["kmid2"] = (c - o) / (h - l)
top = pd.concat([o, c], axis=1).max(axis=1)
bottom = pd.concat([o, c], axis=1).min(axis=1)
f["kup"] = (h - top) / o
f["kup2"] = (h - top) / (h - l)
f["klow"] = (bottom - l) / o
f["klow2"] = (bottom - l) / (h - l)
f["ksft"] = (2 * c - h - l) / o
f["ksft2"] = (2 * c - h - l) / (h - l)
f["open0"], f["high0"], f["low0"], f["vwap0"] = o / c, h / c, l / c, vwap / c


def line(window):
    x = np.arange(1, len(window) + 1, dtype=float)
    slope, intercept = np.polyfit(x, window, 1)
    fitted = slope * x + intercept
    total = ((window - window.mean()) ** 2).sum()
    return slope, 1 - ((window - fitted) ** 2).sum() / total, window[-1] - fitted[-1]


def moves(name, x, d):
    change = x - x.shift(1)
    way = change.abs().rolling(d).sum()
    up = change.clip(lower=0).rolling(d).sum() / way
    down = (-change).clip(lower=0).rolling(d).sum() / way
    f[f"{name}p{d}"], f[f"{name}n{d}"], f[f"{name}d{d}"] = up, down, up - down


for d in [5, 10, 20, 30, 60]:
    f[f"roc{d}"] = c.shift(d) / c
    f[f"ma{d}"] = c.rolling(d).mean() / c
    f[f"std{d}"] = c.rolling(d).std() / c
    for k, name in enumerate(["beta", "rsqr", "resi"]):
        values = c.rolling(d).apply(lambda w, k=k: line(w)[k], raw=True)
        f[f"{name}{d}"] = values if name == "rsqr" else values / c
    f[f"max{d}"] = h.rolling(d).max() / c
    f[f"min{d}"] = l.rolling(d).min() / c
    f[f"qtlu{d}"] = c.rolling(d).quantile(0.8) / c
    f[f"qtld{d}"] = c.rolling(d).quantile(0.2) / c
    f[f"rank{d}"] = c.rolling(d).rank(pct=True)
    lowest, highest = l.rolling(d).min(), h.rolling(d).max()
    f[f"rsv{d}"] = (c - lowest) / (highest - lowest)
    imax = h.rolling(d).apply(lambda w: w.argmax() + 1, raw=True)
    imin = l.rolling(d).apply(lambda w: w.argmin() + 1, raw=True)
    f[f"imax{d}"], f[f"imin{d}"], f[f"imxd{d}"] = imax / d, imin / d, (imax - imin) / d
    f[f"corr{d}"] = c.rolling(d).corr(np.log(v + 1))
    f[f"cord{d}"] = (c / c.shift(1)).rolling(d).corr(np.log(v / v.shift(1) + 1))
    rise = (c > c.shift(1)).astype(float).where(c.shift(1).notna())
    fall = (c < c.shift(1)).astype(float).where(c.shift(1).notna())
    f[f"cntp{d}"], f[f"cntn{d}"] = rise.rolling(d).mean(), fall.rolling(d).mean()
    f[f"cntd{d}"] = f[f"cntp{d}"] - f[f"cntn{d}"]
    moves("sum", c, d)
    f[f"vma{d}"] = v.rolling(d).mean() / v
    f[f"vstd{d}"] = v.rolling(d).std() / v
    weighted = (c / c.shift(1) - 1).abs() * v
    f[f"wvma{d}"] = weighted.rolling(d).std() / weighted.rolling(d).mean()
    moves("vsum", v, d)

assert len(f) == 158, len(f)
table = pd.DataFrame(f)
import sys

print(f"# alpha158.py, pandas {pd.__version__}, numpy {np.__version__}: bars, then features")
bars.to_csv(sys.stdout, index=False, float_format="%.4f")
print("feature," + ",".join(str(t) for t in [59, 60, 61, 75, 100, 131, 159]))
for name in table.columns:
    print(name + "," + ",".join("%.17g" % table[name][t] for t in [59, 60, 61, 75, 100, 131, 159]))
