// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.backtest.significance.Cscv;
import io.github.quantml.backtest.significance.Overfitting;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The probability of backtest overfitting of pure noise, on two threads: 16 blocks are 12,870
 * combinations. There is no peer on the JVM; the goal is a second.
 */
public class CscvEstimate extends Comparison {
  /** Blocks x strategies x periods. */
  @Param("16x100x1000")
  public String size = "16x100x1000";

  private double[] x = {};
  private double[][] returns = {};

  /** For JMH. */
  public CscvEstimate() {}

  private int part(int index) {
    return Integer.parseInt(size.split("x", -1)[index]);
  }

  @Override
  public void prepare(Scale scale) {
    int strategies = scale == Scale.FULL ? part(1) : 10;
    int periods = scale == Scale.FULL ? part(2) : 160;
    x = SyntheticSeries.gaussian(strategies * periods, 1);
    returns = new double[strategies][];
    for (int j = 0; j < strategies; j++) {
      returns[j] = Arrays.copyOfRange(x, j * periods, (j + 1) * periods);
    }
  }

  @Override
  public String workload() {
    return "backtest";
  }

  @Override
  public String kernel() {
    return "cscv";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    Overfitting o = Cscv.of(part(0)).withThreads(2).estimate(returns);
    return new double[] {o.probability(), o.probabilityOfLoss(), o.degradation().slope()};
  }
}
