// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.stats;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.math.stats.UnitRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The Dickey-Fuller test with a constant and the lag of least AIC: statistic, p-value, lag. */
public class DickeyFuller extends TimeSeriesComparison {
  /** Values of the series. */
  @Param("1000")
  public int length;

  /** For JMH. */
  public DickeyFuller() {}

  @Override
  public void prepare(Scale scale) {
    x = SyntheticSeries.prices(length, 1);
  }

  @Override
  public String kernel() {
    return "adf";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    UnitRoot test = UnitRoot.test(x, UnitRoot.Terms.CONSTANT);
    return new double[] {test.statistic(), test.pValue(), test.lags()};
  }
}
