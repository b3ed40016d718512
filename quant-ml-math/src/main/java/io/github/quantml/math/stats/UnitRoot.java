// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import org.apache.commons.math3.util.FastMath;

/**
 * The augmented Dickey-Fuller test of a unit root against stationarity.
 *
 * <p>The t statistic of ρ in Δyₜ = ρ yₜ₋₁ + Σᵢ₌₁ᵖ bᵢ Δyₜ₋ᵢ + deterministic terms + eₜ. A small
 * p-value speaks against a unit root.
 *
 * <p>Sources: Said and Dickey (1984); p-values by the response surfaces of MacKinnon (1994),
 * Approximate asymptotic distribution functions for unit-root and cointegration tests, JBES 12;
 * critical values of MacKinnon (2010), Critical values for cointegration tests.
 *
 * @param statistic the t statistic
 * @param pValue asymptotic p-value, 0 or 1 outside the range of the surfaces
 * @param lags p
 * @param observations number of regression rows
 * @param terms the deterministic terms
 */
public record UnitRoot(double statistic, double pValue, int lags, int observations, Terms terms) {
  /** Deterministic terms of the regression. */
  public enum Terms {
    NONE(0),
    CONSTANT(1),
    CONSTANT_AND_TREND(2);

    private final int count;

    Terms(int count) {
      this.count = count;
    }
  }

  /** The test with the lag that minimises AIC, up to ⌈12 (n/100)^¼⌉ (Schwert 1989). */
  public static UnitRoot test(double[] y, Terms terms) {
    Series.require("unit root test", y, 10);
    int most = (int) FastMath.ceil(12 * FastMath.pow(y.length / 100.0, 0.25));
    int maxLag = Math.min(most, y.length / 2 - terms.count - 1);
    int best = 0;
    double bestScore = Double.POSITIVE_INFINITY;
    for (int lags = 0; lags <= maxLag; lags++) {
      LeastSquaresFit fit = regression(y, lags, maxLag, terms);
      int n = fit.observations();
      double score = n * FastMath.log(fit.residualSumOfSquares() / n) + 2 * fit.size();
      if (score < bestScore) {
        bestScore = score;
        best = lags;
      }
    }
    return test(y, terms, best);
  }

  /**
   * The test with a given number of lagged differences.
   *
   * @param y finite values
   * @param lags p ≥ 0
   */
  public static UnitRoot test(double[] y, Terms terms, int lags) {
    if (lags < 0) {
      throw new IllegalArgumentException("lags must be >= 0: " + lags);
    }
    Series.require("unit root test", y, 2);
    LeastSquaresFit fit = regression(y, lags, lags, terms);
    double statistic = fit.tStatistics(CovarianceEstimator.iid())[0];
    return new UnitRoot(
        statistic, MacKinnon.pValue(terms, statistic), lags, fit.observations(), terms);
  }

  /** Rows start after {@code skipped} differences, so that fits with fewer lags are comparable. */
  private static LeastSquaresFit regression(double[] y, int lags, int skipped, Terms terms) {
    int rows = y.length - 1 - skipped;
    int columns = 1 + lags + terms.count;
    if (rows <= columns) {
      throw new InsufficientDataException("unit root test", columns + skipped + 2L, y.length);
    }
    double[] response = new double[rows];
    double[][] x = new double[columns][rows];
    for (int r = 0; r < rows; r++) {
      int t = r + skipped + 1;
      response[r] = y[t] - y[t - 1];
      x[0][r] = y[t - 1];
      for (int i = 1; i <= lags; i++) {
        x[i][r] = y[t - i] - y[t - i - 1];
      }
      if (terms != Terms.NONE) {
        x[lags + 1][r] = 1;
      }
      if (terms == Terms.CONSTANT_AND_TREND) {
        x[lags + 2][r] = r + 1;
      }
    }
    return LeastSquares.fit(response, x);
  }

  /**
   * The finite-sample critical value of the statistic.
   *
   * @param percent 1, 5 or 10
   */
  public double criticalValue(int percent) {
    return MacKinnon.criticalValue(terms, percent, observations);
  }
}
