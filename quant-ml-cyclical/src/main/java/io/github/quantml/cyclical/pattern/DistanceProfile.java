// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Distance of a query to every window of a series, both z-normalised (divisor m).
 *
 * <p>d² = 2m(1 − ρ) with ρ = (Σ qᵢxᵢ − m·q̄·x̄) / (m·σq·σx), so shape counts and neither level nor
 * scale does. Two constant windows are 0 apart, a constant and a moving one √m. The series' window
 * means and deviations are computed once, each from its own window, so that values depend on
 * nothing before it. Immutable, thread-safe; O(m) per window.
 *
 * <p>Source: Mueen et al. (2010), Online discovery and maintenance of time series motifs, eq. 4;
 * Yeh et al. (2016), Matrix profile I, for the treatment of constant windows.
 */
final class DistanceProfile {
  /** A deviation below this share of the window's largest value is rounding, not movement. */
  private static final double CONSTANT = 1e-13;

  private final double[] series;
  private final int length;
  private final double[] means;
  private final double[] deviations;

  private DistanceProfile(double[] series, int length, double[] means, double[] deviations) {
    this.series = series;
    this.length = length;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Prepares a series; the array is kept, not copied.
   *
   * @param series finite values
   * @param length window length m, at least 2
   */
  static DistanceProfile of(double[] series, int length) {
    int windows = Math.max(0, series.length - length + 1);
    double[] means = new double[windows];
    double[] deviations = new double[windows];
    for (int i = 0; i < windows; i++) {
      means[i] = mean(series, i, length);
      deviations[i] = deviation(series, i, length, means[i]);
    }
    return new DistanceProfile(series, length, means, deviations);
  }

  int windows() {
    return means.length;
  }

  /** Deviation (divisor m) of window {@code i}; 0 when it is constant. */
  double deviation(int i) {
    return deviations[i];
  }

  /** The query made of {@code length} values from {@code from} on, centred and scaled. */
  static double[] normalised(double[] values, int from, int length) {
    double mean = mean(values, from, length);
    double deviation = deviation(values, from, length, mean);
    double[] z = new double[length];
    for (int i = 0; deviation > 0 && i < length; i++) {
      z[i] = (values[from + i] - mean) / deviation;
    }
    return z;
  }

  /**
   * Distance between a normalised query and window {@code i}.
   *
   * @param query from {@link #normalised}, all zero when its window was constant
   * @param constant whether the query's window was constant
   */
  double distance(double[] query, boolean constant, int i) {
    if (constant || deviations[i] == 0) {
      return constant && deviations[i] == 0 ? 0 : Math.sqrt(length);
    }
    double mean = means[i];
    double dot = 0;
    for (int k = 0; k < length; k++) {
      dot += query[k] * (series[i + k] - mean);
    }
    return Math.sqrt(Math.max(0, 2 * (length - dot / deviations[i])));
  }

  private static double mean(double[] x, int from, int length) {
    double origin = x[from];
    double sum = 0;
    for (int i = 1; i < length; i++) {
      sum += x[from + i] - origin;
    }
    return origin + sum / length;
  }

  private static double deviation(double[] x, int from, int length, double mean) {
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < length; i++) {
      double d = x[from + i] - mean;
      squares += d * d;
      largest = Math.max(largest, Math.abs(x[from + i]));
    }
    double deviation = Math.sqrt(squares / length);
    return deviation > CONSTANT * largest ? deviation : 0;
  }
}
