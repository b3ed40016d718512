// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * A rolling regression fed one bar at a time. Not thread-safe.
 *
 * <p>Values equal those of {@link RollingOls#fit} on the same rows, bit for bit.
 */
public final class RollingOlsStream {
  private final RollingOlsKernel kernel;
  private final int window;
  private final int constants;

  /** The window twice over: each row is written to both halves, so every window is contiguous. */
  private final double[][] columns;

  private final double[] responses;
  private final double[] row;
  private long seen;

  RollingOlsStream(RollingOls config, int regressors) {
    this.constants = config.intercept() ? 1 : 0;
    int k = regressors + constants;
    this.kernel = new RollingOlsKernel(config, k);
    this.window = config.window();
    this.columns = new double[k][2 * window];
    this.responses = new double[2 * window];
    this.row = new double[k + 1];
  }

  /**
   * Takes in one bar and solves the window that ends there.
   *
   * @param regressors one value per column, the constant not included
   */
  public RollingOlsFit.Status update(double y, double... regressors) {
    int k = columns.length;
    if (regressors.length != k - constants) {
      throw new IllegalArgumentException(
          "regressors must hold " + (k - constants) + " values: " + regressors.length);
    }
    row[0] = 1;
    System.arraycopy(regressors, 0, row, constants, regressors.length);
    row[k] = y;
    int slot = (int) (seen % window);
    for (int j = 0; j < k; j++) {
      columns[j][slot] = row[j];
      columns[j][slot + window] = row[j];
    }
    responses[slot] = y;
    responses[slot + window] = y;
    seen++;
    kernel.add(row);
    if (kernel.isFull()) {
      kernel.solve(responses, columns, (int) (seen % window));
    }
    return kernel.status;
  }

  /** Whether the latest window has a regression, and if not, why. */
  public RollingOlsFit.Status status() {
    return kernel.status;
  }

  /** Coefficient j of the latest window; NaN unless the status is OK. */
  public double coefficient(int j) {
    return valid(kernel.coefficients[j]);
  }

  /** The standard error of coefficient j of the latest window; NaN unless the status is OK. */
  public double standardError(int j) {
    return valid(kernel.standardErrors[j]);
  }

  /** √(Σe²/(window − k)) of the latest window; NaN unless the status is OK. */
  public double residualStdDev() {
    return valid(kernel.residualStdDev);
  }

  /** R² of the latest window; NaN unless the status is OK. */
  public double rSquared() {
    return valid(kernel.rSquared);
  }

  private double valid(double value) {
    return kernel.status == RollingOlsFit.Status.OK ? value : Double.NaN;
  }
}
