// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import io.github.quantml.api.BarSeries;
import org.apache.commons.math3.util.FastMath;

/** Sample standard deviation of the last log returns. */
final class RecentVolatility {
  private RecentVolatility() {}

  /** Per bar; 0 with fewer than {@code window} returns. */
  static double of(BarSeries bars, int window) {
    int n = bars.size();
    if (n < window + 1) {
      return 0;
    }
    double mean = 0;
    for (int i = n - window; i < n; i++) {
      mean += FastMath.log(bars.close(i) / bars.close(i - 1)) / window;
    }
    double sum = 0;
    for (int i = n - window; i < n; i++) {
      double d = FastMath.log(bars.close(i) / bars.close(i - 1)) - mean;
      sum += d * d;
    }
    return FastMath.sqrt(sum / (window - 1));
  }
}
