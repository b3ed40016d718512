// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import java.util.Arrays;

/**
 * Least squares over a moving window, with coefficients and standard errors at every bar.
 *
 * <p>At bar t the window is the last {@code window} rows. Its triangular factor is merged from the
 * factors of two blocks, to which rows are only ever added; nothing is subtracted, so nothing
 * drifts, a NaN matters only while it is inside the window, and the answer agrees with a QR of the
 * window to rounding. O(k³) per bar, plus O(window · (lag + k) · k) for Newey-West errors.
 *
 * <p>The two-block scheme replaces the usual up- and down-dating, whose down-dates lose digits and
 * need refreshes. Sources: Gentleman (1974) for the row update; Tangwongsan, Hirzel, Schneider
 * (2017) for the two blocks, known as two stacks.
 *
 * @param window rows per regression, more than the number of coefficients
 * @param intercept whether a constant is added as coefficient 0
 * @param lag Newey-West lag L with Bartlett weights, or {@link #IID_ERRORS}
 * @param smallSample whether Newey-West variances are multiplied by n/(n − k)
 */
public record RollingOls(int window, boolean intercept, int lag, boolean smallSample) {
  /** Standard errors of independent errors with equal variance. */
  public static final int IID_ERRORS = -1;

  public RollingOls {
    if (window < 2) {
      throw new IllegalArgumentException("window must be >= 2: " + window);
    }
    if (lag < IID_ERRORS || lag >= window) {
      throw new IllegalArgumentException(
          "lag must be in [0, window = " + window + ") or IID_ERRORS: " + lag);
    }
  }

  /** With an intercept and errors of independent disturbances. */
  public static RollingOls of(int window) {
    return new RollingOls(window, true, IID_ERRORS, false);
  }

  /** With or without a constant. */
  public RollingOls withIntercept(boolean value) {
    return new RollingOls(window, value, lag, smallSample);
  }

  /** With Newey-West standard errors, no small-sample factor. */
  public RollingOls withNeweyWest(int newLag) {
    return new RollingOls(window, intercept, newLag, false);
  }

  /** With Newey-West standard errors in the convention of Stata. */
  public RollingOls withStataNewey(int newLag) {
    return new RollingOls(window, intercept, newLag, true);
  }

  /**
   * All windows of a sample.
   *
   * @param y responses, oldest first; NaN is allowed and makes the windows that hold it MISSING
   * @param regressors columns as long as y
   */
  public RollingOlsFit fit(double[] y, double[]... regressors) {
    double[][] columns = new double[regressors.length + (intercept ? 1 : 0)][];
    if (intercept) {
      columns[0] = new double[y.length];
      Arrays.fill(columns[0], 1);
    }
    for (int j = 0; j < regressors.length; j++) {
      if (regressors[j].length != y.length) {
        throw new IllegalArgumentException(
            "regressor "
                + j
                + " must have the length of y, "
                + y.length
                + ": "
                + regressors[j].length);
      }
      columns[j + (intercept ? 1 : 0)] = regressors[j];
    }
    RollingOlsKernel kernel = new RollingOlsKernel(this, columns.length);
    RollingOlsFit fit = new RollingOlsFit(y.length, columns.length);
    double[] row = new double[columns.length + 1];
    for (int t = 0; t < y.length; t++) {
      for (int j = 0; j < columns.length; j++) {
        row[j] = columns[j][t];
      }
      row[columns.length] = y[t];
      kernel.add(row);
      if (kernel.isFull()) {
        kernel.solve(y, columns, t - window + 1);
        fit.set(t, kernel);
      }
    }
    return fit;
  }

  /**
   * The same regression fed bar by bar; its values are those of {@link #fit}, bit for bit.
   *
   * @param regressors number of columns, the constant not counted
   */
  public RollingOlsStream stream(int regressors) {
    return new RollingOlsStream(this, regressors);
  }
}
