// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureStream;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The same features fed 1,000 bars one at a time: a thousandth of the time is one update. */
public class RegistryStream extends Comparison {
  /** Name of the family. */
  @Param({"all", "talib", "alpha158"})
  public String family = "all";

  private FeatureSet set = FeatureSet.of(List.of());
  private FeatureStream stream = set.stream();
  private double[][] rows = {};

  /** For JMH. */
  public RegistryStream() {}

  @Override
  public void prepare(Scale scale) {
    int bars = scale == Scale.FULL ? 1_000 : 300;
    set = RegistryBatch.features(family);
    stream = set.stream();
    BarSeries series = Bars.series("S", bars, 1);
    FeatureData data = FeatureData.of(series);
    rows = new double[bars][];
    for (int t = 0; t < bars; t++) {
      rows[t] = stream.inputRow(data, t);
    }
  }

  @Override
  public String workload() {
    return "features";
  }

  @Override
  public String kernel() {
    return "stream";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("features", new double[] {set.names().size()});
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      out[t] = stream.update(rows[t])[0];
    }
    return out;
  }
}
