// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * eˣ for x ≤ 0 in plain arithmetic: the same bits on every JVM and processor.
 *
 * <p>Emission densities are K·T exponentials per EM iteration, the largest single cost of a fit.
 * The intrinsic of {@code Math} is not bit-reproducible across platforms and the portable
 * replacements are several times slower. Range reduction x = (64·e + i)·ln 2/64 + r with |r| ≤ ln
 * 2/128, then 2^e·2^{i/64}·eʳ with the middle factor from a table and the Taylor polynomial of
 * degree 5, whose remainder is below 4e-17 (Tang, 1989, Table-driven implementation of the
 * exponential function in IEEE floating-point arithmetic). Within 1 ulp.
 */
final class Exponential {
  private static final int PARTS = 64;
  private static final double PARTS_PER_LN2 = PARTS * 1.4426950408889634;
  // ln 2/64 split so that k·STEP_HIGH is exact for every k that occurs.
  private static final double STEP_HIGH = 0x1.62e42feep-1 / PARTS;
  private static final double STEP_LOW = 0x1.a39ef35793c76p-33 / PARTS;
  private static final double SMALLEST = -745.2;
  private static final double SMALLEST_NORMAL = -708;
  private static final double EXP_MINUS_64 = 0x1.969d47321e4ccp-93;
  private static final double[] POWERS = powers();

  private Exponential() {}

  private static double[] powers() {
    double[] powers = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      powers[i] = StrictMath.pow(2, (double) i / PARTS);
    }
    return powers;
  }

  /** Returns eˣ; x must not be positive. NaN gives NaN. */
  static double of(double x) {
    if (x < SMALLEST_NORMAL) {
      // Subnormal results need two roundings; rare enough to take the slow way.
      return x < SMALLEST ? 0 : of(x + 64) * EXP_MINUS_64;
    }
    int k = (int) (x * PARTS_PER_LN2 - 0.5);
    double r = x - k * STEP_HIGH - k * STEP_LOW;
    double r2 = r * r;
    double tail = r + r2 * ((0.5 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120)));
    double power = POWERS[k & (PARTS - 1)];
    return (power + power * tail) * Double.longBitsToDouble(((k >> 6) + 1023L) << 52);
  }
}
