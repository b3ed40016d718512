// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ensemble;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.ensemble.conformal.SplitConformal;
import io.github.quantml.math.random.CounterRandom;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Split conformal intervals of 90 %: calibrated on n forecasts, given for as many others. */
public class SplitConformalIntervals extends Comparison {
  private static final double ALPHA = 0.1;

  /** Forecasts to calibrate on. */
  @Param("100000")
  public int forecasts;

  private double[] said = {};
  private double[] came = {};
  private double[] next = {};

  /** For JMH. */
  public SplitConformalIntervals() {}

  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? forecasts : 200;
    CounterRandom random = CounterRandom.of(4);
    said = new double[n];
    came = new double[n];
    next = new double[n];
    for (int i = 0; i < n; i++) {
      said[i] = random.nextGaussian();
      came[i] = said[i] + 0.5 * random.nextStudentT(5);
      next[i] = random.nextGaussian();
    }
  }

  @Override
  public String workload() {
    return "ensemble";
  }

  @Override
  public String kernel() {
    return "splitConformal";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("said", said, "came", came, "next", next);
  }

  /** Lower bounds, then upper bounds. */
  @Override
  @Benchmark
  public double[] quantMl() {
    int n = said.length;
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = Math.abs(came[i] - said[i]);
    }
    double reach = SplitConformal.threshold(scores, ALPHA);
    double[] bounds = new double[2 * n];
    for (int i = 0; i < n; i++) {
      bounds[i] = next[i] - reach;
      bounds[n + i] = next[i] + reach;
    }
    return bounds;
  }
}
