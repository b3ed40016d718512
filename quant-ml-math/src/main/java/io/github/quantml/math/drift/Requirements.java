// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

/** Checks that the detectors share. */
final class Requirements {
  private Requirements() {}

  static double finite(double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("x must be finite: " + x);
    }
    return x;
  }

  static double unit(double x) {
    if (!(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException("x must be in [0, 1]: " + x);
    }
    return x;
  }

  static void that(boolean holds, String message, double value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
