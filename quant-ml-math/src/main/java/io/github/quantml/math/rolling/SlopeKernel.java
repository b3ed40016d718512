// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * The least-squares slope on the bar index over every window of a fixed length, faster than {@link
 * TrendAggregate} gives it.
 *
 * <p>The slope is Σ gₖ(xₖ − xₘ₋ₖ) over the pairs that lie symmetric to the middle of the window. Up
 * to {@link #DIRECT} values it is formed just so: the differences are exact for like values, and
 * the result is a function of the window alone, bit for bit.
 *
 * <p>Longer windows are split where two blocks of one window's length meet. With y the differences
 * from the last value r of the older block, which every such window contains, Σy and Σu·y are
 * scanned outwards from the boundary once for each block, so a window costs two merges whatever its
 * length. Values outside the window are never touched; the rounding depends on where the boundary
 * falls, by a few units in the last place of the window's range.
 */
final class SlopeKernel {
  static final int DIRECT = 16;

  private static final int BLOCK = 1024;

  private final int window;
  private final double[] weights;
  private final double inverseSpread;

  SlopeKernel(int window) {
    this.window = window;
    this.weights = new double[window / 2];
    // Σ (k − (w − 1)/2)² over the window.
    double spread = window * ((double) window * window - 1) / 12;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (0.5 * (window - 1) - k) / spread;
    }
    this.inverseSpread = 1 / spread;
  }

  /** Writes the slopes of all windows; out[t] belongs to the window that ends at t. */
  void batch(double[] x, double[] out) {
    if (window <= DIRECT) {
      direct(x, out);
    } else {
      scanned(x, out);
    }
  }

  /**
   * The slope of one window by the same additions in the same order, so with the same bits.
   *
   * @param x holds the window from {@code from}
   * @param phase how many of its values lie after the block boundary, as in the batch
   */
  double at(double[] x, int from, int phase) {
    if (window <= DIRECT) {
      double slope = weights[0] * (x[from + window - 1] - x[from]);
      for (int k = 1; k < weights.length; k++) {
        slope += weights[k] * (x[from + window - 1 - k] - x[from + k]);
      }
      if (window % 2 != 0) {
        slope += Math.abs(0 * x[from + window / 2]);
      }
      return slope;
    }
    int boundary = from + window - phase;
    double r = x[boundary - 1];
    double s = 0;
    double m = 0;
    for (int p = 1; p <= window - phase; p++) {
      double y = x[boundary - p] - r;
      s += y;
      m -= p * y;
    }
    double ns = 0;
    double nm = 0;
    for (int p = 1; p <= phase; p++) {
      double z = x[boundary + p - 1] - r;
      ns += z;
      nm += (p - 1) * z;
    }
    double centre = 0.5 * (2 * phase - window - 1);
    return inverseSpread * ((m + nm) - centre * (s + ns));
  }

  private void direct(double[] x, double[] out) {
    double[] newer = new double[BLOCK];
    double[] older = new double[BLOCK];
    double[] slope = new double[BLOCK];
    int windows = x.length - window + 1;
    for (int start = 0; start < windows; start += BLOCK) {
      int count = Math.min(BLOCK, windows - start);
      for (int k = 0; k < weights.length; k++) {
        System.arraycopy(x, start + window - 1 - k, newer, 0, count);
        System.arraycopy(x, start + k, older, 0, count);
        if (k == 0) {
          weighted(weights[0], newer, older, slope, count);
        } else {
          addWeighted(weights[k], newer, older, slope, count);
        }
      }
      if (window % 2 != 0) {
        // The middle value has no weight, but must be seen if it is not finite.
        System.arraycopy(x, start + window / 2, newer, 0, count);
        addWeighted(1, newer, newer, slope, count);
      }
      System.arraycopy(slope, 0, out, start + window - 1, count);
    }
  }

  private static void weighted(
      double weight, double[] newer, double[] older, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = weight * (newer[i] - older[i]);
    }
  }

  private static void addWeighted(
      double weight, double[] newer, double[] older, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] += weight * (newer[i] - older[i]);
    }
  }

  private void scanned(double[] x, double[] out) {
    int w = window;
    double[] sum = new double[w];
    double[] moment = new double[w];
    double[] newSum = new double[w];
    double[] newMoment = new double[w];
    double[] slope = new double[w];
    double[] centre = new double[w];
    for (int q = 0; q < w; q++) {
      centre[q] = 0.5 * (2 * q - w - 1);
    }
    for (int boundary = w; boundary <= x.length; boundary += w) {
      int count = Math.min(w, x.length - boundary + 1);
      scan(x, boundary, count, sum, moment, newSum, newMoment);
      combine(centre, sum, moment, newSum, newMoment, slope, count);
      System.arraycopy(slope, 0, out, boundary - 1, count);
    }
  }

  /**
   * Index q holds the sums of the q values from the boundary on, and of the w − q values before it.
   */
  private void scan(
      double[] x,
      int boundary,
      int count,
      double[] sum,
      double[] moment,
      double[] newSum,
      double[] newMoment) {
    double r = x[boundary - 1];
    double s = 0;
    double m = 0;
    double ns = 0;
    double nm = 0;
    newSum[0] = 0;
    newMoment[0] = 0;
    int w = window;
    for (int p = 1; p < count; p++) {
      double y = x[boundary - p] - r;
      s += y;
      m -= p * y;
      sum[w - p] = s;
      moment[w - p] = m;
      double z = x[boundary + p - 1] - r;
      ns += z;
      nm += (p - 1) * z;
      newSum[p] = ns;
      newMoment[p] = nm;
    }
    for (int p = count; p <= w; p++) {
      double y = x[boundary - p] - r;
      s += y;
      m -= p * y;
      sum[w - p] = s;
      moment[w - p] = m;
    }
  }

  private void combine(
      double[] centre,
      double[] sum,
      double[] moment,
      double[] newSum,
      double[] newMoment,
      double[] out,
      int count) {
    double scale = inverseSpread;
    for (int q = 0; q < count; q++) {
      out[q] = scale * ((moment[q] + newMoment[q]) - centre[q] * (sum[q] + newSum[q]));
    }
  }
}
