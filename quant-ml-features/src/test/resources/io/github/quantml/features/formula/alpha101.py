"""WorldQuant's formulas with pandas: the fixture of Alpha101ParityTest.

An independent evaluation of alpha101.txt: Python reads the formulas with its own grammar after a
few substitutions, and pandas evaluates the functions on full windows. Writes the bars of nine
instruments and the last values of every formula; "tie" where ranks hang on the last digit
of a correlation or mean, which then decides by rounding.

    python alpha101.py alpha101.txt > alpha101.csv      (pandas, numpy)
"""
import sys

import numpy as np
import pandas as pd

rng = np.random.default_rng(101)
M, N = 9, 300
cols = [f"S{i}" for i in range(M)]


def frame(x):
    return pd.DataFrame(x, columns=cols).round(4)


log = np.zeros((N, M))
for t in range(1, N):
    log[t] = 0.9 * log[t - 1] + 0.02 * rng.standard_normal(M)  # so that ranks keep changing
close = frame(40 * np.exp(log))
open_ = frame(close.to_numpy() * np.exp(0.01 * rng.standard_normal((N, M))))
high = frame(np.maximum(open_, close).to_numpy() * (1 + 0.01 * rng.random((N, M))) + 0.0001)
low = frame(np.minimum(open_, close).to_numpy() * (1 - 0.01 * rng.random((N, M))) - 0.0001)
volume = frame(np.round(1e6 * np.exp(0.5 * rng.standard_normal((N, M)))))
vwap = (high + low + close) / 3
returns = close / close.shift(1) - 1


def w(d):
    return int(d)


def frame_of(x):
    return x if isinstance(x, pd.DataFrame) else close * 0 + x


noise = 0.0  # of correlations and decayed means: finds ranks that hang on the last digit
perturbation = np.random.default_rng(7)


def correlation(x, y, d):
    d = w(d)
    out = pd.DataFrame(index=x.index, columns=cols, dtype=float)
    for k in cols:
        a, b = x[k].to_numpy(), y[k].to_numpy()
        for t in range(d - 1, len(a)):
            p, q = a[t - d + 1 : t + 1], b[t - d + 1 : t + 1]
            if np.isfinite(p).all() and np.isfinite(q).all() and np.ptp(p) > 0 and np.ptp(q) > 0:
                p, q = p - p.mean(), q - q.mean()
                out.loc[t, k] = (p * q).sum() / np.sqrt((p * p).sum() * (q * q).sum())
    return (out * (1 + noise * perturbation.standard_normal(out.shape))).clip(-1, 1)


def covariance(x, y, d):
    out = pd.DataFrame({k: x[k].rolling(w(d)).cov(y[k]) for k in cols})
    return out + noise * out.abs().max().max() * perturbation.standard_normal(out.shape)


def decay_linear(x, d):
    weights = np.arange(1, w(d) + 1) / np.arange(1, w(d) + 1).sum()
    out = x.rolling(w(d)).apply(lambda v: (v * weights).sum(), raw=True)
    return out + noise * out.abs().max().max() * perturbation.standard_normal(out.shape)


def adv(d):
    return (vwap * volume).rolling(d).mean()


def extreme(time, both):
    def f(x, y):
        return time(x, y) if not isinstance(y, pd.DataFrame) else both(x, y)

    return f


def where(c, a, b):
    c, a, b = frame_of(c), frame_of(a), frame_of(b)
    return a.where(c != 0, b).where(c.notna() & a.notna() & b.notna())


def truth(f):
    def g(x, y):
        x, y = frame_of(x), frame_of(y)
        return f(x, y).astype(float).where(x.notna() & y.notna())

    return g


