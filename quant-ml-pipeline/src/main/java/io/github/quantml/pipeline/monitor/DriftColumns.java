// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Named columns of data, oldest value first.
 *
 * @param names of the columns, each once
 * @param columns finite values, not copied; columns may have different lengths
 */
public record DriftColumns(List<String> names, double[][] columns) {
  private static final int VOLATILITY_BARS = 20;

  public DriftColumns {
    names = List.copyOf(names);
    if (names.size() != columns.length || names.stream().distinct().count() != columns.length) {
      throw new IllegalArgumentException(
          "columns: need one name each, all different, got "
              + columns.length
              + " columns and names "
              + names);
    }
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < columns[c].length; i++) {
        if (!(Math.abs(columns[c][i]) < Double.POSITIVE_INFINITY)) {
          throw new InvalidDataException(
              "column " + names.get(c) + ": value " + i + " must be finite, got " + columns[c][i]);
        }
      }
    }
  }

  /**
   * Columns of bars: {@code return} (log), {@code volatility} (root mean square of the last 20 log
   * returns, one value in 20 bars so that windows do not overlap), {@code range} (ln high/low) and
   * {@code volume} (ln(1 + volume)).
   *
   * @param bars at least 41
   */
  public static DriftColumns of(BarSeries bars) {
    int n = bars.size();
    if (n <= 2 * VOLATILITY_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to look for drift", 2 * VOLATILITY_BARS + 1, n);
    }
    double[] returns = new double[n - 1];
    double[] range = new double[n];
    double[] volume = new double[n];
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        returns[i - 1] = FastMath.log(bars.close(i) / bars.close(i - 1));
      }
      range[i] = FastMath.log(bars.high(i) / bars.low(i));
      volume[i] = FastMath.log1p(bars.volume(i));
    }
    double[] volatility = new double[returns.length / VOLATILITY_BARS];
    int first = returns.length - volatility.length * VOLATILITY_BARS;
    for (int w = 0; w < volatility.length; w++) {
      double sum = 0;
      for (int i = 0; i < VOLATILITY_BARS; i++) {
        double r = returns[first + w * VOLATILITY_BARS + i];
        sum += r * r;
      }
      volatility[w] = Math.sqrt(sum / VOLATILITY_BARS);
    }
    return new DriftColumns(
        List.of("return", "volatility", "range", "volume"),
        new double[][] {returns, volatility, range, volume});
  }
}
