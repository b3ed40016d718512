// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** A number of the latest bars: the lambda behind a feature of one's own. */
@FunctionalInterface
public interface WindowFunction {
  /**
   * The value of one window.
   *
   * @param in for each input an array that holds the window from {@code from}, oldest first; not to
   *     be changed, and nothing outside the window may be read
   * @param from index of the oldest value
   * @param length number of values
   */
  double of(double[][] in, int from, int length);
}
