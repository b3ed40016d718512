// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * Sums of about 106 bits, each an unevaluated pair of a rounded sum and what rounding lost.
 *
 * <p>Loops are short on purpose: the JIT stops vectorising beyond a dozen operations.
 *
 * <p>Source: Knuth (1998), The art of computer programming 2, section 4.2.2, theorem B; Dekker
 * (1971).
 */
final class Doubled {
  private static final double SPLITTER = 134217729.0; // 2²⁷ + 1

  private Doubled() {}

  /** (high, low) = a + b; the output may be either input. */
  static void add(
      double[] aHigh,
      double[] aLow,
      double[] bHigh,
      double[] bLow,
      double[] high,
      double[] low,
      int count) {
    for (int i = 0; i < count; i++) {
      double x = aHigh[i];
      double y = bHigh[i];
      double lost = aLow[i] + bLow[i];
      double sum = x + y;
      double back = sum - x;
      high[i] = sum;
      low[i] = lost + ((x - (sum - back)) + (y - back));
    }
  }

  /** out = b − a, precise however close the sums are. */
  static void difference(
      double[] aHigh, double[] aLow, double[] bHigh, double[] bLow, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = (bHigh[i] - aHigh[i]) + (bLow[i] - aLow[i]);
    }
  }

  /**
   * out = na·b − nb·a, zero exactly when the means of two runs are equal. The sums are split into
   * halves of 26 bits, whose products with counts below 2²⁶ are exact.
   */
  static void scaledDifference(
      double na,
      double nb,
      double[] aHigh,
      double[] aLow,
      double[] bHigh,
      double[] bLow,
      double[] out,
      Scratch scratch,
      int count) {
    double[] aTop = scratch.array(0, count);
    double[] bTop = scratch.array(1, count);
    double[] rest = scratch.array(2, count);
    top(aHigh, aTop, count);
    top(bHigh, bTop, count);
    for (int i = 0; i < count; i++) {
      rest[i] = na * (bHigh[i] - bTop[i]) - nb * (aHigh[i] - aTop[i]);
    }
    for (int i = 0; i < count; i++) {
      rest[i] += na * bLow[i] - nb * aLow[i];
    }
    for (int i = 0; i < count; i++) {
      out[i] = (na * bTop[i] - nb * aTop[i]) + rest[i];
    }
  }

  private static void top(double[] x, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      double big = SPLITTER * x[i];
      out[i] = big - (big - x[i]);
    }
  }
}
