// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InsufficientDataException;

/** The bread B = (XᵀX)⁻¹ around the filling M of a {@link CovarianceEstimator}. */
final class Sandwich {
  private Sandwich() {}

  static double[][] covariance(
      PivotedQr qr,
      double[][] columns,
      double[] residuals,
      boolean intercept,
      CovarianceEstimator estimator) {
    double[][] bread = qr.inverseGram();
    int n = residuals.length;
    int k = columns.length;
    if (estimator.kind() == CovarianceEstimator.Kind.IID) {
      double sum = 0;
      for (double e : residuals) {
        sum += e * e;
      }
      return scaled(bread, sum / (n - k));
    }
    double[][] filling;
    if (estimator.kind() == CovarianceEstimator.Kind.NEWEY_WEST) {
      double[][] moments = moments(columns, residuals);
      filling = Hac.longRunCovariance(moments, intercept, estimator);
      if (estimator.smallSample()) {
        filling = scaled(filling, n / (double) (n - k));
      }
    } else {
      double[] adjusted = leverageAdjusted(qr, residuals, estimator.kind(), k);
      filling = Hac.bartlett(moments(columns, adjusted), 0);
    }
    return product(product(bread, filling), bread);
  }

  /** Column j holds eₜ·xₜⱼ. */
  static double[][] moments(double[][] columns, double[] residuals) {
    double[][] out = new double[columns.length][residuals.length];
    for (int j = 0; j < columns.length; j++) {
      for (int t = 0; t < residuals.length; t++) {
        out[j][t] = columns[j][t] * residuals[t];
      }
    }
    return out;
  }

  /** Residuals whose plain HC0 is the kind asked for. */
  private static double[] leverageAdjusted(
      PivotedQr qr, double[] residuals, CovarianceEstimator.Kind kind, int k) {
    double[] out = residuals.clone();
    int n = out.length;
    if (kind == CovarianceEstimator.Kind.HC1) {
      double factor = Math.sqrt(n / (double) (n - k));
      for (int t = 0; t < n; t++) {
        out[t] *= factor;
      }
    } else if (kind != CovarianceEstimator.Kind.HC0) {
      double[] leverages = qr.leverages();
      for (int t = 0; t < n; t++) {
        double left = 1 - leverages[t];
        if (!(left > n * Math.ulp(1.0))) {
          throw new InsufficientDataException(
              kind + ": row " + t + " alone determines a coefficient; observations of its kind",
              2,
              1);
        }
        out[t] /= kind == CovarianceEstimator.Kind.HC2 ? Math.sqrt(left) : left;
      }
    }
    return out;
  }

  static double[][] scaled(double[][] a, double factor) {
    double[][] out = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i].clone();
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] *= factor;
      }
    }
    return out;
  }

  static double[][] product(double[][] a, double[][] b) {
    int k = b.length;
    double[][] out = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int c = 0; c < k; c++) {
        for (int j = 0; j < out[i].length; j++) {
          out[i][j] += a[i][c] * b[c][j];
        }
      }
    }
    return out;
  }
}
