// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.stats;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.math.stats.LjungBox;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The Ljung-Box test over 20 lags: statistic, p-value. */
public class LjungBoxStatistic extends TimeSeriesComparison {
  /** Values of the series. */
  @Param("10000")
  public int length;

  /** For JMH. */
  public LjungBoxStatistic() {}

  @Override
  public void prepare(Scale scale) {
    x = SyntheticSeries.gaussian(length, 1);
  }

  @Override
  public String kernel() {
    return "ljungBox";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    LjungBox test = LjungBox.of(x, 20);
    return new double[] {test.statistic(), test.pValue()};
  }
}
