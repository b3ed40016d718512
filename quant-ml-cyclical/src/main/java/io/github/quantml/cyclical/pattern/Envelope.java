// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;

/**
 * The largest and smallest value within r positions of each position of a series.
 *
 * <p>upper[i] = max(x[i − r … i + r]), lower[i] = min(x[i − r … i + r]), cut at the ends. O(n)
 * whatever r is, at most three comparisons a value. Immutable, thread-safe.
 *
 * <p>Source: Lemire (2006), Streaming maximum-minimum filter using no more than three comparisons
 * per element, Nordic Journal of Computing 13.
 */
public final class Envelope {
  private final double[] upper;
  private final double[] lower;

  private Envelope(double[] upper, double[] lower) {
    this.upper = upper;
    this.lower = lower;
  }

  /**
   * Envelope of a series.
   *
   * @param values finite, at least one
   * @param band r, at least 0
   */
  public static Envelope of(double[] values, int band) {
    if (band < 0) {
      throw new IllegalArgumentException("band: must be at least 0, got " + band);
    }
    if (values.length == 0) {
      throw new InsufficientDataException("envelope: values", 1, 0);
    }
    Dtw.requireFinite("envelope", values);
    double[] upper = new double[values.length];
    double[] lower = new double[values.length];
    into(values, values.length, band, upper, lower, new int[2 * values.length]);
    return new Envelope(upper, lower);
  }

  /**
   * Writes the envelope of the first {@code n} values.
   *
   * @param queues memory of 2n positions
   */
  static void into(double[] x, int n, int band, double[] upper, double[] lower, int[] queues) {
    int r = Math.min(band, n - 1);
    int maxFrom = 0;
    int maxTo = 0; // queues[maxFrom … maxTo): positions of falling values, the largest first
    int minFrom = n;
    int minTo = n; // queues[minFrom … minTo): positions of rising values, the smallest first
    for (int i = 0; i < n + r; i++) {
      if (i < n) {
        double value = x[i];
        while (maxTo > maxFrom && x[queues[maxTo - 1]] <= value) {
          maxTo--;
        }
        queues[maxTo++] = i;
        while (minTo > minFrom && x[queues[minTo - 1]] >= value) {
          minTo--;
        }
        queues[minTo++] = i;
      }
      int centre = i - r;
      if (centre >= 0) {
        maxFrom += queues[maxFrom] < centre - r ? 1 : 0;
        minFrom += queues[minFrom] < centre - r ? 1 : 0;
        upper[centre] = x[queues[maxFrom]];
        lower[centre] = x[queues[minFrom]];
      }
    }
  }

  /** Number of positions. */
  public int size() {
    return upper.length;
  }

  /** Largest value near position {@code i}. */
  public double upper(int i) {
    return upper[i];
  }

  /** Smallest value near position {@code i}. */
  public double lower(int i) {
    return lower[i];
  }

  double[] uppers() {
    return upper;
  }

  double[] lowers() {
    return lower;
  }
}
