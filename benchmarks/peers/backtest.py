# SPDX-License-Identifier: Apache-2.0
"""Event engines and array engines: backtrader and vectorbt.

Both are given the same bars, decide at a close and fill at the next open, so that results agree.
"""

import os

# Read by numba when it is imported: all sides compute on one thread.
os.environ["NUMBA_NUM_THREADS"] = "1"

import numpy as np

from common import main

FAST, SLOW, FEE = 10, 30, 0.0005


def engine(value, open, high, low, close):
    """The frames are made before the clock runs; the feeds are loaded by the run itself."""
    import backtrader as bt
    import pandas as pd

    assets, bars = map(int, value.split("x"))
    index = pd.date_range("1970-01-01", periods=bars, freq="D")
    frames = [
        pd.DataFrame(
            {
                "open": open[a * bars : (a + 1) * bars],
                "high": high[a * bars : (a + 1) * bars],
                "low": low[a * bars : (a + 1) * bars],
                "close": close[a * bars : (a + 1) * bars],
                "volume": 1e6,
            },
            index=index,
        )
        for a in range(assets)
    ]

    class Cross(bt.Strategy):
        def __init__(self):
            self.profit = [0.0] * assets
            self.crosses = [
                bt.ind.CrossOver(
                    bt.ind.SMA(d.close, period=FAST), bt.ind.SMA(d.close, period=SLOW)
                )
                for d in self.datas
            ]

        def next(self):
            for d, cross in zip(self.datas, self.crosses):
                if cross[0] > 0:
                    self.buy(data=d, size=1)
                elif cross[0] < 0 and self.getposition(d).size:
                    self.close(data=d)

        def notify_trade(self, trade):
            if trade.isclosed:
                self.profit[self.datas.index(trade.data)] += trade.pnlcomm

    def run():
        cerebro = bt.Cerebro(stdstats=False)
        cerebro.broker.setcash(1e6)
        cerebro.broker.setcommission(commission=FEE)
        for frame in frames:
            cerebro.adddata(bt.feeds.PandasData(dataname=frame))
        cerebro.addstrategy(Cross)
        return cerebro.run()[0].profit

    return {"backtrader": run}


def sweep(value, open, close):
    """One asset after the other: all at once needs gigabytes."""
    import pandas as pd
    import vectorbt as vbt

    largest, assets, bars = map(int, value.split("x"))
    index = pd.date_range("1970-01-01", periods=bars, freq="D")
    opens = [pd.Series(open[a * bars : (a + 1) * bars], index=index) for a in range(assets)]
    closes = [pd.Series(close[a * bars : (a + 1) * bars], index=index) for a in range(assets)]

    def run():
        equity = []
        for o, c in zip(opens, closes):
            fast, slow = vbt.MA.run_combs(c, window=np.arange(2, largest + 1), r=2)
            entries = fast.ma_crossed_above(slow).vbt.signals.fshift(1)
            exits = fast.ma_crossed_below(slow).vbt.signals.fshift(1)
            portfolio = vbt.Portfolio.from_signals(
                c, entries, exits, price=o, fees=0.001, init_cash=1e4, freq="1D"
            )
            equity.append(portfolio.final_value().to_numpy())
        return np.concatenate(equity)

    return {"vectorbt": run}


def orders(value, open, close, orders):
    import vectorbt as vbt

    columns, bars = map(int, value.split("x"))

    def matrix(flat):
        return np.ascontiguousarray(flat.reshape(columns, bars).T)

    opens, closes, sizes = matrix(open), matrix(close), np.full((bars, columns), np.nan)
    sizes[1:] = matrix(orders)[:-1]

    def run():
        portfolio = vbt.Portfolio.from_orders(
            closes, sizes, price=opens, fees=0.001, slippage=0.001, init_cash=1e6, freq="1D"
        )
        return portfolio.final_value().to_numpy()

    def fill_only():
        """The simulation alone, without any statistic; what its authors quote."""
        vbt.Portfolio.from_orders(
            closes, sizes, price=opens, fees=0.001, slippage=0.001, init_cash=1e6, freq="1D"
        )
        return filled

    filled = run()
    return {"vectorbt": run, "vectorbtFillOnly": fill_only}


if __name__ == "__main__":
    main({"engineFewAssets": engine, "sweep": sweep, "orders": orders})
