// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.metrics.Returns;

/**
 * A series held over the moments of a result.
 *
 * @param name what is held
 * @param equity worth of the initial cash at each moment, from the first close on; the array is the
 *     record's own
 */
record BenchmarkCurve(String name, double[] equity) {
  static BenchmarkCurve of(BarSeries held, BacktestResult result) {
    double[] equity = new double[result.size()];
    double first = Double.NaN;
    for (int i = 0; i < equity.length; i++) {
      int bar = held.countUntil(result.time(i)) - 1;
      if (bar >= 0 && Double.isNaN(first)) {
        first = held.close(bar);
      }
      equity[i] = bar < 0 ? result.initialCash() : result.initialCash() * held.close(bar) / first;
    }
    return new BenchmarkCurve(held.symbol() + ", held", equity);
  }

  double[] returns() {
    return equity.length == 0 ? new double[0] : Returns.ofEquity(equity);
  }
}
