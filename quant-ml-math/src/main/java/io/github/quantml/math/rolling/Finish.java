// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * From summaries to statistics. Loops write over the summaries, whose arrays share one index and so
 * vectorise; the answer is then copied to its place.
 */
final class Finish {
  private Finish() {}

  /**
   * Writes {@code count} values of a statistic.
   *
   * @param state summaries of runs of n values; may be overwritten
   * @param newest holds from {@code from} the newest value of each run
   */
  static void apply(
      WindowStatistic statistic,
      double[][] state,
      int n,
      int ddof,
      double[] newest,
      int from,
      double[] out,
      int at,
      int count) {
    switch (statistic) {
      case SUM -> total(state, 1, out, at, count);
      case MEAN -> total(state, n, out, at, count);
      case VARIANCE -> variance(state[2], n - ddof, out, at, count);
      case STD -> deviation(state[2], n - ddof, out, at, count);
      case SKEWNESS -> skewness(state, n, out, at, count);
      case KURTOSIS -> kurtosis(state, n, out, at, count);
      case MIN, MAX -> System.arraycopy(state[0], 0, out, at, count);
      case Z_SCORE -> zScore(state, n, n - ddof, newest, from, out, at, count);
      case SLOPE -> line(state, n, 0, 1, out, at, count);
      case INTERCEPT -> line(state, n, 1, -0.5 * (n - 1), out, at, count);
      case TREND_END -> line(state, n, 1, 0.5 * (n - 1), out, at, count);
      case RESIDUAL -> {
        line(state, n, 1, 0.5 * (n - 1), out, at, count);
        for (int i = 0; i < count; i++) {
          out[at + i] = newest[from + i] - out[at + i];
        }
      }
      case R_SQUARED -> fit(state, n, true, out, at, count);
      case RESIDUAL_STD -> fit(state, n, false, out, at, count);
      case MEDIAN, RANK -> throw new IllegalStateException(statistic + " has no summary");
    }
  }

  private static void total(double[][] state, double n, double[] out, int at, int count) {
    double[] high = state[0];
    double[] low = state[1];
    for (int i = 0; i < count; i++) {
      high[i] = (high[i] + low[i]) / n;
    }
    System.arraycopy(high, 0, out, at, count);
  }

  private static void variance(double[] m2, double divisor, double[] out, int at, int count) {
    double factor = 1 / divisor;
    for (int i = 0; i < count; i++) {
      m2[i] = m2[i] * factor;
    }
    System.arraycopy(m2, 0, out, at, count);
  }

  private static void deviation(double[] m2, double divisor, double[] out, int at, int count) {
    double factor = 1 / divisor;
    for (int i = 0; i < count; i++) {
      m2[i] = Math.sqrt(m2[i] * factor);
    }
    System.arraycopy(m2, 0, out, at, count);
  }

  private static void zScore(
      double[][] state,
      double n,
      double divisor,
      double[] newest,
      int from,
      double[] out,
      int at,
      int count) {
    double[] high = state[0];
    double[] low = state[1];
    double[] m2 = state[2];
    for (int i = 0; i < count; i++) {
      high[i] = (high[i] + low[i]) / n;
    }
    System.arraycopy(newest, from, low, 0, count);
    for (int i = 0; i < count; i++) {
      m2[i] = (low[i] - high[i]) / Math.sqrt(m2[i] / divisor);
    }
    System.arraycopy(m2, 0, out, at, count);
  }

  private static void skewness(double[][] state, double n, double[] out, int at, int count) {
    double factor = n * Math.sqrt(n - 1) / (n - 2);
    double[] m2 = state[2];
    double[] m3 = state[3];
    for (int i = 0; i < count; i++) {
      m3[i] = factor * (m3[i] / m2[i]) / Math.sqrt(m2[i]);
    }
    System.arraycopy(m3, 0, out, at, count);
  }

  private static void kurtosis(double[][] state, double n, double[] out, int at, int count) {
    double factor = (n - 1) / ((n - 2) * (n - 3));
    double scale = n * (n + 1);
    double normal = 3 * (n - 1);
    double[] m2 = state[2];
    double[] m4 = state[4];
    for (int i = 0; i < count; i++) {
      m4[i] = factor * (scale * (m4[i] / m2[i] / m2[i]) - normal);
    }
    System.arraycopy(m4, 0, out, at, count);
  }

  /** Σ (i − (n − 1)/2)² for i of 0 … n − 1. */
  private static double timeSpread(double n) {
    return n * (n * n - 1) / 12;
  }

  /** mean·withMean + slope·offset. */
  private static void line(
      double[][] state, double n, double withMean, double offset, double[] out, int at, int count) {
    double spread = timeSpread(n);
    double[] high = state[0];
    double[] low = state[1];
    double[] c = state[2];
    for (int i = 0; i < count; i++) {
      high[i] = withMean * ((high[i] + low[i]) / n) + c[i] / spread * offset;
    }
    System.arraycopy(high, 0, out, at, count);
  }

  private static void fit(
      double[][] state, double n, boolean relative, double[] out, int at, int count) {
    double spread = timeSpread(n);
    double[] left = state[2];
    double[] total = state[3];
    for (int i = 0; i < count; i++) {
      // Rounding may leave a perfect fit a hair below zero.
      left[i] = Math.max(0, total[i] - left[i] * (left[i] / spread));
    }
    if (relative) {
      for (int i = 0; i < count; i++) {
        left[i] = 1 - left[i] / total[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        left[i] = Math.sqrt(left[i] / (n - 2));
      }
    }
    System.arraycopy(left, 0, out, at, count);
  }

  /** Writes {@code count} values of a statistic of pairs. */
  static void apply(
      PairStatistic statistic, double[][] state, int n, int ddof, double[] out, int at, int count) {
    double[] xx = state[4];
    double[] yy = state[5];
    double[] xy = state[6];
    switch (statistic) {
      case COVARIANCE -> variance(xy, (double) n - ddof, out, at, count);
      case BETA -> ratio(xy, xx, out, at, count);
      case CORRELATION -> {
        // Roots first: the product of two variances under- or overflows long before they do.
        for (int i = 0; i < count; i++) {
          xx[i] = Math.sqrt(xx[i]) * Math.sqrt(yy[i]);
        }
        ratio(xy, xx, out, at, count);
        for (int i = 0; i < count; i++) {
          out[at + i] = Math.max(-1, Math.min(1, out[at + i]));
        }
      }
    }
  }

  private static void ratio(double[] x, double[] y, double[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = x[i] / y[i];
    }
    System.arraycopy(x, 0, out, at, count);
  }
}
