// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ensemble;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.calibration.CalibrationMethod;
import io.github.quantml.math.random.CounterRandom;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Temperature scaling of three classes: the temperature. Ours has a weak prior, which many outcomes
 * drown.
 */
public class TemperatureFit extends Comparison {
  private static final int CLASSES = 3;

  /** Outcomes. */
  @Param("10000")
  public int outcomes;

  private double[][] probabilities = {};
  private int[] happened = {};

  /** For JMH. */
  public TemperatureFit() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(3);
    probabilities = new double[scale == Scale.FULL ? outcomes : 200][CLASSES];
    happened = new int[probabilities.length];
    for (int i = 0; i < happened.length; i++) {
      double[] z = new double[CLASSES];
      double honest = 0;
      double sharp = 0;
      for (int k = 0; k < CLASSES; k++) {
        z[k] = random.nextGaussian();
        honest += Math.exp(z[k]);
        sharp += Math.exp(1.5 * z[k]);
      }
      double u = random.nextDouble() * honest;
      happened[i] = u < Math.exp(z[0]) ? 0 : u < Math.exp(z[0]) + Math.exp(z[1]) ? 1 : 2;
      for (int k = 0; k < CLASSES; k++) {
        probabilities[i][k] = Math.exp(1.5 * z[k]) / sharp;
      }
    }
  }

  @Override
  public String workload() {
    return "ensemble";
  }

  @Override
  public String kernel() {
    return "temperature";
  }

  @Override
  public Map<String, double[]> inputs() {
    double[] p = new double[CLASSES * happened.length];
    double[] y = new double[happened.length];
    for (int i = 0; i < y.length; i++) {
      System.arraycopy(probabilities[i], 0, p, CLASSES * i, CLASSES);
      y[i] = happened[i];
    }
    return Map.of("p", p, "y", y);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return CalibrationMethod.TEMPERATURE.fit(probabilities, happened, 1).parameters();
  }
}
