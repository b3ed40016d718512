// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/** Checks that every spectral method makes of its input. */
final class Series {
  private Series() {}

  /** Throws unless the series is long enough, finite and not constant. */
  static void require(String what, double[] x, int needed) {
    requireFinite(what, x, needed);
    double least = x[0];
    double most = x[0];
    for (double value : x) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (!(most > least)) {
      throw new InvalidDataException(
          what + ": needs at least 2 different values, got the constant " + least);
    }
  }

  /** Throws unless the series is long enough and finite. */
  static void requireFinite(String what, double[] x, int needed) {
    if (x.length < needed) {
      throw new InsufficientDataException(what + ": values", needed, x.length);
    }
    for (int t = 0; t < x.length; t++) {
      if (!(Math.abs(x[t]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            what + ": needs finite values, got " + x[t] + " at index " + t + " of " + x.length);
      }
    }
  }
}
