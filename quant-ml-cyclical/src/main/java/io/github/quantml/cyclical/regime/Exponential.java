// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * eˣ for x ≤ 0 in plain arithmetic: the same bits on every JVM and processor.
 *
 * <p>Emission densities are K·T exponentials per EM iteration, the largest single cost of a fit.
 * The intrinsic of {@code Math} is not bit-reproducible across platforms and the portable
 * replacements are several times slower. Range reduction x = k·ln 2 + r with |r| ≤ ½ ln 2 (Cody and
 * Waite, 1980, Software Manual for the Elementary Functions, chapter 6), then the Taylor polynomial
 * of degree 13, whose remainder is below 4e-18, evaluated as a tree so that its products overlap.
 */
final class Exponential {
  private static final double INVERSE_LN2 = 1.4426950408889634;
  // ln 2 split so that k·LN2_HIGH is exact for every k that occurs.
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double SMALLEST = -745.2;
  private static final double SMALLEST_NORMAL = -708;
  private static final double EXP_MINUS_64 = 0x1.969d47321e4ccp-93;

  private Exponential() {}

  /** Returns eˣ; x must not be positive. NaN gives NaN. */
  static double of(double x) {
    if (x < SMALLEST_NORMAL) {
      // Subnormal results need two roundings; rare enough to take the slow way.
      return x < SMALLEST ? 0 : of(x + 64) * EXP_MINUS_64;
    }
    int k = (int) (x * INVERSE_LN2 - 0.5);
    double r = x - k * LN2_HIGH - k * LN2_LOW;
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = (1 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
    double middle = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
    double high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
    double top = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
    double polynomial = low + r4 * (middle + r4 * (high + r4 * top));
    return polynomial * Double.longBitsToDouble((k + 1023L) << 52);
  }
}
