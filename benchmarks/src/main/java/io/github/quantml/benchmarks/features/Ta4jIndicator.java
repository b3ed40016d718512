// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.graph.Plan;
import io.github.quantml.features.graph.Workers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** Indicators that ta4j defines alike, on doubles, the fastest of its number types. */
public class Ta4jIndicator extends Comparison {
  /** Name of the feature. */
  @Param({"sma_20", "stddev_20", "willr_14"})
  public String feature = "sma_20";

  private final Workers workers = Workers.of(1);
  private Map<String, double[]> columns = Map.of();
  private double[][] inputs = {};
  private Plan plan = Plan.of(List.of());
  private int warmUp;
  private BarSeries bars = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();

  /** For JMH. */
  public Ta4jIndicator() {}

  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? 100_000 : 2_000;
    columns = Bars.columns(n, 1);
    FeatureSet set = FeatureSet.of(FeatureRegistry.standard(), List.of(feature));
    plan = set.plan();
    inputs = plan.inputs().stream().map(columns::get).toArray(double[][]::new);
    warmUp = set.lookback();
    bars = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
    ZonedDateTime start = Instant.EPOCH.atZone(ZoneOffset.UTC);
    for (int t = 0; t < n; t++) {
      bars.addBar(
          Duration.ofMinutes(1),
          start.plusMinutes(t),
          DoubleNum.valueOf(column("open")[t]),
          DoubleNum.valueOf(column("high")[t]),
          DoubleNum.valueOf(column("low")[t]),
          DoubleNum.valueOf(column("close")[t]),
          DoubleNum.valueOf(column("volume")[t]));
    }
  }

  private double[] column(String name) {
    return columns.getOrDefault(name, new double[0]);
  }

  @Override
  public String workload() {
    return "features";
  }

  @Override
  public String kernel() {
    return "ta4j";
  }

  @Override
  public Map<String, double[]> inputs() {
    return columns;
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = plan.compute(inputs, inputs[0].length, workers)[0];
    return Arrays.copyOfRange(out, warmUp, out.length);
  }

  @Benchmark
  public double[] ta4j() {
    ClosePriceIndicator closes = new ClosePriceIndicator(bars);
    Indicator<Num> indicator =
        switch (feature) {
          case "sma_20" -> new SMAIndicator(closes, 20);
          case "stddev_20" -> new StandardDeviationIndicator(closes, 20);
          case "willr_14" -> new WilliamsRIndicator(bars, 14);
          default -> throw new IllegalArgumentException("feature: " + feature);
        };
    double[] out = new double[bars.getBarCount() - warmUp];
    for (int t = warmUp; t < bars.getBarCount(); t++) {
      out[t - warmUp] = indicator.getValue(t).doubleValue();
    }
    return out;
  }
}
