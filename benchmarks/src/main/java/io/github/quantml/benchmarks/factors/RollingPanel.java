// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.factors;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.benchmarks.ols.RollingHac;
import io.github.quantml.factors.pricing.FactorSet;
import io.github.quantml.factors.pricing.RollingFactorModel;
import io.github.quantml.factors.pricing.RollingLoadings;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Three factors, windows of 60 of 500 months, Newey-West errors of lag 4, for many series.
 *
 * <p>A result holds, series by series and window by window, four coefficients and the error of the
 * first loading. statsmodels has no such errors: its peer computes the coefficients and the errors
 * of independent disturbances, so only it is spared the work.
 */
public class RollingPanel extends Comparison {
  private static final int WINDOW = 60;
  private static final int LAG = 4;
  private static final int NUMBERS = 5;

  /** Number of series. */
  @Param("500")
  public int series;

  private Panel panel = Panel.of(1, 2);

  /** For JMH. */
  public RollingPanel() {}

  @Override
  public void prepare(Scale scale) {
    panel = scale == Scale.FULL ? Panel.of(series, 500) : Panel.of(3, 80);
  }

  @Override
  public String workload() {
    return "factors";
  }

  @Override
  public String kernel() {
    return "rollingPanelHac4";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("y", Panel.flat(panel.assets()), "f", Panel.flat(panel.factors()));
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    RollingLoadings fit =
        RollingFactorModel.of(FactorSet.FF3, WINDOW, LAG).fit(panel.assets(), panel.factors());
    int n = panel.assets().width();
    int windows = panel.assets().size() - WINDOW + 1;
    double[] out = new double[n * windows * NUMBERS];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int t = WINDOW - 1; t < panel.assets().size(); t++) {
        out[at++] = fit.alpha(i, t);
        out[at++] = fit.loading(i, 0, t);
        out[at++] = fit.loading(i, 1, t);
        out[at++] = fit.loading(i, 2, t);
        out[at++] = fit.loadingError(i, 0, t);
      }
    }
    return out;
  }

  /** A refit of every window; the library has no such errors, so they are computed here. */
  @Benchmark
  public double[] commonsMath() {
    int months = panel.assets().size();
    int windows = months - WINDOW + 1;
    double[] out = new double[panel.assets().width() * windows * NUMBERS];
    double[] flat = Panel.flat(panel.factors());
    double[][] rows = new double[months][];
    for (int t = 0; t < months; t++) {
      rows[t] = Arrays.copyOfRange(flat, 3 * t, 3 * t + 3);
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    int at = 0;
    for (int i = 0; i < panel.assets().width(); i++) {
      double[] y = panel.assets().column(i);
      for (int start = 0; start < windows; start++) {
        double[][] x = Arrays.copyOfRange(rows, start, start + WINDOW);
        regression.newSampleData(Arrays.copyOfRange(y, start, start + WINDOW), x);
        double[] b = regression.estimateRegressionParameters();
        double[] errors = RollingHac.neweyWest(regression, b, x);
        System.arraycopy(b, 0, out, at, 4);
        out[at + 4] = errors[1];
        at += NUMBERS;
      }
    }
    return out;
  }
}
