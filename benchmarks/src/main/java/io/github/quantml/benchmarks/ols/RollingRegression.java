// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.math.regression.RollingOls;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Rolling regressions with the standard errors of independent errors. */
public class RollingRegression extends WindowedRegression {
  /** Days per window. */
  @Param("60")
  public int window;

  /** For JMH. */
  public RollingRegression() {}

  @Override
  public String kernel() {
    return "rollingOls";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return ours(RollingOls.of(window));
  }

  @Benchmark
  public double[] commonsMath() {
    return refitted(
        window, (fitted, b, rows) -> fitted.estimateRegressionParametersStandardErrors());
  }
}
