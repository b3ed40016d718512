// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * An autoregression xₜ = c + Σᵢ₌₁ᵖ φᵢ xₜ₋ᵢ + eₜ of any order. Immutable and thread-safe.
 *
 * <p>Source: Brockwell and Davis (1991), Time series: theory and methods, chapter 8.
 */
public final class Autoregression {
  /** What the choice of the order minimises, n ln(RSS/n) plus a penalty per coefficient. */
  public enum Criterion {
    /** Penalty 2 (Akaike 1974). */
    AIC,
    /** Penalty ln n (Schwarz 1978). */
    BIC
  }

  private final double intercept;
  private final double[] coefficients;
  private final double variance;

  private Autoregression(double intercept, double[] coefficients, double variance) {
    this.intercept = intercept;
    this.coefficients = coefficients;
    this.variance = variance;
  }

  /**
   * The Yule-Walker fit, always stationary.
   *
   * @param x finite values, not all equal
   * @param order p ≥ 0, less than the length
   */
  public static Autoregression yuleWalker(double[] x, int order) {
    requireOrder(order);
    double[] gamma = Autocorrelation.autocovariances(x, order);
    double[] solved = PartialAutocorrelation.levinson(gamma, order, new double[order + 1]);
    double[] coefficients = Arrays.copyOf(solved, order);
    double sum = 0;
    for (double phi : coefficients) {
      sum += phi;
    }
    return new Autoregression(Sums.mean(x) * (1 - sum), coefficients, solved[order]);
  }

  /**
   * The least-squares fit, less biased near a unit root and not bound to be stationary.
   *
   * @param x finite values, at least 2p + 2
   * @param order p ≥ 0
   */
  public static Autoregression leastSquares(double[] x, int order) {
    requireOrder(order);
    Series.require("autoregression", x, 2 * order + 2);
    LeastSquaresFit fit = regression(x, order, order);
    double[] b = fit.coefficients();
    double[] coefficients = Arrays.copyOfRange(b, 1, b.length);
    double variance = fit.residualSumOfSquares() / fit.degreesOfFreedom();
    return new Autoregression(b[0], coefficients, variance);
  }

  /**
   * The order of 0 … maxOrder that minimises a criterion, all orders fitted to the same rows.
   *
   * @param maxOrder at least 0
   */
  public static int selectOrder(double[] x, int maxOrder, Criterion criterion) {
    requireOrder(maxOrder);
    Series.require("autoregression", x, 2 * maxOrder + 2);
    int best = 0;
    double bestScore = Double.POSITIVE_INFINITY;
    for (int order = 0; order <= maxOrder; order++) {
      LeastSquaresFit fit = regression(x, order, maxOrder);
      int n = fit.observations();
      double penalty = criterion == Criterion.AIC ? 2 : FastMath.log(n);
      double score = n * FastMath.log(fit.residualSumOfSquares() / n) + penalty * fit.size();
      if (score < bestScore) {
        bestScore = score;
        best = order;
      }
    }
    return best;
  }

  private static LeastSquaresFit regression(double[] x, int order, int skipped) {
    int rows = x.length - skipped;
    double[][] columns = new double[order + 1][rows];
    double[] response = new double[rows];
    for (int r = 0; r < rows; r++) {
      response[r] = x[r + skipped];
      columns[0][r] = 1;
      for (int i = 1; i <= order; i++) {
        columns[i][r] = x[r + skipped - i];
      }
    }
    return LeastSquares.fit(response, columns);
  }

  private static void requireOrder(int order) {
    if (order < 0) {
      throw new IllegalArgumentException("order must be >= 0: " + order);
    }
  }

  /** p. */
  public int order() {
    return coefficients.length;
  }

  /** c. */
  public double intercept() {
    return intercept;
  }

  /** φ₁ … φₚ: a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The variance of eₜ. */
  public double innovationVariance() {
    return variance;
  }

  /**
   * The expected next values.
   *
   * @param recent the latest values, oldest first, at least p
   * @param steps at least 1
   */
  public double[] forecast(double[] recent, int steps) {
    int p = order();
    if (recent.length < p) {
      throw new InsufficientDataException("autoregressive forecast", p, recent.length);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be >= 1: " + steps);
    }
    double[] path = new double[p + steps];
    System.arraycopy(recent, recent.length - p, path, 0, p);
    for (int t = p; t < path.length; t++) {
      double value = intercept;
      for (int i = 1; i <= p; i++) {
        value += coefficients[i - 1] * path[t - i];
      }
      path[t] = value;
    }
    return Arrays.copyOfRange(path, p, path.length);
  }
}
