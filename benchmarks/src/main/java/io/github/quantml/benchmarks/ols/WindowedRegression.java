// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.regression.RollingOls;
import io.github.quantml.math.regression.RollingOlsFit;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Regressions on three factors and a constant over every window of 2,000 days.
 *
 * <p>A result holds, window by window, four coefficients and their four standard errors.
 */
public abstract class WindowedRegression extends Comparison {
  private static final int FACTORS = 3;
  private static final int COEFFICIENTS = FACTORS + 1;

  Design design = Design.of(2, 1);

  WindowedRegression() {}

  @Override
  public void prepare(Scale scale) {
    design = Design.of(scale == Scale.FULL ? 2_000 : 200, FACTORS);
  }

  @Override
  public String workload() {
    return "ols";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", design.flat(), "y", design.y());
  }

  final double[] ours(RollingOls config) {
    RollingOlsFit fit = config.fit(design.y(), design.columns());
    int first = config.window() - 1;
    double[] out = new double[2 * COEFFICIENTS * (fit.observations() - first)];
    for (int t = first; t < fit.observations(); t++) {
      int at = 2 * COEFFICIENTS * (t - first);
      for (int j = 0; j < COEFFICIENTS; j++) {
        out[at + j] = fit.coefficient(t, j);
        out[at + COEFFICIENTS + j] = fit.standardError(t, j);
      }
    }
    return out;
  }

  /** Where the standard errors of a fitted window come from. */
  interface StandardErrors {
    double[] of(OLSMultipleLinearRegression fitted, double[] coefficients, double[][] rows);
  }

  final double[] refitted(int window, StandardErrors standardErrors) {
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    int windows = design.y().length - window + 1;
    double[] out = new double[2 * COEFFICIENTS * windows];
    for (int start = 0; start < windows; start++) {
      double[][] rows = Arrays.copyOfRange(design.rows(), start, start + window);
      regression.newSampleData(Arrays.copyOfRange(design.y(), start, start + window), rows);
      double[] coefficients = regression.estimateRegressionParameters();
      double[] errors = standardErrors.of(regression, coefficients, rows);
      int at = 2 * COEFFICIENTS * start;
      System.arraycopy(coefficients, 0, out, at, COEFFICIENTS);
      System.arraycopy(errors, 0, out, at + COEFFICIENTS, COEFFICIENTS);
    }
    return out;
  }
}
