// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import org.apache.commons.math3.special.Gamma;

/** Tail probabilities of the χ² law, for test statistics. */
public final class ChiSquared {
  private static final double EPSILON = 1e-15;
  private static final int MAX_ITERATIONS = 100_000;

  private ChiSquared() {}

  /**
   * The probability of a value above x: Q(k/2, x/2), the regularised upper incomplete gamma
   * function.
   *
   * @param x statistic; at or below 0 the answer is 1
   * @param degreesOfFreedom k, greater than 0
   */
  public static double survival(double x, double degreesOfFreedom) {
    if (!(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException("degreesOfFreedom must be > 0: " + degreesOfFreedom);
    }
    if (x <= 0) {
      return 1;
    }
    return x == Double.POSITIVE_INFINITY
        ? 0
        : Gamma.regularizedGammaQ(0.5 * degreesOfFreedom, 0.5 * x, EPSILON, MAX_ITERATIONS);
  }
}
