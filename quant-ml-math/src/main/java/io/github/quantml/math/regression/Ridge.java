// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import java.util.Arrays;

/**
 * Ridge regression: minimises Σ (yᵢ − a − xᵢᵀb)² + λ‖b‖², the intercept a unpenalised.
 *
 * <p>Solved by QR of the columns stacked on √λ·I, never through the normal equations, so near
 * collinearity costs no more digits than the penalty leaves. The penalty is that of scikit-learn's
 * {@code Ridge(alpha)}.
 *
 * <p>Source: Hoerl and Kennard (1970), Ridge regression: biased estimation for nonorthogonal
 * problems.
 *
 * @param lambda λ &gt; 0
 * @param standardise whether columns are divided by their standard deviation (ddof 0) before the
 *     penalty; coefficients are returned in original units either way
 */
public record Ridge(double lambda, boolean standardise) {
  public Ridge {
    if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda must be positive and finite: " + lambda);
    }
  }

  /** Without standardisation. */
  public static Ridge of(double lambda) {
    return new Ridge(lambda, false);
  }

  /**
   * The fit.
   *
   * @param y n ≥ 2 finite responses
   * @param regressors columns of n finite values; there may be more columns than rows
   */
  public LinearModel fit(double[] y, double[]... regressors) {
    Centred sample = new Centred(y, regressors, standardise);
    int n = y.length;
    int k = regressors.length;
    double root = Math.sqrt(lambda);
    double[][] stacked = new double[k][];
    for (int j = 0; j < k; j++) {
      stacked[j] = Arrays.copyOf(sample.columns[j], n + k);
      stacked[j][n + j] = root;
    }
    return sample.model(new PivotedQr(stacked, n + k).solve(Arrays.copyOf(sample.y, n + k)));
  }
}
