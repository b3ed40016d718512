// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.math.regression.RollingOls;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Rolling regressions with Newey-West standard errors of lag 4, no small-sample factor. */
public class RollingHac extends WindowedRegression {
  private static final int LAG = 4;

  /** Days per window. */
  @Param("60")
  public int window;

  /** For JMH. */
  public RollingHac() {}

  @Override
  public String kernel() {
    return "rollingHac4";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return ours(RollingOls.of(window).withNeweyWest(LAG));
  }

  /** A refit of every window; the library has no such errors, so they are computed here. */
  @Benchmark
  public double[] commonsMath() {
    return refitted(window, RollingHac::neweyWest);
  }

  /** Standard errors of a fitted window. */
  public static double[] neweyWest(
      OLSMultipleLinearRegression fitted, double[] coefficients, double[][] rows) {
    int k = coefficients.length;
    double[] residuals = fitted.estimateResiduals();
    double[][] moments = new double[rows.length][k];
    for (int t = 0; t < rows.length; t++) {
      moments[t][0] = residuals[t];
      for (int j = 1; j < k; j++) {
        moments[t][j] = residuals[t] * rows[t][j - 1];
      }
    }
    double[][] middle = new double[k][k];
    for (int lag = 0; lag <= LAG; lag++) {
      addAutocovariance(moments, lag, 1 - lag / (LAG + 1.0), middle);
    }
    double[][] bread = fitted.estimateRegressionParametersVariance();
    double[] errors = new double[k];
    for (int j = 0; j < k; j++) {
      double sum = 0;
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < k; q++) {
          sum += bread[j][p] * middle[p][q] * bread[q][j];
        }
      }
      errors[j] = Math.sqrt(sum);
    }
    return errors;
  }

  /** Adds weight·Γ₀, or weight·(Γₗ + Γₗᵀ) for a lag l above 0. */
  private static void addAutocovariance(
      double[][] moments, int lag, double weight, double[][] middle) {
    int k = middle.length;
    for (int t = lag; t < moments.length; t++) {
      double[] now = moments[t];
      double[] before = moments[t - lag];
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < k; q++) {
          double product = weight * now[p] * before[q];
          middle[p][q] += product;
          if (lag > 0) {
            middle[q][p] += product;
          }
        }
      }
    }
  }
}
