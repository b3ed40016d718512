// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.math.Quantiles;
import org.apache.commons.math3.util.FastMath;

/**
 * Counts of values between equally spaced edges.
 *
 * @param lower lower end of the first bin
 * @param width width of a bin
 * @param counts values per bin; the arrays are the record's own
 */
record Histogram(double lower, double width, int[] counts) {
  private static final int MOST = 60;

  /** Bins by the rule of Freedman and Diaconis (1981), between 5 and 60 of them. */
  static Histogram of(double[] x) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : x) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    if (x.length == 0 || !(max > min)) {
      double at = x.length == 0 ? 0 : min;
      return new Histogram(at - 0.5, 1, new int[] {x.length});
    }
    double[] q = Quantiles.quantiles(x, 0.25, 0.75);
    double rule = 2 * (q[1] - q[0]) / FastMath.cbrt(x.length);
    int bins = rule > 0 ? (int) Math.ceil(Math.min((max - min) / rule, MOST)) : MOST / 2;
    bins = Math.max(5, bins);
    double width = (max - min) / bins;
    int[] counts = new int[bins];
    for (double v : x) {
      counts[Math.min(bins - 1, (int) ((v - min) / width))]++;
    }
    return new Histogram(min, width, counts);
  }
}
