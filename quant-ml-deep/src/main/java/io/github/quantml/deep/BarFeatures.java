// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.BarSeries;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Five numbers about one bar that need it and the 30 returns up to it, and so are known at its
 * close.
 *
 * <p>With σ = √(mean of the 30 squared log returns): log return/σ, overnight log return/σ, ln
 * (high/low)/σ, position of the close in the range within [−1, 1], and log volume relative to its
 * mean over the 30 bars.
 */
final class BarFeatures {
  static final List<String> NAMES = List.of("return", "gap", "range", "position", "volume");

  /** Returns that σ rests on, and so the first bar that has features. */
  static final int LOOKBACK = 30;

  private BarFeatures() {}

  /** √(mean squared log return) of the bars up to {@code i}, per bar; i ≥ {@link #LOOKBACK}. */
  static double volatility(BarSeries bars, int i) {
    double squares = 0;
    for (int k = i - LOOKBACK + 1; k <= i; k++) {
      double r = FastMath.log(bars.close(k) / bars.close(k - 1));
      squares += r * r;
    }
    return FastMath.sqrt(squares / LOOKBACK);
  }

  /**
   * Writes the features of bar {@code i}.
   *
   * @param floor smallest σ, positive
   */
  static void write(BarSeries bars, int i, double floor, double[] out, int at) {
    double sigma = Math.max(floor, volatility(bars, i));
    double high = bars.high(i);
    double low = bars.low(i);
    double close = bars.close(i);
    double volume = 0;
    for (int k = i - LOOKBACK + 1; k <= i; k++) {
      volume += bars.volume(k) / LOOKBACK;
    }
    out[at] = FastMath.log(close / bars.close(i - 1)) / sigma;
    out[at + 1] = FastMath.log(bars.open(i) / bars.close(i - 1)) / sigma;
    out[at + 2] = FastMath.log(high / low) / sigma;
    out[at + 3] = high > low ? ((close - low) - (high - close)) / (high - low) : 0;
    out[at + 4] = volume > 0 ? FastMath.log1p(bars.volume(i) / volume) : 0;
  }
}
