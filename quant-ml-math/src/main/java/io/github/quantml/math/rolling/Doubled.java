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

  /** (high, low) = x + y of single values, with the bits of {@link #add}. */
  static void addSingles(double[] x, double[] y, double[] high, double[] low, int count) {
    for (int i = 0; i < count; i++) {
      double sum = x[i] + y[i];
      double back = sum - x[i];
      high[i] = sum;
      // Adding 0 turns a negative zero into what add gives.
      low[i] = 0.0 + ((x[i] - (sum - back)) + (y[i] - back));
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
   * out = na·b − nb·a, zero exactly when the means of two runs are equal. Products with a power of
   * two are exact; before another count, below 2²⁶, a sum is split into halves of 26 bits.
   */
  static void scaledDifference(
      int na,
      int nb,
      double[] aHigh,
      double[] aLow,
      double[] bHigh,
      double[] bLow,
      double[] out,
      Scratch scratch,
      int count) {
    double[] aTop = Integer.bitCount(nb) == 1 ? aHigh : top(aHigh, scratch.array(0, count), count);
    double[] bTop = Integer.bitCount(na) == 1 ? bHigh : top(bHigh, scratch.array(1, count), count);
    double[] rest = scratch.array(2, count);
    combine(na, nb, aLow, bLow, rest, count);
    if (aTop != aHigh) {
      addTail(-(double) nb, aHigh, aTop, rest, count);
    }
    if (bTop != bHigh) {
      addTail(na, bHigh, bTop, rest, count);
    }
    combine(na, nb, aTop, bTop, out, count);
    for (int i = 0; i < count; i++) {
      out[i] += rest[i];
    }
  }

  /** {@link #add} of one sum: the pairs lie at i, j and k. */
  static void addOne(double[] a, int i, double[] b, int j, double[] out, int k) {
    double x = a[i];
    double y = b[j];
    double lost = a[i + 1] + b[j + 1];
    double sum = x + y;
    double back = sum - x;
    out[k] = sum;
    out[k + 1] = lost + ((x - (sum - back)) + (y - back));
  }

  /** {@link #difference}, or of runs of unequal length {@link #scaledDifference}, of one sum. */
  static double differenceOne(int na, int nb, double[] a, int i, double[] b, int j) {
    if (na == nb) {
      return (b[j] - a[i]) + (b[j + 1] - a[i + 1]);
    }
    double x = Integer.bitCount(nb) == 1 ? a[i] : topOne(a[i]);
    double y = Integer.bitCount(na) == 1 ? b[j] : topOne(b[j]);
    double rest = (double) na * b[j + 1] - (double) nb * a[i + 1];
    if (Integer.bitCount(nb) != 1) {
      rest += -(double) nb * (a[i] - x);
    }
    if (Integer.bitCount(na) != 1) {
      rest += (double) na * (b[j] - y);
    }
    return ((double) na * y - (double) nb * x) + rest;
  }

  private static double topOne(double x) {
    double big = SPLITTER * x;
    return big - (big - x);
  }

  /** out = na·b − nb·a. */
  private static void combine(
      double na, double nb, double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = na * b[i] - nb * a[i];
    }
  }

  /** out += n·(x − top). */
  private static void addTail(double n, double[] x, double[] top, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] += n * (x[i] - top[i]);
    }
  }

  private static double[] top(double[] x, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      double big = SPLITTER * x[i];
      out[i] = big - (big - x[i]);
    }
    return out;
  }
}
