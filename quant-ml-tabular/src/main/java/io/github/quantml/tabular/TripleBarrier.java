// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Sums;
import org.apache.commons.math3.util.FastMath;

/**
 * What happened first after each bar: a rise to the upper barrier, a fall to the lower one, or
 * neither within the horizon.
 *
 * <p>Barriers lie {@code width}·σ√h log return above and below the close, σ the standard deviation
 * of the last {@code lookback} one-bar log returns up to that close. Touch is by closes. Bars
 * without σ or without a whole horizon after them have no label.
 *
 * <p>Source: López de Prado (2018), Advances in financial machine learning, chapters 3 and 4.
 *
 * @param first first labelled bar
 * @param side for each labelled bar −1, 0 or 1
 * @param end for each labelled bar the bar at which that was known
 * @param returns for each labelled bar the simple return up to that bar
 */
public record TripleBarrier(int first, int[] side, int[] end, double[] returns) {

  /**
   * Labels every bar that can have one.
   *
   * @param width in standard deviations over the horizon, positive
   * @param lookback returns behind σ, at least 5
   */
  public static TripleBarrier of(BarSeries bars, int horizon, double width, int lookback) {
    if (!(width > 0) || lookback < 5 || horizon < 1) {
      throw new IllegalArgumentException(
          "triple barrier: width must be > 0, lookback >= 5 and horizon >= 1, got "
              + width
              + ", "
              + lookback
              + " and "
              + horizon);
    }
    double[] close = bars.toCloses();
    int n = close.length - horizon - lookback;
    if (n < 1) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars for a triple barrier", horizon + lookback + 1L, close.length);
    }
    double[] moves = new double[close.length - 1];
    for (int t = 0; t < moves.length; t++) {
      moves[t] = FastMath.log(close[t + 1] / close[t]);
    }
    int[] side = new int[n];
    int[] end = new int[n];
    double[] returns = new double[n];
    double[] window = new double[lookback];
    for (int i = 0; i < n; i++) {
      int t = lookback + i;
      System.arraycopy(moves, t - lookback, window, 0, lookback);
      double barrier = width * Math.sqrt(Sums.variance(window, 1) * horizon);
      end[i] = t + horizon;
      for (int j = t + 1; j <= t + horizon; j++) {
        double moved = FastMath.log(close[j] / close[t]);
        if (barrier > 0 && Math.abs(moved) >= barrier) {
          side[i] = moved > 0 ? 1 : -1;
          end[i] = j;
          break;
        }
      }
      returns[i] = close[end[i]] / close[t] - 1;
    }
    return new TripleBarrier(lookback, side, end, returns);
  }

  /**
   * Sample uniqueness: the mean over the bars of a label's span of 1/(labels whose span holds that
   * bar). Of (0, 1]; labels that overlap many others teach less.
   *
   * @param from last bar before each label's span
   * @param end last bar of it, greater than {@code from}
   */
  public static double[] uniqueness(int[] from, int[] end) {
    int last = 0;
    for (int e : end) {
      last = Math.max(last, e);
    }
    int[] change = new int[last + 2];
    for (int i = 0; i < from.length; i++) {
      if (end[i] <= from[i]) {
        throw new IllegalArgumentException(
            "uniqueness: label " + i + " must end after bar " + from[i] + ", got " + end[i]);
      }
      change[from[i] + 1]++;
      change[end[i] + 1]--;
    }
    double[] inverse = new double[last + 2];
    int live = 0;
    for (int t = 0; t <= last; t++) {
      live += change[t];
      inverse[t + 1] = inverse[t] + (live > 0 ? 1.0 / live : 0);
    }
    double[] out = new double[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (inverse[end[i] + 1] - inverse[from[i] + 1]) / (end[i] - from[i]);
    }
    return out;
  }
}
