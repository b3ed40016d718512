// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import io.github.quantml.math.rolling.Rolling;
import io.github.quantml.math.rolling.WindowStatistic;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The sample excess kurtosis of every window. */
public class RollingKurtosis extends SeriesComparison {
  /** Values per window. */
  @Param("60")
  public int window;

  /** For JMH. */
  public RollingKurtosis() {}

  @Override
  public String kernel() {
    return "kurt";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).apply(WindowStatistic.KURTOSIS, x);
  }

  @Benchmark
  public double[] commonsMath() {
    return CommonsMath.run(x, window, DescriptiveStatistics::getKurtosis);
  }
}
