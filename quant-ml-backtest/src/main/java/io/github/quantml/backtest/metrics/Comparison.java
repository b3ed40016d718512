// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.math.Sums;
import org.apache.commons.math3.util.FastMath;

/**
 * A record beside its benchmark, period by period.
 *
 * @param alpha Jensen's alpha per year, compounded: (1 + mean(r − f) − β·mean(b − f))^p − 1
 * @param beta cov(r, b) / var(b); 0 when the benchmark does not move
 * @param correlation of r and b; 0 when one of them does not move
 * @param trackingError standard deviation (n − 1) of r − b, times √p
 * @param informationRatio mean(r − b) / standard deviation of r − b, times √p
 */
public record Comparison(
    double alpha, double beta, double correlation, double trackingError, double informationRatio) {

  /**
   * Compares.
   *
   * @param returns r, simple returns per period
   * @param benchmark b, as many, of the same periods
   * @param riskFree f, per period
   * @param periodsPerYear p
   */
  public static Comparison of(
      double[] returns, double[] benchmark, double riskFree, double periodsPerYear) {
    Checked.finite("returns", returns, 0);
    Checked.finite("benchmark", benchmark, 0);
    Checked.sameLength("returns", returns.length, "benchmark", benchmark.length);
    Checked.positive("periodsPerYear", periodsPerYear);
    int n = returns.length;
    if (n < 2) {
      return new Comparison(0, 0, 0, 0, 0);
    }
    double covariance = covariance(returns, benchmark);
    double moves = Checked.spread(benchmark);
    double beta = moves > 0 ? covariance / (moves * moves) : 0;
    double spread = Checked.spread(returns) * moves;
    double perPeriod = Sums.mean(returns) - riskFree - beta * (Sums.mean(benchmark) - riskFree);
    double[] active = new double[n];
    for (int i = 0; i < n; i++) {
      active[i] = returns[i] - benchmark[i];
    }
    return new Comparison(
        FastMath.expm1(periodsPerYear * FastMath.log1p(Math.max(perPeriod, -1))),
        beta,
        spread > 0 ? covariance / spread : 0,
        Performance.volatility(active, periodsPerYear),
        Performance.sharpe(active, 0, periodsPerYear));
  }

  /** Σ (x − x̄)(y − ȳ) / (n − 1). */
  static double covariance(double[] x, double[] y) {
    double meanX = Sums.mean(x);
    double meanY = Sums.mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / (x.length - 1);
  }
}
