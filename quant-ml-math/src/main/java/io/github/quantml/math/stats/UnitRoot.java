// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.distribution.StandardNormal;
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
    NONE(
        -1.04,
        -19.04,
        Double.POSITIVE_INFINITY,
        new double[] {0.6344, 1.2378, 0.032496},
        new double[] {0.4797, 0.93557, -0.06999, 0.033066},
        new double[][] {
          {-2.56574, -2.2358, -3.627, 0},
          {-1.94100, -0.2686, -3.365, 31.223},
          {-1.61682, 0.2656, -2.714, 25.364}
        }),
    CONSTANT(
        -1.61,
        -18.83,
        2.74,
        new double[] {2.1659, 1.4412, 0.038269},
        new double[] {1.7339, 0.93202, -0.12745, -0.010368},
        new double[][] {
          {-3.43035, -6.5393, -16.786, -79.433},
          {-2.86154, -2.8903, -4.234, -40.040},
          {-2.56677, -1.5384, -2.809, 0}
        }),
    CONSTANT_AND_TREND(
        -2.89,
        -16.18,
        0.7,
        new double[] {3.2512, 1.6047, 0.049588},
        new double[] {2.5261, 0.61654, -0.37956, -0.060285},
        new double[][] {
          {-3.95877, -9.0531, -28.428, -134.155},
          {-3.41049, -4.3904, -9.036, -45.374},
          {-3.12705, -2.5856, -3.925, -22.380}
        });

    private final double split;
    private final double smallest;
    private final double largest;
    private final double[] lowSurface;
    private final double[] highSurface;
    private final double[][] criticalSurfaces;

    Terms(
        double split,
        double smallest,
        double largest,
        double[] lowSurface,
        double[] highSurface,
        double[][] criticalSurfaces) {
      this.split = split;
      this.smallest = smallest;
      this.largest = largest;
      this.lowSurface = lowSurface;
      this.highSurface = highSurface;
      this.criticalSurfaces = criticalSurfaces;
    }

    double pValue(double statistic) {
      if (statistic > largest) {
        return 1;
      }
      if (statistic < smallest) {
        return 0;
      }
      return StandardNormal.cdf(
          polynomial(statistic <= split ? lowSurface : highSurface, statistic));
    }
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }

  /** The test with the lag that minimises AIC, up to ⌈12 (n/100)^¼⌉ (Schwert 1989). */
  public static UnitRoot test(double[] y, Terms terms) {
    Series.require("unit root test", y, 10);
    int most = (int) FastMath.ceil(12 * FastMath.pow(y.length / 100.0, 0.25));
    int maxLag = Math.min(most, y.length / 2 - terms.ordinal() - 1);
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
    return new UnitRoot(statistic, terms.pValue(statistic), lags, fit.observations(), terms);
  }

  /** Rows start after {@code skipped} differences, so that fits with fewer lags are comparable. */
  private static LeastSquaresFit regression(double[] y, int lags, int skipped, Terms terms) {
    int rows = y.length - 1 - skipped;
    int columns = 1 + lags + terms.ordinal();
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
    int row =
        switch (percent) {
          case 1 -> 0;
          case 5 -> 1;
          case 10 -> 2;
          default -> throw new IllegalArgumentException("percent must be 1, 5 or 10: " + percent);
        };
    return polynomial(terms.criticalSurfaces[row], 1.0 / observations);
  }
}
