// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * As many feature values of a series as the registry has for the bars given, whatever they are: a
 * peer computes as many of its own, on rolling windows. The result is their number.
 */
public class RegistryValues extends Comparison {
  /** Bars of the series. */
  @Param("400")
  public String bars = "400";

  private FeatureSet set = FeatureSet.of(java.util.List.of());
  private FeatureData data = FeatureData.of(Bars.series("S", 2, 1));

  /** For JMH. */
  public RegistryValues() {}

  @Override
  public void prepare(Scale scale) {
    set = RegistryBatch.features("all");
    data = FeatureData.of(Bars.series("S", Integer.parseInt(bars), 1));
  }

  @Override
  public String workload() {
    return "features";
  }

  @Override
  public String kernel() {
    return "values";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "count",
        new double[] {(double) set.names().size() * data.size()},
        "close",
        data.bars().toCloses());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    FeatureTable table = set.compute(data, 1);
    return new double[] {(double) table.names().size() * table.rows()};
  }
}
