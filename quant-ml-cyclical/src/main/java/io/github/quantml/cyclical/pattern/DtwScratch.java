// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Memory that {@link Dtw} works in, kept between calls so that they allocate nothing.
 *
 * <p>Grows to the longest series seen. Not thread-safe: one for every thread.
 */
public final class DtwScratch {
  private double[] first = {};
  private double[] second = {};
  private double[] weights = {};
  private double weightsSteepness;
  private int weightsLength = -1;

  /** Empty; the first call makes room. */
  public DtwScratch() {}

  double[] first(int length) {
    if (first.length < length) {
      first = new double[length];
    }
    return first;
  }

  double[] second(int length) {
    if (second.length < length) {
      second = new double[length];
    }
    return second;
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
