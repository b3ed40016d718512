# SPDX-License-Identifier: Apache-2.0
"""Indicators in pandas, as users write them by hand."""

import numpy as np

from common import main


def indicator(value, open, high, low, close, volume):
    import pandas as pd

    c, h, l, v = (pd.Series(x) for x in (close, high, low, volume))

    def seeded(series, n, alpha):
        """An average that starts at the mean of the first n: pandas starts at the first value."""
        x = series.dropna().to_numpy()
        started = np.concatenate(([x[:n].mean()], x[n:]))
        return pd.Series(started).ewm(alpha=alpha, adjust=False).mean()

    def rsi():
        change = c.diff()
        gain = seeded(change.clip(lower=0), 14, 1 / 14)
        loss = seeded((-change).clip(lower=0), 14, 1 / 14)
        return 100 * gain / (gain + loss)

    def atr():
        before = c.shift(1)
        top = pd.concat([h, before], axis=1).max(axis=1)
        bottom = pd.concat([l, before], axis=1).min(axis=1)
        return seeded((top - bottom)[1:], 14, 1 / 14)

    def stochastic():
        lowest, highest = l.rolling(5).min(), h.rolling(5).max()
        fast = 100 * (c - lowest) / (highest - lowest)
        return fast.rolling(3).mean().rolling(3).mean()[8:]

    def willr():
        highest, lowest = h.rolling(14).max(), l.rolling(14).min()
        return (-100 * (highest - c) / (highest - lowest))[13:]

    def bands():
        return (c.rolling(20).mean() - 2 * c.rolling(20).std(ddof=0))[19:]

    def macd():
        fast = seeded(c[14:], 12, 2 / 13).to_numpy()
        line = pd.Series(fast - seeded(c, 26, 2 / 27).to_numpy())
        signal = seeded(line, 9, 0.2).to_numpy()
        return line.to_numpy()[8:] - signal

    known = {
        "sma_20": lambda: c.rolling(20).mean()[19:],
        "ema_20": lambda: seeded(c, 20, 2 / 21),
        "rsi_14": rsi,
        "macd_12_26_9": macd,
        "bbands_20_2": bands,
        "atr_14": atr,
        "stoch_5_3_3": stochastic,
        "stddev_20": lambda: c.rolling(20).std(ddof=0)[19:],
        "max_20": lambda: h.rolling(20).max()[19:],
        "max_55": lambda: h.rolling(55).max()[54:],
        "willr_14": willr,
        "correl_30": lambda: h.rolling(30).corr(l)[29:],
        "obv": lambda: (np.sign(c.diff()).fillna(1) * v).cumsum(),
    }
    return {"pandas": known[value]} if value in known else {}


if __name__ == "__main__":
    main({"indicator": indicator})
