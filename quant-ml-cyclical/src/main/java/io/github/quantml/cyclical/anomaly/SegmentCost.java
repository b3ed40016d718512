// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.Ranks;
import org.apache.commons.math3.util.FastMath;

/** What makes two stretches of a series different, as the cost of calling them one. */
public enum SegmentCost {
  /** A change in mean: Σ(x − mean)². Penalise by multiples of the noise variance. */
  MEAN(1),
  /**
   * A change in mean or variance: −2 log-likelihood of a normal sample without constants, n·(ln s²
   * + 1), the variance s² not below 1e-8 of that of the whole series.
   */
  MEAN_AND_VARIANCE(2),
  /** A change in location of any distribution: {@link #MEAN} of the ranks over their variance. */
  RANK(1);

  private static final double LEAST_SHARE = 1e-8;
  private final int least;

  SegmentCost(int least) {
    this.least = least;
  }

  /** Fewest values a segment may have. */
  public int leastLength() {
    return least;
  }

  Table of(double[] x) {
    double[] values = this == RANK ? Ranks.averageRanks(x) : x.clone();
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double variance = 0;
    for (int t = 0; t < values.length; t++) {
      values[t] -= mean;
      variance += values[t] * values[t] / values.length;
    }
    double unit = this == RANK ? 1 / variance : 1;
    return new Table(values, unit, this == MEAN_AND_VARIANCE, LEAST_SHARE * variance);
  }

  /** Costs of every segment of one series in O(1) each, from running sums of centred values. */
  static final class Table {
    private final double[] sums;
    private final double[] squares;
    private final double unit;
    private final boolean likelihood;
    private final double floor;

    Table(double[] centred, double unit, boolean likelihood, double floor) {
      this.sums = new double[centred.length + 1];
      this.squares = new double[centred.length + 1];
      this.unit = unit;
      this.likelihood = likelihood;
      this.floor = floor;
      for (int t = 0; t < centred.length; t++) {
        sums[t + 1] = sums[t] + centred[t];
        squares[t + 1] = squares[t] + centred[t] * centred[t];
      }
    }

    /** Cost of the values from {@code from} to {@code to} − 1. */
    double cost(int from, int to) {
      int n = to - from;
      double sum = sums[to] - sums[from];
      double deviations = Math.max(0, squares[to] - squares[from] - sum * sum / n);
      if (!likelihood) {
        return unit * deviations;
      }
      double variance = deviations / n;
      return variance > floor
          ? n * (FastMath.log(variance) + 1)
          : n * FastMath.log(floor) + deviations / floor;
    }
  }
}
