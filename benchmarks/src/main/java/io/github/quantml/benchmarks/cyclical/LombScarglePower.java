// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.spectral.LombScargle;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The exact Lomb-Scargle power, with a floating mean, of values at uneven times. */
public class LombScarglePower extends CyclicalComparison {
  /** Values x frequencies. */
  @Param("1000x5000")
  public String size = "1000x5000";

  private double[] times = {};
  private double[] values = {};
  private double[] grid = {};

  /** For JMH. */
  public LombScarglePower() {}

  @Override
  public void prepare(Scale scale) {
    int n = part(size, 0) / (scale == Scale.FULL ? 1 : 10);
    int count = part(size, 1) / (scale == Scale.FULL ? 1 : 10);
    CounterRandom random = CounterRandom.of(2);
    times = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = n * random.nextDouble();
    }
    Arrays.sort(times);
    values = SyntheticSeries.gaussian(n, 1);
    double step = 0.5 / count;
    grid = new double[] {step, step, count};
  }

  @Override
  public String kernel() {
    return "lombScargle";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("times", times, "values", values, "grid", grid);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return LombScargle.of(times, values).power(grid[0], grid[1], (int) grid[2]);
  }
}
