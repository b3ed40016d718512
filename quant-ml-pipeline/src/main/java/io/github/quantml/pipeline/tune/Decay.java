// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import org.apache.commons.math3.util.FastMath;

/**
 * e^(−h) for 0 ≤ h ≤ 700 to about one part in 10¹³, several times faster than a correctly rounded
 * one and as reproducible: densities of thousands of kernels are made of it.
 *
 * <p>h·64/ln 2 is split into a whole number, whose power of 2^(−1/64) comes from a table, and a
 * rest for which four terms of the series suffice.
 */
final class Decay {
  private static final int PARTS = 64;
  private static final double LN_2 = 0.69314718055994530942;
  private static final double[] POWERS = powers();

  private Decay() {}

  private static double[] powers() {
    double[] powers = new double[PARTS];
    for (int j = 0; j < PARTS; j++) {
      powers[j] = FastMath.exp(-LN_2 * j / PARTS);
    }
    return powers;
  }

  static double of(double h) {
    double scaled = h * (PARTS / LN_2);
    int n = (int) (scaled + 0.5);
    double r = (scaled - n) * (LN_2 / PARTS);
    double rest = 1 + r * (-1 + r * (0.5 + r * (-1.0 / 6 + r * (1.0 / 24))));
    double scale = Double.longBitsToDouble((long) (Double.MAX_EXPONENT - n / PARTS) << 52);
    return POWERS[n % PARTS] * rest * scale;
  }
}
