// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * A linear regression per state: x₀ | state k ~ N(βₖ₀ + Σ_d βₖ_d·x_d, σₖ²), the other columns
 * given.
 *
 * <p>With lags as columns this is the Markov-switching autoregression of Hamilton (1990), Analysis
 * of time series subject to changes in regime, in its switching-intercept form: {@link #lagged}
 * builds the rows. A row with any missing value carries no information.
 */
public final class RegressionEmissions extends Emissions {
  private static final double RIDGE = 1e-13;

  private final double[] coefficients;
  private final double[] variances;
  private final boolean commonVariance;
  private final double leastVariance;
  private final double[] logNorm;

  private RegressionEmissions(
      int dimensions,
      double[] coefficients,
      double[] variances,
      boolean commonVariance,
      double leastVariance) {
    super(variances.length, dimensions);
    this.coefficients = coefficients;
    this.variances = variances;
    this.commonVariance = commonVariance;
    this.leastVariance = leastVariance;
    this.logNorm = new double[variances.length];
    for (int k = 0; k < variances.length; k++) {
      if (!(variances[k] > 0) || Double.isInfinite(variances[k])) {
        throw new IllegalArgumentException(
            "variance of state " + k + " must be above 0, got " + variances[k]);
      }
      logNorm[k] = -StandardNormal.HALF_LOG_TWO_PI - 0.5 * FastMath.log(variances[k]);
    }
  }

  /**
   * Regressions with known parameters.
   *
   * @param coefficients one row per state: intercept, then one coefficient per further column
   * @param variances residual variances, one per state, above 0
   */
  public static RegressionEmissions of(double[][] coefficients, double[] variances) {
    int columns = coefficients.length == 0 ? 0 : coefficients[0].length;
    double[] flat = new double[coefficients.length * columns];
    for (int k = 0; k < coefficients.length; k++) {
      if (coefficients[k].length != columns || coefficients.length != variances.length) {
        throw new IllegalArgumentException(
            "coefficients need "
                + variances.length
                + " rows of "
                + columns
                + " numbers, got "
                + coefficients.length
                + " rows, one of "
                + coefficients[k].length);
      }
      System.arraycopy(coefficients[k], 0, flat, k * columns, columns);
    }
    return new RegressionEmissions(columns, flat, variances.clone(), false, 0);
  }

  /**
   * Rows (x_t, x_{t−1}, …, x_{t−lags}) of a series, from t = lags on.
   *
   * @param x the series, longer than {@code lags}
   * @param lags number of lags, at least 1
   */
  public static Observations lagged(double[] x, int lags) {
    if (lags < 1 || lags >= x.length) {
      throw new IllegalArgumentException(
          "lags must be from 1 to " + (x.length - 1) + ", got " + lags);
    }
    double[] flat = new double[(x.length - lags) * (lags + 1)];
    for (int t = lags, at = 0; t < x.length; t++) {
      for (int lag = 0; lag <= lags; lag++, at++) {
        flat[at] = x[t - lag];
      }
    }
    return Observations.ofRowMajor(flat, lags + 1, x.length - lags);
  }

  static RegressionEmissions pooled(
      int states, Observations data, double relativeFloor, boolean commonVariance) {
    int columns = data.dimensions();
    double[] moments = data.moments(0);
    double[] start = new double[columns];
    start[0] = moments[0];
    double[] weights = new double[data.size()];
    Arrays.fill(weights, 1);
    // One ordinary regression gives the scale that the variance floor is relative to.
    RegressionEmissions constant =
        new RegressionEmissions(columns, start, new double[] {moments[1]}, commonVariance, 0);
    RegressionEmissions single = constant.fitted(data, weights, Double.MIN_NORMAL);
    double[] coefficients = new double[states * columns];
    double[] variances = new double[states];
    for (int k = 0; k < states; k++) {
      System.arraycopy(single.coefficients, 0, coefficients, k * columns, columns);
      variances[k] = single.variances[0];
    }
    return new RegressionEmissions(
        columns, coefficients, variances, commonVariance, relativeFloor * single.variances[0]);
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.REGRESSION;
  }

  @Override
  public int parameters() {
    return coefficients.length + (commonVariance ? 1 : variances.length);
  }

  /** Coefficient of a state: 0 is the intercept, d ≥ 1 belongs to column d. */
  public double coefficient(int state, int index) {
    return coefficients[state * dimensions() + index];
  }

  /** The residual variance of a state. */
  public double residualVariance(int state) {
    return variances[state];
  }

  /** For column 0 the intercept; other columns are given, not modelled. */
  @Override
  public double mean(int state, int column) {
    requireResponse(column);
    return coefficients[state * dimensions()];
  }

  /** For column 0 the residual variance; other columns are given, not modelled. */
  @Override
  public double variance(int state, int column) {
    requireResponse(column);
    return variances[state];
  }

  private static void requireResponse(int column) {
    if (column != 0) {
      throw new UnsupportedOperationException(
          "a regression models column 0 only, got column " + column);
    }
  }

  @Override
  double logSpread(int state) {
    return FastMath.log(variances[state]);
  }

  @Override
  double distance(int state, Emissions other, int otherState) {
    return hellinger(
        mean(state, 0),
        variance(state, 0),
        other.mean(otherState, 0),
        other.variance(otherState, 0));
  }

  @Override
  public double cdf(int state, double x) {
    requireUnivariate("the distribution function");
    return StandardNormal.cdf((x - coefficients[state]) / Math.sqrt(variances[state]));
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    for (int t = from, at = offset; t < to; t++) {
      for (int k = 0; k < states(); k++, at++) {
        double residual = residual(values, t, k);
        double value = logNorm[k] - 0.5 * residual * residual / variances[k];
        out[at] = Double.isNaN(value) ? 0 : value;
      }
    }
  }

  private double residual(double[] values, int row, int state) {
    int columns = dimensions();
    int x = row * columns;
    double residual = values[x] - coefficients[state * columns];
    for (int d = 1; d < columns; d++) {
      residual -= coefficients[state * columns + d] * values[x + d];
    }
    return residual;
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    RegressionEmissions next = fitted(data, weights, leastVariance);
    for (double variance : next.variances) {
      if (variance == leastVariance) {
        floor.mark();
      }
    }
    return next;
  }

  /** Weighted least squares of the residuals on the columns: the step from the old coefficients. */
  private RegressionEmissions fitted(Observations data, double[] weights, double least) {
    int columns = dimensions();
    int states = states();
    double[] moved = coefficients.clone();
    double[] mass = new double[states];
    for (int k = 0; k < states; k++) {
      double[] step = step(data, weights, k, mass);
      for (int d = 0; d < columns; d++) {
        moved[k * columns + d] += step[d];
      }
    }
    double[] squares = new double[states];
    double total = 0;
    double all = 0;
    RegressionEmissions next =
        new RegressionEmissions(columns, moved, variances, commonVariance, leastVariance);
    for (int k = 0; k < states; k++) {
      for (int t = 0; t < data.size(); t++) {
        double residual = next.residual(data.raw(), t, k);
        squares[k] += Double.isNaN(residual) ? 0 : weights[t * states + k] * residual * residual;
      }
      total += squares[k];
      all += mass[k];
    }
    double[] newVariances = new double[states];
    for (int k = 0; k < states; k++) {
      double own = mass[k] > 0 ? squares[k] / mass[k] : variances[k];
      newVariances[k] = Math.max(least, commonVariance ? total / all : own);
    }
    return new RegressionEmissions(columns, moved, newVariances, commonVariance, leastVariance);
  }

  private double[] step(Observations data, double[] weights, int state, double[] mass) {
    int columns = dimensions();
    double[] values = data.raw();
    double[] gram = new double[columns * columns];
    double[] right = new double[columns];
    double[] row = new double[columns];
    for (int t = 0; t < data.size(); t++) {
      double residual = residual(values, t, state);
      if (Double.isNaN(residual)) {
        continue;
      }
      double weight = weights[t * states() + state];
      System.arraycopy(values, t * columns, row, 0, columns);
      row[0] = 1;
      mass[state] += weight;
      for (int i = 0; i < columns; i++) {
        right[i] += weight * row[i] * residual;
        for (int j = 0; j <= i; j++) {
          gram[i * columns + j] += weight * row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < columns; i++) {
      gram[i * columns + i] *= 1 + RIDGE;
    }
    if (!Cholesky.factor(gram, columns)) {
      // Too few rows to tell the columns apart: keep the old coefficients.
      return new double[columns];
    }
    Cholesky.solveLower(gram, columns, right);
    Cholesky.solveUpper(gram, columns, right);
    return right;
  }

  @Override
  Emissions permuted(int[] order) {
    return new RegressionEmissions(
        dimensions(),
        Blocks.permuted(coefficients, order, dimensions()),
        Blocks.permuted(variances, order, 1),
        commonVariance,
        leastVariance);
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    double[] newVariances = variances.clone();
    double[] newCoefficients = coefficients.clone();
    Arrays.fill(newCoefficients, state * dimensions(), (state + 1) * dimensions(), 0);
    newCoefficients[state * dimensions()] = floor.mean(0);
    newVariances[state] = commonVariance ? variances[state] : 4 * floor.variance(0);
    return new RegressionEmissions(
        dimensions(), newCoefficients, newVariances, commonVariance, leastVariance);
  }
}
