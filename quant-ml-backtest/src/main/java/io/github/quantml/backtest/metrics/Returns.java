// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;

/** Simple returns of an equity curve. */
public final class Returns {
  private Returns() {}

  /**
   * equity[i + 1] / equity[i] − 1; one value fewer than the curve.
   *
   * <p>A curve may end in ruin: after a value that is not positive there is nothing to earn, and
   * the returns from there on are 0; the step into ruin is at worst −1.
   *
   * @param equity finite, its first value positive
   */
  public static double[] ofEquity(double[] equity) {
    Checked.finite("equity", equity, 1);
    if (!(equity[0] > 0)) {
      throw new InvalidDataException(
          "equity, row 0: value " + equity[0] + ": must be positive, it is the starting capital");
    }
    double[] out = new double[equity.length - 1];
    for (int i = 0; i < out.length && equity[i] > 0; i++) {
      out[i] = Math.max(equity[i + 1] / equity[i] - 1, -1);
    }
    return out;
  }

  /** The curve that starts at {@code start} and earns these returns; one value more. */
  public static double[] toEquity(double start, double[] returns) {
    Checked.positive("start", start);
    Checked.finite("returns", returns, 0);
    double[] out = new double[returns.length + 1];
    out[0] = start;
    for (int i = 0; i < returns.length; i++) {
      out[i + 1] = out[i] * (1 + returns[i]);
    }
    return out;
  }

  /**
   * The returns that are there, NaN left out.
   *
   * <p>Nothing else in this package leaves a value out: a caller who wants missing periods ignored
   * says so here, and they then count nowhere, neither in a mean nor in the length of the record.
   */
  public static double[] withoutMissing(double[] returns) {
    return Arrays.stream(returns).filter(r -> !Double.isNaN(r)).toArray();
  }
}
