// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * One row with missing columns under one dense Gaussian: the density of what is present and the
 * conditional moments of what is not.
 *
 * <p>E[x_m | x_o] = μ_m + Σ_mo Σ_oo⁻¹ (x_o − μ_o); Var[x_m | x_o] = Σ_mm − Σ_mo Σ_oo⁻¹ Σ_om.
 */
final class Conditional {
  private final DenseGaussianEmissions emissions;
  private final int state;
  private final int columns;
  private final int[] present;
  private final double[] deviation;
  private final double[] factor;
  private final double[] solved;
  private final double logDensity;

  Conditional(DenseGaussianEmissions emissions, int state, double[] values, int row) {
    this.emissions = emissions;
    this.state = state;
    this.columns = emissions.dimensions();
    int[] found = new int[columns];
    int count = 0;
    for (int d = 0; d < columns; d++) {
      if (!Double.isNaN(values[row * columns + d])) {
        found[count++] = d;
      }
    }
    this.present = Arrays.copyOf(found, count);
    this.deviation = new double[columns];
    this.solved = new double[count];
    this.factor = new double[count * count];
    for (int i = 0; i < count; i++) {
      int d = present[i];
      deviation[d] = values[row * columns + d] - emissions.mean(state, d);
      solved[i] = deviation[d];
      for (int j = 0; j < count; j++) {
        factor[i * count + j] = emissions.covariance(state, d, present[j]);
      }
    }
    this.logDensity = count == 0 ? 0 : factorAndSolve(count);
    for (int m = 0; m < columns; m++) {
      if (Double.isNaN(values[row * columns + m])) {
        for (int i = 0; i < count; i++) {
          deviation[m] += emissions.covariance(state, m, present[i]) * solved[i];
        }
      }
    }
  }

  private double factorAndSolve(int count) {
    // A principal block of a positive definite matrix is positive definite.
    Cholesky.factor(factor, count);
    Cholesky.solveLower(factor, count, solved);
    double sum = -count * StandardNormal.HALF_LOG_TWO_PI;
    for (int i = 0; i < count; i++) {
      sum -= 0.5 * solved[i] * solved[i] + FastMath.log(factor[i * count + i]);
    }
    Cholesky.solveUpper(factor, count, solved);
    return sum;
  }

  double logDensity() {
    return logDensity;
  }

  /** Deviations from the mean, missing ones replaced by their conditional expectation. */
  void deviationInto(double[] out) {
    System.arraycopy(deviation, 0, out, 0, columns);
  }

  /** Adds weight times the conditional covariance of the missing columns. */
  void addCovariance(double weight, double[] out, int offset) {
    int count = present.length;
    double[] left = new double[count];
    for (int a = 0; a < columns; a++) {
      if (isPresent(a)) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        left[i] = emissions.covariance(state, a, present[i]);
      }
      Cholesky.solveLower(factor, count, left);
      Cholesky.solveUpper(factor, count, left);
      for (int b = 0; b < columns; b++) {
        if (isPresent(b)) {
          continue;
        }
        double value = emissions.covariance(state, a, b);
        for (int i = 0; i < count; i++) {
          value -= left[i] * emissions.covariance(state, present[i], b);
        }
        out[offset + a * columns + b] += weight * value;
      }
    }
  }

  private boolean isPresent(int column) {
    for (int d : present) {
      if (d == column) {
        return true;
      }
    }
    return false;
  }
}
