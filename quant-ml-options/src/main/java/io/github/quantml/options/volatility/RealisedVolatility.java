// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.rolling.Rolling;
import io.github.quantml.math.rolling.WindowStatistic;
import org.apache.commons.math3.util.FastMath;

/**
 * Volatility of the last n returns from bars, annualised by √(periods per year).
 *
 * <p>Bars come validated (low ≤ open, close ≤ high); n + 1 of them give n returns. Log prices
 * throughout: o overnight ln(O/C₋₁), u ln(H/O), d ln(L/O), c ln(C/O).
 */
public enum RealisedVolatility {
  /** Sample standard deviation of close-to-close log returns, n − 1. */
  CLOSE_TO_CLOSE,
  /** Root mean square of close-to-close log returns. */
  CLOSE_TO_CLOSE_ZERO_MEAN,
  /** Σ (u − d)²/(4 ln 2) (Parkinson 1980); no overnight part. */
  PARKINSON,
  /** Σ ½(u − d)² − (2 ln 2 − 1)c² (Garman and Klass 1980); no overnight part. */
  GARMAN_KLASS,
  /** Garman and Klass with o² added. */
  GARMAN_KLASS_OVERNIGHT,
  /** Σ u(u − c) + d(d − c), free of the drift (Rogers and Satchell 1991); no overnight part. */
  ROGERS_SATCHELL,
  /**
   * var(o) + k var(c) + (1 − k)RS, k = 0.34/(1.34 + (n + 1)/(n − 1)), sample variances (Yang and
   * Zhang 2000).
   */
  YANG_ZHANG,
  /** π/2 Σ |rᵢ||rᵢ₋₁| n/(n − 1), robust to jumps (Barndorff-Nielsen and Shephard 2004). */
  BIPOWER;

  private static final double TWO_LOG_TWO = 1.38629436111989061883;

  /**
   * Annualised volatility of the last n returns.
   *
   * @param n at least 2
   * @param periodsPerYear bars per year, positive
   */
  public double of(BarSeries bars, int n, double periodsPerYear) {
    if (n < 2) {
      throw new IllegalArgumentException("n: must be at least 2, got " + n);
    }
    if (!(periodsPerYear > 0 && periodsPerYear < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "periodsPerYear: must be positive and finite, got " + periodsPerYear);
    }
    int size = bars.size();
    if (size < n + 1) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars for " + this + " over " + n + " returns", n + 1, size);
    }
    return Math.sqrt(variance(bars, size - n, n) * periodsPerYear);
  }

  /**
   * Annualised volatility over every window of n returns, O(log n) a window.
   *
   * @param n at least 3
   * @return entry i is that of the window that ends at bar n + i; the n bars before are the warm-up
   */
  public double[] rolling(BarSeries bars, int n, double periodsPerYear) {
    if (n < 3) {
      throw new IllegalArgumentException("n: must be at least 3, got " + n);
    }
    of(bars, n, periodsPerYear); // The same demands on the bars.
    int m = bars.size() - 1;
    double[] a = new double[m];
    double[] b = new double[m];
    double[] c = new double[m];
    for (int i = 1; i <= m; i++) {
      terms(bars, i, a, b, c);
    }
    Rolling window = Rolling.of(n);
    double[] mean = window.apply(WindowStatistic.MEAN, a);
    double[] out = new double[m - n + 1];
    switch (this) {
      case CLOSE_TO_CLOSE -> mean = window.withDdof(1).apply(WindowStatistic.VARIANCE, a);
      case YANG_ZHANG -> {
        double k = weight(n);
        double[] overnight = window.withDdof(1).apply(WindowStatistic.VARIANCE, b);
        double[] day = window.withDdof(1).apply(WindowStatistic.VARIANCE, c);
        for (int i = 0; i < m; i++) {
          mean[i] = overnight[i] + k * day[i] + (1 - k) * mean[i];
        }
      }
      case BIPOWER -> mean = Rolling.of(n - 1).apply(WindowStatistic.MEAN, a);
      default -> {}
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.sqrt(Math.max(mean[n - 1 + i], 0) * periodsPerYear);
    }
    return out;
  }

  /** What the window averages: a, and for Yang and Zhang o and c beside it. */
  private void terms(BarSeries bars, int i, double[] a, double[] b, double[] c) {
    double open = bars.open(i);
    double o = FastMath.log(open / bars.close(i - 1));
    double u = FastMath.log(bars.high(i) / open);
    double d = FastMath.log(bars.low(i) / open);
    double day = FastMath.log(bars.close(i) / open);
    double r = FastMath.log(bars.close(i) / bars.close(i - 1));
    double range = (u - d) * (u - d);
    double klass = 0.5 * range - (TWO_LOG_TWO - 1) * day * day;
    int at = i - 1;
    a[at] =
        switch (this) {
          case CLOSE_TO_CLOSE -> r;
          case CLOSE_TO_CLOSE_ZERO_MEAN -> r * r;
          case PARKINSON -> range / (2 * TWO_LOG_TWO);
          case GARMAN_KLASS -> klass;
          case GARMAN_KLASS_OVERNIGHT -> klass + o * o;
          case ROGERS_SATCHELL, YANG_ZHANG -> u * (u - day) + d * (d - day);
          case BIPOWER -> {
            b[at] = Math.abs(r);
            yield at == 0 ? 0 : 0.5 * Math.PI * b[at] * b[at - 1];
          }
        };
    if (this == YANG_ZHANG) {
      b[at] = o;
      c[at] = day;
    }
  }

  private static double weight(int n) {
    return 0.34 / (1.34 + (n + 1.0) / (n - 1));
  }

  private double variance(BarSeries bars, int first, int n) {
    double closeSum = 0;
    double closeSquare = 0;
    double overnight = 0;
    double overnightSquare = 0;
    double day = 0;
    double daySquare = 0;
    double range = 0;
    double rogers = 0;
    double bipower = 0;
    double last = 0;
    for (int i = first; i < first + n; i++) {
      double open = bars.open(i);
      double o = FastMath.log(open / bars.close(i - 1));
      double u = FastMath.log(bars.high(i) / open);
      double d = FastMath.log(bars.low(i) / open);
      double c = FastMath.log(bars.close(i) / open);
      double r = FastMath.log(bars.close(i) / bars.close(i - 1));
      closeSum += r;
      closeSquare += r * r;
      overnight += o;
      overnightSquare += o * o;
      day += c;
      daySquare += c * c;
      range += (u - d) * (u - d);
      rogers += u * (u - c) + d * (d - c);
      if (i > first) {
        bipower += Math.abs(r) * last;
      }
      last = Math.abs(r);
    }
    double klass = (0.5 * range - (TWO_LOG_TWO - 1) * daySquare) / n;
    return switch (this) {
      case CLOSE_TO_CLOSE -> (closeSquare - closeSum * closeSum / n) / (n - 1);
      case CLOSE_TO_CLOSE_ZERO_MEAN -> closeSquare / n;
      case PARKINSON -> range / (2 * TWO_LOG_TWO * n);
      case GARMAN_KLASS -> klass;
      case GARMAN_KLASS_OVERNIGHT -> klass + overnightSquare / n;
      case ROGERS_SATCHELL -> rogers / n;
      case YANG_ZHANG -> {
        double k = weight(n);
        yield (overnightSquare - overnight * overnight / n) / (n - 1)
            + k * (daySquare - day * day / n) / (n - 1)
            + (1 - k) * rogers / n;
      }
      case BIPOWER -> 0.5 * Math.PI * bipower / (n - 1);
    };
  }
}
