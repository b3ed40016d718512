// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * A statistic of two series fed one pair at a time.
 *
 * <p>Every value returned equals the batch value of the same bar, bit for bit. Not thread-safe.
 */
public interface PairStream {
  /**
   * Takes in the next pair and returns the statistic of the window that it ends; NaN during warm-up
   * and where the statistic is undefined.
   */
  double update(double x, double y);
}
