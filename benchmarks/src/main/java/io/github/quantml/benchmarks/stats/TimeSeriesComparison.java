// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.stats;

import io.github.quantml.benchmarks.Comparison;
import java.util.Map;

/** A statistic of one series. */
public abstract class TimeSeriesComparison extends Comparison {
  double[] x = {};

  TimeSeriesComparison() {}

  @Override
  public String workload() {
    return "stats";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }
}
