// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Dynamic time warping with weights and penalty, one row at a time.
 *
 * <p>D(i, j) = w(|i − j|)·c(aᵢ, bⱼ) + min(D(i−1, j−1), D(i−1, j) + ω, D(i, j−1) + ω) inside the
 * band. Minima are ternaries: {@code Math.min} orders NaN and −0, which triples the length of the
 * chain every cell waits for, and inputs are known to be finite.
 */
final class Warping {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private Warping() {}

  /** Weights by lag; all one for steepness 0. */
  static double[] weights(double steepness, int length) {
    double[] weights = new double[length];
    if (steepness == 0) {
      Arrays.fill(weights, 1);
      return weights;
    }
    for (int lag = 0; lag < length; lag++) {
      weights[lag] = 1 / (1 + FastMath.exp(-steepness * (lag - length / 2.0)));
    }
    return weights;
  }

  /** Slopes ((xᵢ − xᵢ₋₁) + (xᵢ₊₁ − xᵢ₋₁)/2)/2 of the inner points. */
  static double[] slopes(double[] x) {
    double[] slopes = new double[x.length - 2];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = ((x[i + 1] - x[i]) + (x[i + 2] - x[i]) / 2) / 2;
    }
    return slopes;
  }

  /** Summed cost with weights and penalty, or infinity once it must exceed the cutoff. */
  static double general(
      double[] a,
      double[] b,
      boolean squared,
      int band,
      double[] weights,
      double penalty,
      double cutoff,
      DtwScratch scratch) {
    int columns = b.length;
    double[] row = scratch.row(0, columns + 2);
    Arrays.fill(row, 0, columns + 2, INFINITY);
    double corner = 0;
    for (int i = 0; i < a.length; i++) {
      int from = Math.max(0, i - band);
      int to = i > columns - 1 - band ? columns - 1 : i + band;
      double diagonal = from == 0 ? corner : row[from];
      double left = INFINITY;
      double least = INFINITY;
      row[from] = INFINITY;
      for (int j = from; j <= to; j++) {
        double up = row[j + 1];
        double d = a[i] - b[j];
        double c = (squared ? d * d : Math.abs(d)) * weights[Math.abs(i - j)];
        double straight = (up < left ? up : left) + penalty;
        left = c + (diagonal < straight ? diagonal : straight);
        row[j + 1] = left;
        diagonal = up;
        least = left < least ? left : least;
      }
      if (least > cutoff) {
        return INFINITY;
      }
      corner = INFINITY;
    }
    return row[columns] <= cutoff ? row[columns] : INFINITY;
  }
}
