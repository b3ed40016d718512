// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.stats;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.math.stats.Garch11;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** GARCH(1,1) by maximum likelihood on returns in percent: ω, α, β. */
public class GarchFit extends TimeSeriesComparison {
  /** Values of the series. */
  @Param("2000")
  public int length;

  /** For JMH. */
  public GarchFit() {}

  @Override
  public void prepare(Scale scale) {
    x = SyntheticSeries.gaussian(length, 1);
    double variance = 1;
    for (int t = 0; t < x.length; t++) {
      double shock = Math.sqrt(variance) * x[t];
      variance = 0.05 + 0.08 * shock * shock + 0.87 * variance;
      x[t] = shock;
    }
  }

  @Override
  public String kernel() {
    return "garch";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    Garch11 fit = Garch11.fit(x);
    return new double[] {fit.omega(), fit.alpha(), fit.beta()};
  }
}
