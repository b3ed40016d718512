// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.math.Quantiles;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Formulas on simple returns per period.
 *
 * <p>Returns must be finite (see {@link Returns#withoutMissing}); an empty record has every
 * statistic 0. Every function but {@link #maxDrawdown} and {@link #stability} is invariant to the
 * order of the returns. Losses are negative numbers: a value at risk of −0.02 is a loss of 2 %.
 */
public final class Performance {
  private Performance() {}

  /** Π(1 + r) − 1. */
  public static double totalReturn(double[] returns) {
    return FastMath.expm1(logGrowth(returns));
  }

  /**
   * The constant return per year with the same end: Π(1 + r)^(p/n) − 1; −1 after a total loss.
   *
   * @param periodsPerYear p
   */
  public static double annualReturn(double[] returns, double periodsPerYear) {
    Checked.positive("periodsPerYear", periodsPerYear);
    return returns.length == 0
        ? 0
        : FastMath.expm1(logGrowth(returns) * periodsPerYear / returns.length);
  }

  /** Σ ln(1 + r), −∞ after a loss of everything. */
  private static double logGrowth(double[] returns) {
    Checked.finite("returns", returns, 0);
    double[] logs = new double[returns.length];
    for (int i = 0; i < logs.length; i++) {
      if (returns[i] <= -1) {
        return Double.NEGATIVE_INFINITY;
      }
      logs[i] = FastMath.log1p(returns[i]);
    }
    return Sums.sum(logs);
  }

  /** Arithmetic mean per period. */
  public static double mean(double[] returns) {
    Checked.finite("returns", returns, 0);
    return returns.length == 0 ? 0 : Sums.mean(returns);
  }

  /**
   * Standard deviation per period with n − 1; 0 for fewer than two returns, and where the returns
   * differ by rounding alone.
   */
  public static double stdDev(double[] returns) {
    Checked.finite("returns", returns, 0);
    return Checked.spread(returns);
  }

  /** Standard deviation (n − 1) · √p. */
  public static double volatility(double[] returns, double periodsPerYear) {
    return stdDev(returns) * Math.sqrt(Checked.positive("periodsPerYear", periodsPerYear));
  }

  /** √(Σ min(r − threshold, 0)² / n) per period, over all n returns. */
  public static double downsideDeviation(double[] returns, double threshold) {
    Checked.finite("returns", returns, 0);
    double squares = 0;
    for (double r : returns) {
      double shortfall = Math.min(r - threshold, 0);
      squares += shortfall * shortfall;
    }
    return returns.length == 0 ? 0 : Math.sqrt(squares / returns.length);
  }

  /**
   * (mean − f) / standard deviation (n − 1) · √p, arithmetic returns.
   *
   * <p>Source: Sharpe (1994), The Sharpe ratio, Journal of Portfolio Management 21.
   *
   * @param riskFree f, the risk-free return per period
   */
  public static double sharpe(double[] returns, double riskFree, double periodsPerYear) {
    Checked.positive("periodsPerYear", periodsPerYear);
    return Checked.ratio(excess(returns, riskFree), stdDev(returns)) * Math.sqrt(periodsPerYear);
  }

  /**
   * (mean − f) / downside deviation about f · √p.
   *
   * <p>Source: Sortino and Price (1994), Performance measurement in a downside risk framework,
   * Journal of Investing 3.
   *
   * @param riskFree f, the risk-free return per period
   */
  public static double sortino(double[] returns, double riskFree, double periodsPerYear) {
    Checked.positive("periodsPerYear", periodsPerYear);
    return Checked.ratio(excess(returns, riskFree), downsideDeviation(returns, riskFree))
        * Math.sqrt(periodsPerYear);
  }

  private static double excess(double[] returns, double riskFree) {
    return returns.length == 0 ? 0 : mean(returns) - riskFree;
  }

  /** {@link #annualReturn} / |{@link #maxDrawdown}| over the whole record. */
  public static double calmar(double[] returns, double periodsPerYear) {
    return Checked.ratio(annualReturn(returns, periodsPerYear), -maxDrawdown(returns));
  }

  /** The deepest fall from a peak as a return, 0 or less; the starting capital is a peak. */
  public static double maxDrawdown(double[] returns) {
    Checked.finite("returns", returns, 0);
    double level = 1;
    double peak = 1;
    double worst = 0;
    for (double r : returns) {
      level *= Math.max(0, 1 + r);
      peak = Math.max(peak, level);
      worst = Math.min(worst, level / peak - 1);
    }
    return worst;
  }

  /** Value at risk of a normal law: mean + Φ⁻¹(α)·σ with σ of n − 1; at most 0. */
  public static double gaussianValueAtRisk(double[] returns, double alpha) {
    Checked.probability("alpha", alpha);
    return Math.min(0, mean(returns) + StandardNormal.quantile(alpha) * stdDev(returns));
  }

  /** Expected shortfall of a normal law: mean − σ·φ(Φ⁻¹(α))/α with σ of n − 1; at most 0. */
  public static double gaussianExpectedShortfall(double[] returns, double alpha) {
    Checked.probability("alpha", alpha);
    double density = StandardNormal.density(StandardNormal.quantile(alpha));
    return Math.min(0, mean(returns) - density / alpha * stdDev(returns));
  }

  /** The α-quantile of the returns ({@link Quantiles}), at most 0. */
  public static double historicalValueAtRisk(double[] returns, double alpha) {
    Checked.probability("alpha", alpha);
    Checked.finite("returns", returns, 0);
    return returns.length == 0 ? 0 : Math.min(0, Quantiles.quantile(returns, alpha));
  }

  /**
   * The mean of the worst share α of the returns, at most 0: with k = ⌊αn⌋, (Σ of the k smallest +
   * (αn − k) · the next) / (αn).
   *
   * <p>Source: Acerbi and Tasche (2002), On the coherence of expected shortfall, Journal of Banking
   * and Finance 26, equation 12. It is continuous in the returns, unlike the mean below the
   * quantile.
   */
  public static double historicalExpectedShortfall(double[] returns, double alpha) {
    Checked.probability("alpha", alpha);
    Checked.finite("returns", returns, 0);
    if (returns.length == 0) {
      return 0;
    }
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    double worst = alpha * sorted.length;
    int k = (int) worst;
    return Math.min(0, (Sums.sum(sorted, 0, k) + (worst - k) * sorted[k]) / worst);
  }

  /**
   * Σ max(r − threshold, 0) / Σ max(threshold − r, 0).
   *
   * <p>Source: Keating and Shadwick (2002), A universal performance measure, Journal of Performance
   * Measurement 6.
   */
  public static double omega(double[] returns, double threshold) {
    Checked.finite("returns", returns, 0);
    double gains = 0;
    double losses = 0;
    for (double r : returns) {
      gains += Math.max(r - threshold, 0);
      losses += Math.max(threshold - r, 0);
    }
    return Checked.ratio(gains, losses);
  }

  /** The adjusted Fisher-Pearson skewness G₁; 0 for fewer than 3 returns or no variation. */
  public static double skewness(double[] returns) {
    int n = returns.length;
    double[] m = centralMoments(returns);
    return n < 3 || !(Checked.spread(returns) > 0)
        ? 0
        : Math.sqrt((double) n * (n - 1)) / (n - 2) * m[1] / (m[0] * Math.sqrt(m[0]));
  }

  /** The sample excess kurtosis G₂; 0 for fewer than 4 returns or no variation. */
  public static double excessKurtosis(double[] returns) {
    int n = returns.length;
    double[] m = centralMoments(returns);
    return n < 4 || !(Checked.spread(returns) > 0)
        ? 0
        : (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1) * (m[2] / (m[0] * m[0]) - 3) + 6);
  }

  /** Second, third and fourth central moment with divisor n. */
  private static double[] centralMoments(double[] returns) {
    double mean = mean(returns);
    double[] m = new double[3];
    for (double r : returns) {
      double d = r - mean;
      m[0] += d * d;
      m[1] += d * d * d;
      m[2] += d * d * d * d;
    }
    for (int k = 0; k < m.length && returns.length > 0; k++) {
      m[k] /= returns.length;
    }
    return m;
  }

  /** R² of the cumulated log returns on time: 1 is a straight line; 0 for fewer than 3 returns. */
  public static double stability(double[] returns) {
    Checked.finite("returns", returns, 0);
    int n = returns.length;
    if (n < 3) {
      return 0;
    }
    double[] line = new double[n];
    double[] time = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      if (returns[i] <= -1) {
        return 0;
      }
      sum += FastMath.log1p(returns[i]);
      line[i] = sum;
      time[i] = i;
    }
    double covariance = Comparison.covariance(line, time);
    double spread = Sums.variance(line, 1) * Sums.variance(time, 1);
    return spread > 0 ? covariance * covariance / spread : 0;
  }

  /** |95 % quantile| / |5 % quantile|. */
  public static double tailRatio(double[] returns) {
    Checked.finite("returns", returns, 0);
    if (returns.length == 0) {
      return 0;
    }
    double[] q = Quantiles.quantiles(returns, 0.95, 0.05);
    double lower = Math.abs(q[1]);
    return Checked.ratio(Math.abs(q[0]), lower > Checked.ROUNDING ? lower : 0);
  }
}
