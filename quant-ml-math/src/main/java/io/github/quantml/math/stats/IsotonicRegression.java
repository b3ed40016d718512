// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.Ranks;
import java.util.Arrays;

/**
 * The non-decreasing function with the least weighted squared error, by pooling adjacent violators.
 *
 * <p>Between the fitted points the function is interpolated linearly; outside them it is constant.
 * Equal x are pooled first. Immutable and thread-safe; fit O(n log n), predict O(log n).
 *
 * <p>Source: Ayer, Brunk, Ewing, Reid, Silverman (1955), An empirical distribution function for
 * sampling with incomplete information; Zadrozny and Elkan (2002) for its use as calibration.
 */
public final class IsotonicRegression {
  private final double[] knots;
  private final double[] values;

  private IsotonicRegression(double[] knots, double[] values) {
    this.knots = knots;
    this.values = values;
  }

  /** The fit with equal weights. */
  public static IsotonicRegression fit(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return fit(x, y, ones);
  }

  /**
   * The weighted fit.
   *
   * @param x finite predictor values, at least one
   * @param y finite responses, as many
   * @param weights positive, as many
   */
  public static IsotonicRegression fit(double[] x, double[] y, double[] weights) {
    if (x.length != y.length || x.length != weights.length) {
      throw new IllegalArgumentException(
          "x, y and weights must have equal length: "
              + x.length
              + ", "
              + y.length
              + " and "
              + weights.length);
    }
    Series.require("isotonic regression, x", x, 1);
    Series.require("isotonic regression, y", y, 1);
    double[] knots = new double[x.length];
    double[] means = new double[x.length];
    double[] masses = new double[x.length];
    int n = 0;
    for (int index : Ranks.order(x)) {
      if (!(weights[index] > 0 && weights[index] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights[" + index + "] must be positive and finite: " + weights[index]);
      }
      if (n > 0 && knots[n - 1] == x[index]) {
        masses[n - 1] += weights[index];
        means[n - 1] += (y[index] - means[n - 1]) * weights[index] / masses[n - 1];
      } else {
        knots[n] = x[index];
        means[n] = y[index];
        masses[n++] = weights[index];
      }
    }
    return new IsotonicRegression(Arrays.copyOf(knots, n), pooled(means, masses, n));
  }

  /** Pools adjacent violators; a stack of blocks is kept increasing from left to right. */
  private static double[] pooled(double[] means, double[] masses, int n) {
    int[] ends = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      double mean = means[i];
      double mass = masses[i];
      while (blocks > 0 && means[blocks - 1] > mean) {
        blocks--;
        double total = masses[blocks] + mass;
        mean = (means[blocks] * masses[blocks] + mean * mass) / total;
        mass = total;
      }
      means[blocks] = mean;
      masses[blocks] = mass;
      ends[blocks++] = i + 1;
    }
    double[] values = new double[n];
    int start = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(values, start, ends[block], means[block]);
      start = ends[block];
    }
    return values;
  }

  /** The fitted value at x; NaN for NaN. */
  public double predict(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    int found = Arrays.binarySearch(knots, x);
    if (found >= 0) {
      return values[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return values[0];
    }
    if (above == knots.length) {
      return values[knots.length - 1];
    }
    double low = values[above - 1];
    double high = values[above];
    if (low == high) {
      return low;
    }
    double share = (x - knots[above - 1]) / (knots[above] - knots[above - 1]);
    return low + share * (high - low);
  }

  /** The distinct predictor values, ascending: a copy. */
  public double[] knots() {
    return knots.clone();
  }

  /** The fitted values at the knots, non-decreasing: a copy. */
  public double[] values() {
    return values.clone();
  }
}
