// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StandardNormal;

/**
 * The search behind a backtest: everything that was tried, abandoned attempts included.
 *
 * <p>Among N worthless strategies whose Sharpe ratios vary with variance V, the best shows about
 * √V·((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))), γ the constant of Euler and Mascheroni.
 *
 * <p>Source: Bailey and López de Prado (2014), The deflated Sharpe ratio, equation 1.
 *
 * @param count N, at least 1; with correlated trials a smaller, effective number is fairer
 * @param variance V, variance of the trials' Sharpe ratios, in the unit of the ratio judged
 */
public record Trials(double count, double variance) {
  private static final double EULER_MASCHERONI = 0.57721566490153286061;

  public Trials {
    if (!(count >= 1 && count < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("count: must be at least 1 and finite, got " + count);
    }
    if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "variance: must be at least 0 and finite, got " + variance);
    }
  }

  /** One strategy, decided before looking at the data. */
  public static Trials single() {
    return new Trials(1, 0);
  }

  /** The trials with these Sharpe ratios per period. */
  public static Trials of(double[] sharpes) {
    return new Trials(sharpes.length, sharpes.length < 2 ? 0 : Sums.variance(sharpes, 1));
  }

  /** The Sharpe ratio to expect of the best of these trials when all are worthless. */
  public double expectedMaximum() {
    return Math.sqrt(variance) * expectedMaximum(count);
  }

  /**
   * About the expected maximum of N independent standard normal values; 0 for one.
   *
   * @param n N, at least 1
   */
  public static double expectedMaximum(double n) {
    if (!(n >= 1)) {
      throw new IllegalArgumentException("n: must be at least 1, got " + n);
    }
    if (n == 1) {
      return 0;
    }
    return (1 - EULER_MASCHERONI) * StandardNormal.survivalQuantile(1 / n)
        + EULER_MASCHERONI * StandardNormal.survivalQuantile(1 / (n * Math.E));
  }

  /**
   * The minimum backtest length: with N trials, so many years are needed before the best of
   * worthless strategies is no longer expected to show an annualised Sharpe ratio this high.
   *
   * <p>Source: Bailey, Borwein, López de Prado, Zhu (2014), Pseudo-mathematics and financial
   * charlatanism, Notices of the AMS 61, theorem 2.
   *
   * @param trials N
   * @param annualSharpe in-sample Sharpe ratio, positive
   */
  public static double minimumBacktestYears(double trials, double annualSharpe) {
    if (!(annualSharpe > 0 && annualSharpe < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "annualSharpe: must be positive and finite, got " + annualSharpe);
    }
    double ratio = expectedMaximum(trials) / annualSharpe;
    return ratio * ratio;
  }
}
