// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.data;

import java.util.Arrays;

/**
 * Standardisation of columns: z = (x − mean)/std, with the moments of the rows it was fitted on.
 *
 * <p>The standard deviation is that of the population (ddof 0). A column that does not vary on
 * those rows has 1 in its place, so that it becomes zero and not undefined.
 *
 * @param mean of each column
 * @param std of each column, positive
 */
public record Scaler(double[] mean, double[] std) {
  public Scaler {
    if (mean.length != std.length) {
      throw new IllegalArgumentException(
          "std: must be as long as mean, got " + std.length + " and " + mean.length);
    }
    mean = mean.clone();
    std = std.clone();
    for (int j = 0; j < std.length; j++) {
      if (!(std[j] > 0 && std[j] < Double.POSITIVE_INFINITY && Double.isFinite(mean[j]))) {
        throw new IllegalArgumentException(
            "scaler: column " + j + " has mean " + mean[j] + " and std " + std[j]);
      }
    }
  }

  /** Moments of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public static Scaler fit(Panel panel, int from, int to) {
    if (from < 0 || to > panel.rows() || from >= to) {
      throw new IllegalArgumentException(
          "rows: must be some of " + panel.rows() + ", got [" + from + ", " + to + ")");
    }
    int f = panel.columns();
    double[] mean = new double[f];
    double[] std = new double[f];
    for (int j = 0; j < f; j++) {
      double centre = panel.value(from, j);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += panel.value(i, j) - centre;
      }
      mean[j] = centre + sum / (to - from);
      double squares = 0;
      for (int i = from; i < to; i++) {
        double d = panel.value(i, j) - mean[j];
        squares += d * d;
      }
      double s = Math.sqrt(squares / (to - from));
      // Rounding leaves a constant column a spread of a few ulps of its level.
      std[j] = s > 1e-12 * Math.abs(mean[j]) ? s : 1;
    }
    return new Scaler(mean, std);
  }

  /** The scaler that changes nothing. */
  public static Scaler identity(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new Scaler(new double[columns], ones);
  }

  /** The moments of some of the columns. */
  public Scaler select(int... columns) {
    return new Scaler(
        Arrays.stream(columns).mapToDouble(j -> mean[j]).toArray(),
        Arrays.stream(columns).mapToDouble(j -> std[j]).toArray());
  }

  /** All rows of a panel, standardised, row after row. */
  public float[] apply(Panel panel) {
    int f = mean.length;
    if (panel.columns() != f) {
      throw new IllegalArgumentException(
          "panel: must have " + f + " columns, got " + panel.columns());
    }
    float[] out = new float[panel.rows() * f];
    for (int i = 0, k = 0; i < panel.rows(); i++) {
      for (int j = 0; j < f; j++) {
        out[k++] = (float) ((panel.value(i, j) - mean[j]) / std[j]);
      }
    }
    return out;
  }

  @Override
  public double[] mean() {
    return mean.clone();
  }

  @Override
  public double[] std() {
    return std.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaler that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(std, that.std);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(std);
  }

  @Override
  public String toString() {
    return "Scaler[mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std) + "]";
  }
}
