// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** From summaries to statistics: one plain loop each, without calls per value. */
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
    double[] m2 = state[2];
    for (int i = 0; i < count; i++) {
      double mean = (state[0][i] + state[1][i]) / n;
      out[at + i] = (newest[from + i] - mean) / Math.sqrt(m2[i] / divisor);
    }
  }

  private static void skewness(double[][] state, double n, double[] out, int at, int count) {
    double factor = n * Math.sqrt(n - 1) / (n - 2);
    for (int i = 0; i < count; i++) {
      double m2 = state[2][i];
      out[at + i] = factor * (state[3][i] / m2) / Math.sqrt(m2);
    }
  }

  private static void kurtosis(double[][] state, double n, double[] out, int at, int count) {
    double factor = (n - 1) / ((n - 2) * (n - 3));
    for (int i = 0; i < count; i++) {
      double m2 = state[2][i];
      out[at + i] = factor * (n * (n + 1) * (state[4][i] / m2 / m2) - 3 * (n - 1));
    }
  }

  /** Σ (i − (n − 1)/2)² for i of 0 … n − 1. */
  private static double timeSpread(double n) {
    return n * (n * n - 1) / 12;
  }

  /** mean·withMean + slope·offset. */
  private static void line(
      double[][] state, double n, double withMean, double offset, double[] out, int at, int count) {
    double spread = timeSpread(n);
    for (int i = 0; i < count; i++) {
      double slope = state[2][i] / spread;
      out[at + i] = withMean * ((state[0][i] + state[1][i]) / n) + slope * offset;
    }
  }

  private static void fit(
      double[][] state, double n, boolean relative, double[] out, int at, int count) {
    double spread = timeSpread(n);
    for (int i = 0; i < count; i++) {
      double total = state[3][i];
      double explained = state[2][i] * (state[2][i] / spread);
      double left = total - explained;
      // Rounding may leave a perfect fit a hair below zero; NaN must pass.
      left = left < 0 ? 0 : left;
      out[at + i] = relative ? 1 - left / total : Math.sqrt(left / (n - 2));
    }
  }

  /** Writes {@code count} values of a statistic of pairs. */
  static void apply(
      PairStatistic statistic, double[][] state, int n, int ddof, double[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      double xx = state[4][i];
      double yy = state[5][i];
      double xy = state[6][i];
      out[at + i] =
          switch (statistic) {
            case COVARIANCE -> xy / (n - ddof);
            case BETA -> xy / xx;
            // Roots first: the product of two variances under- or overflows long before they do.
            case CORRELATION -> clamped(xy / (Math.sqrt(xx) * Math.sqrt(yy)));
          };
    }
  }

  private static double clamped(double r) {
    return r > 1 ? 1 : r < -1 ? -1 : r;
  }
}
