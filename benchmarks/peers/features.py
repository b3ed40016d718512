# SPDX-License-Identifier: Apache-2.0
"""Indicators in pandas, as users write them by hand, and of two libraries of features."""

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
    peers = {"pandas": known[value]} if value in known else {}
    call = library(value, c, h, l, v)
    return peers | ({"pandas-ta": call} if call else {})


def library(value, c, h, l, v):
    """The last output of pandas-ta-classic, kept from calling TA-Lib."""
    import pandas_ta_classic as ta

    plain = {"talib": False}
    return {
        "sma_20": lambda: ta.sma(c, 20, **plain),
        "ema_20": lambda: ta.ema(c, 20, **plain),
        "wma_20": lambda: ta.wma(c, 20, **plain),
        "rsi_14": lambda: ta.rsi(c, 14, **plain),
        "macd_12_26_9": lambda: ta.macd(c, 12, 26, 9, **plain).iloc[:, 1],
        "bbands_20_2": lambda: ta.bbands(c, 20, 2, ddof=0, **plain).iloc[:, 0],
        "atr_14": lambda: ta.atr(h, l, c, 14, **plain),
        "adx_14": lambda: ta.adx(h, l, c, 14, **plain).iloc[:, 0],
        "stoch_5_3_3": lambda: ta.stoch(h, l, c, 5, 3, 3, **plain).iloc[:, 1],
        "mfi_14": lambda: ta.mfi(h, l, c, v, 14, **plain),
        "stddev_20": lambda: ta.stdev(c, 20, ddof=0, **plain),
        "willr_14": lambda: ta.willr(h, l, c, 14, **plain),
        "cci_20": lambda: ta.cci(h, l, c, 20, **plain),
        "obv": lambda: ta.obv(c, v, **plain),
        "kama_10": lambda: ta.kama(c, 10),
    }.get(value)


def values(value, count, close):
    """As many values of tsfresh's efficient set as ours has, on windows of 128 returns."""
    import pandas as pd
    from tsfresh import extract_features
    from tsfresh.feature_extraction import EfficientFCParameters

    returns = np.diff(np.log(close))
    windows = np.lib.stride_tricks.sliding_window_view(returns, 128)

    def extract(windows):
        long = pd.DataFrame(
            {
                "id": np.repeat(np.arange(len(windows)), 128),
                "t": np.tile(np.arange(128), len(windows)),
                "x": windows.ravel(),
            }
        )
        return extract_features(
            long,
            column_id="id",
            column_sort="t",
            default_fc_parameters=EfficientFCParameters(),
            n_jobs=0,
            disable_progressbar=True,
        )

    per_window = extract(windows[:2]).shape[1]
    wanted = windows[: -(-int(count[0]) // per_window)]

    def run():
        table = extract(wanted)
        assert table.size >= count[0], (table.shape, count)
        return count

    return {"tsfresh": run}


if __name__ == "__main__":
    main({"indicator": indicator, "values": values})
