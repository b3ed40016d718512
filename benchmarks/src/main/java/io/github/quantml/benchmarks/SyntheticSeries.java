// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.util.FastMath;

/** Generated inputs of the comparisons: the same bits in every run and on every machine. */
public final class SyntheticSeries {
  private SyntheticSeries() {}

  /** Independent standard normal values. */
  public static double[] gaussian(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] out = new double[n];
    for (int t = 0; t < n; t++) {
      out[t] = random.nextGaussian();
    }
    return out;
  }

  /** A geometric random walk from 100 with steps of 0.2 %. */
  public static double[] prices(int n, long seed) {
    double[] steps = gaussian(n, seed);
    double[] out = new double[n];
    double log = FastMath.log(100);
    for (int t = 0; t < n; t++) {
      log += 0.002 * steps[t];
      out[t] = FastMath.exp(log);
    }
    return out;
  }
}
