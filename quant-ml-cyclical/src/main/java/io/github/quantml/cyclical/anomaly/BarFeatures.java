// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.BarSeries;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * What anomaly detection looks at in bars; row t uses bars up to t.
 *
 * <p>Log return, log gap from close to open, and the logarithms of volume and range less their
 * medians over the 20 bars before. {@code deviation[t]} is the EWMA standard deviation of the
 * returns before t, a return counting with at most four of them.
 */
final class BarFeatures {
  /** Bars behind the first complete row. */
  static final int FIRST = 21;

  private static final int PAST = 20;
  private static final double DECAY = 0.94;
  private static final double LEAST_RANGE = 1e-6;

  final double[] returns;
  final double[] gap;
  final double[] volume;
  final double[] range;
  final double[] deviation;

  BarFeatures(BarSeries bars) {
    int n = bars.size();
    returns = new double[n];
    gap = new double[n];
    double[] logVolume = new double[n];
    double[] logRange = new double[n];
    deviation = new double[n];
    double variance = 0;
    for (int t = 0; t < n; t++) {
      logVolume[t] = FastMath.log1p(bars.volume(t));
      logRange[t] = FastMath.log(LEAST_RANGE + FastMath.log(bars.high(t) / bars.low(t)));
      if (t == 0) {
        continue;
      }
      returns[t] = FastMath.log(bars.close(t) / bars.close(t - 1));
      gap[t] = FastMath.log(bars.open(t) / bars.close(t - 1));
      deviation[t] = Math.sqrt(variance);
      double square = returns[t] * returns[t];
      if (t < FIRST) {
        variance += square / PAST;
      } else {
        double counted = variance > 0 ? Math.min(square, 16 * variance) : square;
        variance = DECAY * variance + (1 - DECAY) * counted;
      }
    }
    volume = lessMedian(logVolume);
    range = lessMedian(logRange);
  }

  private static double[] lessMedian(double[] x) {
    double[] out = new double[x.length];
    double[] past = new double[PAST];
    for (int t = PAST; t < x.length; t++) {
      System.arraycopy(x, t - PAST, past, 0, PAST);
      Arrays.sort(past);
      out[t] = x[t] - (past[PAST / 2 - 1] + past[PAST / 2]) / 2;
    }
    return out;
  }

  /**
   * Sizes of return and gap in deviations, volume and range, of bar t. Without their signs, because
   * volume and range go with the size of a move.
   */
  double[] row(int t) {
    double unit = deviation[t] > 0 ? deviation[t] : 1;
    return new double[] {Math.abs(returns[t]) / unit, Math.abs(gap[t]) / unit, volume[t], range[t]};
  }
}
