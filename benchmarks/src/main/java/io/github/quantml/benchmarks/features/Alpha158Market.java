// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Alpha158 of a market of the size that qlib's figures are for, one instrument after the other: 800
 * stocks of 3,400 days.
 */
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 2, time = 1, timeUnit = TimeUnit.SECONDS)
public class Alpha158Market extends Comparison {
  /** Number of stocks. */
  @Param("800")
  public String stocks = "800";

  private final FeatureSet set = RegistryBatch.features("alpha158");
  private List<FeatureData> data = List.of();

  /** For JMH. */
  public Alpha158Market() {}

  @Override
  public void prepare(Scale scale) {
    int count = scale == Scale.FULL ? Integer.parseInt(stocks) : 2;
    int bars = scale == Scale.FULL ? 3_400 : 300;
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
    return "alpha158";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("features", new double[] {set.names().size()});
  }

  /** The last value of the first feature of each stock. */
  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = new double[data.size()];
    for (int i = 0; i < out.length; i++) {
      double[] column = set.compute(data.get(i), 1).column(0);
      out[i] = column[column.length - 1];
    }
    return out;
  }
}
