# SPDX-License-Identifier: Apache-2.0
"""Moving windows in pandas, NumPy and Bottleneck."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from common import main


def mean(value, x):
    import bottleneck
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {
        "pandas": lambda: series.rolling(window).mean(),
        "bottleneck": lambda: bottleneck.move_mean(x, window),
        "numpy": lambda: sliding_window_view(x, window).mean(axis=1),
    }


def std(value, x):
    import bottleneck
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {
        "pandas": lambda: series.rolling(window).std(),
        "bottleneck": lambda: bottleneck.move_std(x, window, ddof=1),
        "numpy": lambda: sliding_window_view(x, window).std(axis=1, ddof=1),
    }


def skew(value, x):
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {"pandas": lambda: series.rolling(window).skew()}


def kurt(value, x):
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {"pandas": lambda: series.rolling(window).kurt()}


def largest(value, x):
    import bottleneck
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {
        "pandas": lambda: series.rolling(window).max(),
        "bottleneck": lambda: bottleneck.move_max(x, window),
        "numpy": lambda: sliding_window_view(x, window).max(axis=1),
    }


def median(value, x):
    import bottleneck
    import pandas as pd

    window, series = int(value), pd.Series(x)
    return {
        "pandas": lambda: series.rolling(window).median(),
        "bottleneck": lambda: bottleneck.move_median(x, window),
        "numpy": lambda: np.median(sliding_window_view(x, window), axis=1),
    }


def slope(value, x):
    """As a correlation with fixed weights, the shortest way to say it in NumPy."""
    window = int(value)
    bars = np.arange(window) - (window - 1) / 2
    weights = bars / np.sum(bars**2)
    return {"numpy": lambda: np.correlate(x, weights, mode="valid")}


def corr(value, x, y):
    import pandas as pd

    window, first, second = int(value), pd.Series(x), pd.Series(y)
    return {"pandas": lambda: first.rolling(window).corr(second)}


def ewma(value, x):
    import pandas as pd

    span, series = int(value), pd.Series(x)
    return {"pandas": lambda: series.ewm(span=span, adjust=False).mean()}


def rsi(value, x):
    import pandas as pd

    length = int(value)

    def smoothed(changes):
        """Wilder's average: pandas starts at the first value, so that is the mean of the first."""
        started = np.concatenate(([changes[:length].mean()], changes[length:]))
        return pd.Series(started).ewm(alpha=1 / length, adjust=False).mean().to_numpy()

    def with_pandas():
        changes = np.diff(x)
        gain = smoothed(np.maximum(changes, 0))
        loss = smoothed(np.maximum(-changes, 0))
        return 100 * gain / (gain + loss)

    return {"pandas": with_pandas}


if __name__ == "__main__":
    main(
        {
            "mean": mean,
            "std": std,
            "skew": skew,
            "kurt": kurt,
            "max": largest,
            "median": median,
            "slope": slope,
            "corr": corr,
            "ewma": ewma,
            "rsi": rsi,
        }
    )
