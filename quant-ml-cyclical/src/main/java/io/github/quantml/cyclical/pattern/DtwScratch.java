// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Memory that {@link Dtw} works in, kept between calls so that they allocate nothing.
 *
 * <p>Grows to the longest series seen. Not thread-safe: one for every thread.
 */
public final class DtwScratch {
  private final double[][] rows = new double[6][0];
  private double[] reversed = {};
  private double[] weights = {};
  private double weightsSteepness;
  private int weightsLength = -1;

  /** Empty; the first call makes room. */
  public DtwScratch() {}

  /** One of six rows or diagonals, k from 0, with whatever it held before. */
  double[] row(int k, int length) {
    if (rows[k].length < length) {
      rows[k] = new double[length];
    }
    return rows[k];
  }

  /** Room for the second series, last value first. */
  double[] reversed(int length) {
    if (reversed.length < length) {
      reversed = new double[length];
    }
    return reversed;
  }

  /** The weights by lag of {@link DtwConfig#steepness()}, made anew only when they change. */
  double[] weights(double steepness, int length) {
    if (weightsLength != length || weightsSteepness != steepness) {
      weights = Warping.weights(steepness, length);
      weightsLength = length;
      weightsSteepness = steepness;
    }
    return weights;
  }
}
