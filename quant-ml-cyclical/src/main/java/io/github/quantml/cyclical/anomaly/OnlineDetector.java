// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/** A detector at work on one stream, value by value. Not thread-safe. */
public interface OnlineDetector {
  /**
   * Takes the next value.
   *
   * @param x finite
   * @return the score of this value given those before, larger is odder; NaN in the warm-up
   * @throws io.github.quantml.api.InvalidDataException if x is not finite
   */
  double update(double x);

  /** Whether the last value raised an alarm; never in the warm-up. */
  boolean alarm();
}
