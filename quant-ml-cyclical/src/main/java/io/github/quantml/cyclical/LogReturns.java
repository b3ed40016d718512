// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import org.apache.commons.math3.util.FastMath;

/** Log returns of closes: ln(close[i + 1]/close[i]), one fewer than there are bars. */
final class LogReturns {
  private LogReturns() {}

  static double[] of(BarSeries bars) {
    return ofLast(bars, Math.max(0, bars.size() - 1));
  }

  /** The last {@code count} returns, or all if there are fewer. */
  static double[] ofLast(BarSeries bars, int count) {
    int n = Math.min(count, Math.max(0, bars.size() - 1));
    double[] out = new double[n];
    int first = bars.size() - n;
    for (int i = 0; i < n; i++) {
      out[i] = FastMath.log(bars.close(first + i) / bars.close(first + i - 1));
    }
    return out;
  }

  static void requireBars(String who, BarSeries bars, int needed) {
    if (bars.size() < needed) {
      throw new InsufficientDataException(bars.symbol() + ": bars for " + who, needed, bars.size());
    }
  }
}
