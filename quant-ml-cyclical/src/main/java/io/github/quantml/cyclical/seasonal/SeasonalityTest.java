// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Is the seasonal strength more than chance? A test by block surrogates.
 *
 * <p>A surrogate is the trend plus the detrended series cut into whole cycles, each rotated by a
 * random number of points: what is the same within a cycle stays, what is in step between cycles is
 * lost. The strength itself says little: with seasonal window 7 it is about 0.35 on white noise and
 * 0.32 on a random walk. p = (1 + number of surrogates at least as strong)/(1 + surrogates).
 *
 * @param strength seasonal strength F_S of the series
 * @param pValue share of surrogates at least as strong
 * @param median median strength of the surrogates
 * @param critical their 95 % quantile
 * @param surrogates how many
 */
public record SeasonalityTest(
    double strength, double pValue, double median, double critical, int surrogates) {

  /**
   * Tests a series.
   *
   * @param config how it is decomposed
   * @param y without missing values
   * @param surrogates how many, at least 19
   * @param seed of the rotations
   */
  public static SeasonalityTest of(StlConfig config, double[] y, int surrogates, long seed) {
    if (surrogates < 19) {
      throw new IllegalArgumentException("surrogates must be at least 19, got " + surrogates);
    }
    SmoothedDecomposition base = Stl.of(config).decompose(y);
    if (base.missing() > 0) {
      throw new InvalidDataException(
          "seasonality test: needs a series without missing values, got " + base.missing());
    }
    double strength = base.seasonalStrength();
    Stl.Plan plan = new Stl.Plan(config, y.length);
    CounterRandom root = CounterRandom.of(seed);
    double[] strengths = new double[surrogates];
    int reached = 0;
    for (int i = 0; i < surrogates; i++) {
      double[] surrogate = rotated(y, base.trend(), config.period(), root.split(i));
      strengths[i] = plan.decompose(surrogate, 0).seasonalStrength();
      reached += strengths[i] >= strength ? 1 : 0;
    }
    Arrays.sort(strengths);
    return new SeasonalityTest(
        strength,
        (1.0 + reached) / (1.0 + surrogates),
        strengths[surrogates / 2],
        strengths[Math.min(surrogates - 1, (int) Math.ceil(0.95 * surrogates))],
        surrogates);
  }

  private static double[] rotated(double[] y, double[] trend, int period, CounterRandom random) {
    double[] out = new double[y.length];
    for (int from = 0; from < y.length; from += period) {
      int size = Math.min(period, y.length - from);
      int shift = random.nextInt(size);
      for (int i = 0; i < size; i++) {
        int source = from + (i + shift) % size;
        out[from + i] = trend[from + i] + y[source] - trend[source];
      }
    }
    return out;
  }
}
