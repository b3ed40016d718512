// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * A window statistic fed one value at a time.
 *
 * <p>Every value returned equals the batch value of the same bar, bit for bit. Not thread-safe.
 */
public interface WindowStream {
  /**
   * Takes in the next value and returns the statistic of the window that it ends; NaN during
   * warm-up and where the statistic is undefined.
   */
  double update(double x);
}
