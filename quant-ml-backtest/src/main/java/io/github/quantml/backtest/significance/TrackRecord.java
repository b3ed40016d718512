// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StandardNormal;

/**
 * What the significance of a Sharpe ratio depends on; nothing here is annualised.
 *
 * <p>The standard error of the Sharpe ratio SR of n returns is √((1 − g₃·SR + (g₄ − 1)/4·SR²)/(n −
 * 1)); with normal returns (g₃ = 0, g₄ = 3) it is that of Lo (2002), The statistics of Sharpe
 * ratios, up to n − 1 for n.
 *
 * <p>Sources: Bailey and López de Prado (2012), The Sharpe ratio efficient frontier, Journal of
 * Risk 15; the same (2014), The deflated Sharpe ratio, Journal of Portfolio Management 40.
 *
 * @param returns n, number of returns, at least 2
 * @param sharpe SR per period: mean / standard deviation (n − 1)
 * @param skewness g₃
 * @param kurtosis g₄, raw: 3 for a normal law, not 0
 */
public record TrackRecord(double returns, double sharpe, double skewness, double kurtosis) {
  public TrackRecord {
    if (!(returns >= 2 && returns < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("returns: must be at least 2 and finite, got " + returns);
    }
    if (!(Math.abs(sharpe) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sharpe: must be finite, got " + sharpe);
    }
    // Pearson's inequality; a violation mostly means that an excess kurtosis was passed.
    if (!(kurtosis >= 1 + skewness * skewness && kurtosis < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "kurtosis: must be raw (3 for a normal law) and at least 1 + skewness² = "
              + (1 + skewness * skewness)
              + ", got "
              + kurtosis);
    }
  }

  /** The record of normal returns. */
  public static TrackRecord normal(double returns, double sharpe) {
    return new TrackRecord(returns, sharpe, 0, 3);
  }

  /**
   * The record of a series, with moments of divisor n.
   *
   * @param returns at least 2 finite simple returns, not all equal
   */
  public static TrackRecord of(double[] returns) {
    int n = returns.length;
    if (n < 2) {
      throw new InsufficientDataException("returns of a track record", 2, n);
    }
    double mean = Sums.mean(returns);
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(returns[i]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "returns, row " + i + ": value " + returns[i] + ": must be finite");
      }
      double d = returns[i] - mean;
      m2 += d * d;
      m3 += d * d * d;
      m4 += d * d * d * d;
    }
    m2 /= n;
    // Returns that differ in the last place of 1 + r alone are equal.
    if (!(Math.sqrt(m2) > 1e-15 * (1 + Math.abs(mean)))) {
      throw new InvalidDataException(
          "returns of a track record: all are " + returns[0] + ", so there is no Sharpe ratio");
    }
    double deviation = Math.sqrt(m2 * n / (n - 1));
    double skewness = m3 / n / (m2 * Math.sqrt(m2));
    double kurtosis = Math.max(m4 / n / (m2 * m2), 1 + skewness * skewness);
    return new TrackRecord(n, mean / deviation, skewness, kurtosis);
  }

  /** Standard error of {@link #sharpe}. */
  public double standardError() {
    return Math.sqrt(spread() / (returns - 1));
  }

  /** n − 1 times the variance of the Sharpe ratio; positive by Pearson's inequality. */
  private double spread() {
    return 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
  }

  /**
   * The probabilistic Sharpe ratio: the probability that the true Sharpe ratio exceeds a benchmark.
   *
   * @param benchmark Sharpe ratio per period
   */
  public double probabilistic(double benchmark) {
    return StandardNormal.cdf((sharpe - benchmark) / standardError());
  }

  /**
   * The deflated Sharpe ratio: the probability that the true Sharpe ratio exceeds what the best of
   * so many worthless trials would have shown.
   */
  public double deflated(Trials trials) {
    return probabilistic(trials.expectedMaximum());
  }

  /**
   * The minimum track record length: returns needed to say with this confidence that the true
   * Sharpe ratio exceeds a benchmark; infinite when the record itself does not exceed it.
   *
   * @param benchmark Sharpe ratio per period
   * @param confidence of (0.5, 1)
   */
  public double minimumLength(double benchmark, double confidence) {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence: must lie inside (0.5, 1), got " + confidence);
    }
    if (!(sharpe > benchmark)) {
      return Double.POSITIVE_INFINITY;
    }
    double z = StandardNormal.quantile(confidence) / (sharpe - benchmark);
    return 1 + spread() * z * z;
  }
}
