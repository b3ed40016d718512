// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Map;

/** A kernel on one series of prices. */
public abstract class SeriesComparison extends Comparison {
  double[] x = {};

  SeriesComparison() {}

  static int length(Scale scale) {
    return scale == Scale.FULL ? 100_000 : 2_000;
  }

  @Override
  public void prepare(Scale scale) {
    x = SyntheticSeries.prices(length(scale), 1);
  }

  @Override
  public String workload() {
    return "rolling";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }
}
