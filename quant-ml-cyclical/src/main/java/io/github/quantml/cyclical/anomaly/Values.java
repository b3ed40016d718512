// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/** Checks of input values. */
final class Values {
  private Values() {}

  static double finite(String who, double x) {
    if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(who + ": values must be finite, got " + x);
    }
    return x;
  }

  static void require(String who, double[] x, long needed) {
    if (x.length < needed) {
      throw new InsufficientDataException(who + ": values", needed, x.length);
    }
    for (int t = 0; t < x.length; t++) {
      if (!(Math.abs(x[t]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(who + ": value " + t + " must be finite, got " + x[t]);
      }
    }
  }

  static void requireVaried(String who, double[] x) {
    for (double v : x) {
      if (v != x[0]) {
        return;
      }
    }
    throw new InvalidDataException(
        who
            + ": needs at least 2 different values, got "
            + (x.length == 0 ? "none" : "the constant " + x[0]));
  }

  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
    return value;
  }

  static int atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
    return value;
  }
}