names = {
    "open": open_, "high": high, "low": low, "close": close, "volume": volume, "vwap": vwap,
    "returns": returns,
    "rank": lambda x: x.rank(axis=1, pct=True),
    "scale": lambda x, a=1: x.div(x.abs().sum(axis=1, min_count=1), axis=0) * a,
    "delay": lambda x, d: x.shift(w(d)),
    "delta": lambda x, d: x - x.shift(w(d)),
    "ts_rank": lambda x, d: x.rolling(w(d)).rank(pct=True),
    "ts_min": lambda x, d: x.rolling(w(d)).min(),
    "ts_max": lambda x, d: x.rolling(w(d)).max(),
    "ts_argmax": lambda x, d: x.rolling(w(d)).apply(lambda v: v.argmax() + 1, raw=True),
    "ts_argmin": lambda x, d: x.rolling(w(d)).apply(lambda v: v.argmin() + 1, raw=True),
    "sum": lambda x, d: x.rolling(w(d)).sum(),
    "product": lambda x, d: x.rolling(w(d)).apply(np.prod, raw=True),
    "stddev": lambda x, d: x.rolling(w(d)).std(),
    "correlation": correlation,
    "covariance": covariance,
    "decay_linear": decay_linear,
    "signedpower": lambda x, a: np.sign(x) * np.abs(x) ** a,
    "abs": np.abs, "sign": np.sign, "log": lambda x: np.log(x.where(x > 0)),
    "min": extreme(lambda x, d: x.rolling(w(d)).min(), np.minimum),
    "max": extreme(lambda x, d: x.rolling(w(d)).max(), np.maximum),
    "where": where,
    "lt": truth(lambda x, y: x < y), "eq": truth(lambda x, y: x == y),
    "either": lambda x, y: ((x != 0) | (y != 0)).astype(float).where(x.notna() & y.notna()),
}
for d in [5, 10, 15, 20, 30, 40, 50, 60, 120, 180]:
    names[f"adv{d}"] = adv(d)


def translate(text):
    """To Python, by splitting at the weakest sign outside parentheses."""
    text = text.strip()
    depth, signs = 0, []
    for i, ch in enumerate(text):
        depth += (ch == "(") - (ch == ")")
        if depth == 0:
            signs.append((i, ch))
    flat = dict(signs)
    question = next((i for i, ch in signs if ch == "?"), None)
    if question is not None:
        nested, colon = 0, None
        for i, ch in signs:
            if i > question and ch == "?":
                nested += 1
            if i > question and ch == ":":
                if nested == 0:
                    colon = i
                    break
                nested -= 1
        parts = text[:question], text[question + 1 : colon], text[colon + 1 :]
        return "where(%s, %s, %s)" % tuple(translate(p) for p in parts)
    for sign, name in [("||", "either"), ("==", "eq"), ("<", "lt")]:
        for i, ch in signs:
            if text.startswith(sign, i) and (sign != "||" or flat.get(i) == "|"):
                left, right = translate(text[:i]), translate(text[i + len(sign) :])
                return f"{name}({left}, {right})"
    out, i = "", 0
    while i < len(text):
        if text[i] == "(":
            depth, j = 0, i
            while True:
                depth += (text[j] == "(") - (text[j] == ")")
                if depth == 0:
                    break
                j += 1
            inner, args, start, level = text[i + 1 : j], [], 0, 0
            for k, ch in enumerate(inner):
                level += (ch == "(") - (ch == ")")
                if ch == "," and level == 0:
                    args.append(inner[start:k])
                    start = k + 1
            args.append(inner[start:])
            out += "(" + ", ".join(translate(a) for a in args) + ")"
            i = j + 1
        else:
            out += "**" if text[i] == "^" else text[i]
            i += 1
    return out


print(f"# alpha101.py, pandas {pd.__version__}, numpy {np.__version__}: bars, then formulas")
for k in cols:
    for t in range(N):
        print(",".join([k] + ["%.4f" % x[k][t] for x in (open_, high, low, close, volume)]))
for line in open(sys.argv[1]):
    if line.startswith("#"):
        continue
    number, _, formula = line.strip().split(" | ", 2)
    runs = []
    for noise in [0.0] + 8 * [1e-12]:
        value = eval(translate(formula.lower()), {"__builtins__": {}}, names)
        value = value.replace([np.inf, -np.inf], np.nan)
        runs.append([value[k][N - 1] for k in cols])
    cells = []
    for values in zip(*runs):
        moved = max(values) - min(values) > 1e-9 * max(1, abs(values[0]))
        cells.append("tie" if moved else "%.17g" % values[0])
    print("alpha%03d," % int(number) + ",".join(cells))
