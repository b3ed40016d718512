// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A family, or every feature that needs one instrument's bars only, on 81 instruments of 1,258
 * days: the size of the StockNet panel.
 */
public class RegistryBatch extends Comparison {
  /** Name of the family. */
  @Param({"all", "talib", "alpha158"})
  public String family = "all";

  private List<FeatureData> data = List.of();
  private FeatureSet set = FeatureSet.of(List.of());

  /** For JMH. */
  public RegistryBatch() {}

  static FeatureSet features(String family) {
    FeatureRegistry registry = FeatureRegistry.standard();
    return FeatureSet.of(
        registry.features().stream()
            .filter(RegistryBatch::needsBarsOnly)
            .filter(f -> family.equals("all") || registry.familyOf(f.name()).equals(family))
            .toList());
  }

  private static boolean needsBarsOnly(Feature feature) {
    return !feature.isPanel()
        && List.of("open", "high", "low", "close", "volume", "time").containsAll(feature.inputs());
  }

  @Override
  public void prepare(Scale scale) {
    int bars = scale == Scale.FULL ? 1_258 : 300;
    int count = scale == Scale.FULL ? 81 : 2;
    set = features(family);
    List<FeatureData> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(FeatureData.of(Bars.series("S" + i, bars, i)));
    }
    data = members;
  }

  @Override
  public String workload() {
    return "features";
  }

  @Override
  public String kernel() {
    return "registry";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("features", new double[] {set.names().size()});
  }

  /** The last value of the first feature of each instrument. */
  @Override
  @Benchmark
  public double[] quantMl() {
    List<FeatureTable> tables = set.computeAll(data, 1);
    double[] out = new double[tables.size()];
    for (int i = 0; i < out.length; i++) {
      double[] column = tables.get(i).column(0);
      out[i] = column[column.length - 1];
    }
    return out;
  }
}
