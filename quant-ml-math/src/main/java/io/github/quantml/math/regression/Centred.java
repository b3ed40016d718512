// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Sums;

/** A sample with its means taken out, so that a penalty does not touch the intercept. */
final class Centred {
  final double[] y;
  final double[][] columns;
  private final double yMean;
  private final double[] means;
  private final double[] scales;

  Centred(double[] y, double[][] regressors, boolean standardise) {
    if (regressors.length < 1) {
      throw new IllegalArgumentException("regressors must hold at least one column: 0");
    }
    if (y.length < 2) {
      throw new InsufficientDataException("penalised regression: observations", 2, y.length);
    }
    LeastSquares.requireFinite("y", y, y.length);
    this.yMean = Sums.mean(y);
    this.y = shifted(y, yMean, 1);
    int k = regressors.length;
    this.columns = new double[k][];
    this.means = new double[k];
    this.scales = new double[k];
    for (int j = 0; j < k; j++) {
      LeastSquares.requireFinite("regressor " + j, regressors[j], y.length);
      means[j] = Sums.mean(regressors[j]);
      double deviation = Math.sqrt(Sums.variance(regressors[j], 0));
      scales[j] = standardise && deviation > 0 ? deviation : 1;
      columns[j] = shifted(regressors[j], means[j], scales[j]);
    }
  }

  private static double[] shifted(double[] x, double mean, double scale) {
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (x[i] - mean) / scale;
    }
    return out;
  }

  /** The model in original units for coefficients of the centred, scaled columns. */
  LinearModel model(double[] b) {
    double[] coefficients = new double[b.length];
    double intercept = yMean;
    for (int j = 0; j < b.length; j++) {
      coefficients[j] = b[j] / scales[j];
      intercept -= coefficients[j] * means[j];
    }
    return new LinearModel(intercept, coefficients);
  }
}
