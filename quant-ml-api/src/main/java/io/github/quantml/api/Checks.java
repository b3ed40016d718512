// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** Checks on data that return what they checked; written so that NaN fails them. */
final class Checks {
  private Checks() {}

  static double finite(String what, String field, double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(what + ": " + field + " must be finite, got " + value);
    }
    return value;
  }

  static double positive(String what, String field, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          what + ": " + field + " must be finite and positive, got " + value);
    }
    return value;
  }

  static double nonNegative(String what, String field, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          what + ": " + field + " must be finite and at least 0, got " + value);
    }
    return value;
  }

  static double fraction(String what, String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InvalidDataException(what + ": " + field + " must lie in [0, 1], got " + value);
    }
    return value;
  }
}
