// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import io.github.quantml.math.rolling.Rolling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The median of every window. */
public class RollingMedian extends SeriesComparison {
  /** Values per window. */
  @Param("50")
  public int window;

  /** For JMH. */
  public RollingMedian() {}

  @Override
  public String kernel() {
    return "median";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).median(x);
  }

  @Benchmark
  public double[] commonsMath() {
    return CommonsMath.run(x, window, values -> values.getPercentile(50));
  }
}
