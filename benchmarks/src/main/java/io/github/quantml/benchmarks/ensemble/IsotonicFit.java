// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ensemble;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.IsotonicRegression;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Isotonic regression of yes/no outcomes on probabilities: fit, and the fitted values. */
public class IsotonicFit extends Comparison {
  /** Outcomes. */
  @Param("100000")
  public int outcomes;

  private double[] x = {};
  private double[] y = {};

  /** For JMH. */
  public IsotonicFit() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(2);
    x = new double[scale == Scale.FULL ? outcomes : 200];
    y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextDouble();
      y[i] = random.nextDouble() < x[i] * x[i] ? 1 : 0;
    }
  }

  @Override
  public String workload() {
    return "ensemble";
  }

  @Override
  public String kernel() {
    return "isotonic";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x, "y", y);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    IsotonicRegression fit = IsotonicRegression.fit(x, y);
    double[] fitted = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      fitted[i] = fit.predict(x[i]);
    }
    return fitted;
  }
}
