// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/**
 * Distance of a query to every window of a series, both z-normalised (divisor m).
 *
 * <p>d² = 2(m − Σ zₖ(xᵢ₊ₖ − xᵢ)/σᵢ) for a normalised query z, whose sum is 0, so shape counts and
 * neither level nor scale does. Differences to the window's own first value keep the digits that a
 * high price level would cost. Two constant windows are 0 apart, a constant and a moving one √m.
 * Every value depends on its own window alone. Immutable, thread-safe; O(m) a window, with windows
 * rather than terms in the inner loop, which has no chain of dependent operations.
 *
 * <p>Source: Mueen et al. (2010), Online discovery and maintenance of time series motifs, eq. 4;
 * Yeh et al. (2016), Matrix profile I, for the treatment of constant windows.
 */
final class DistanceProfile {
  private static final int BLOCK = 512;

  private final double[] series;
  private final int length;

  /** 1/σ, 0 for a constant window. */
  private final double[] inverses;

  private DistanceProfile(double[] series, int length, double[] inverses) {
    this.series = series;
    this.length = length;
    this.inverses = inverses;
  }

  /**
   * Prepares a series; the array is kept, not copied.
   *
   * @param series finite values
   * @param length window length m, at least 2
   */
  static DistanceProfile of(double[] series, int length) {
    double[] inverses = new double[Math.max(0, series.length - length + 1)];
    fill(series, length, inverses, 0);
    return new DistanceProfile(series, length, inverses);
  }

  /** The first {@code keep} values and then more; what is known of windows is kept. */
  DistanceProfile continued(int keep, double[] more) {
    double[] all = Arrays.copyOf(series, keep + more.length);
    System.arraycopy(more, 0, all, keep, more.length);
    double[] extended = Arrays.copyOf(inverses, Math.max(0, all.length - length + 1));
    fill(all, length, extended, Math.max(0, keep - length + 1));
    return new DistanceProfile(all, length, extended);
  }

  private static void fill(double[] x, int length, double[] inverses, int from) {
    for (int i = from; i < inverses.length; i++) {
      double deviation = WindowMoments.deviation(x, i, length, WindowMoments.mean(x, i, length));
      inverses[i] = deviation > 0 ? 1 / deviation : 0;
    }
  }

  int windows() {
    return inverses.length;
  }

  double[] series() {
    return series;
  }

  /** Squared distances of a query to the first windows. */
  double[] squares(double[] query, int windows) {
    double[] z = WindowMoments.normalised(query, 0, length);
    boolean constant = true;
    for (double v : z) {
      constant &= v == 0;
    }
    double[] squares = new double[windows];
    for (int from = 0; from < windows && !constant; from += BLOCK) {
      dots(z, from, Math.min(windows, from + BLOCK), squares);
    }
    for (int i = 0; i < windows; i++) {
      double inverse = inverses[i];
      double square = 2 * (length - squares[i] * inverse);
      if (constant || inverse == 0) {
        square = constant && inverse == 0 ? 0 : length;
      }
      squares[i] = square > 0 ? square : 0;
    }
    return squares;
  }

  /** Σ zₖ(xᵢ₊ₖ − xᵢ), four terms in one pass over the windows. */
  private void dots(double[] z, int from, int to, double[] out) {
    double[] x = series;
    int k = 0;
    for (; k + 3 < z.length; k += 4) {
      double a = z[k];
      double b = z[k + 1];
      double c = z[k + 2];
      double d = z[k + 3];
      for (int i = from; i < to; i++) {
        double first = x[i];
        out[i] +=
            (a * (x[i + k] - first) + b * (x[i + k + 1] - first))
                + (c * (x[i + k + 2] - first) + d * (x[i + k + 3] - first));
      }
    }
    for (; k < z.length; k++) {
      double a = z[k];
      for (int i = from; i < to; i++) {
        out[i] += a * (x[i + k] - x[i]);
      }
    }
  }
}
