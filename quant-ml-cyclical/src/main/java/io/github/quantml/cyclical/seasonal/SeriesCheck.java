// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/** What a series must satisfy before it is decomposed. */
final class SeriesCheck {
  private SeriesCheck() {}

  /** Number of missing values, after the series was found fit to be decomposed. */
  static int missing(double[] y, int period) {
    if (y.length < 2L * period) {
      throw new InsufficientDataException(
          "STL: values for two periods of " + period, 2L * period, y.length);
    }
    int present = 0;
    double first = Double.NaN;
    boolean constant = true;
    boolean[] phases = new boolean[period];
    for (int t = 0; t < y.length; t++) {
      if (Double.isNaN(y[t])) {
        continue;
      }
      if (Double.isInfinite(y[t])) {
        throw new InvalidDataException("STL: value " + t + " must be finite or NaN, got " + y[t]);
      }
      first = present == 0 ? y[t] : first;
      constant &= y[t] == first;
      phases[t % period] = true;
      present++;
    }
    if (2L * present < y.length) {
      throw new InsufficientDataException(
          "STL: observed values, half of " + y.length, (y.length + 1L) / 2, present);
    }
    if (constant) {
      throw new InvalidDataException(
          "STL: needs at least 2 different values, got the constant " + first);
    }
    for (int c = 0; c < period; c++) {
      if (!phases[c]) {
        throw new InsufficientDataException(
            "STL: observed values at position " + c + " of the cycle", 1, 0);
      }
    }
    return y.length - present;
  }
}
