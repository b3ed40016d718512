// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
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
    double twoLogTwo = 2 * 0.69314718055994530942;
    double klass = (0.5 * range - (twoLogTwo - 1) * daySquare) / n;
    return switch (this) {
      case CLOSE_TO_CLOSE -> (closeSquare - closeSum * closeSum / n) / (n - 1);
      case CLOSE_TO_CLOSE_ZERO_MEAN -> closeSquare / n;
      case PARKINSON -> range / (2 * twoLogTwo * n);
      case GARMAN_KLASS -> klass;
      case GARMAN_KLASS_OVERNIGHT -> klass + overnightSquare / n;
      case ROGERS_SATCHELL -> rogers / n;
      case YANG_ZHANG -> {
        double k = 0.34 / (1.34 + (n + 1.0) / (n - 1));
        yield (overnightSquare - overnight * overnight / n) / (n - 1)
            + k * (daySquare - day * day / n) / (n - 1)
            + (1 - k) * rogers / n;
      }
      case BIPOWER -> 0.5 * Math.PI * bipower / (n - 1);
    };
  }
}
