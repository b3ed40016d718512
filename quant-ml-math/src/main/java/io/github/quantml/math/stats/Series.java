// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Sums;

/** What the statistics of this package demand of a series before they touch it. */
final class Series {
  private Series() {}

  /** Refuses a series that is too short or holds a value that is not finite. */
  static double[] require(String what, double[] x, int needed) {
    if (x.length < needed) {
      throw new InsufficientDataException(what, needed, x.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw new InvalidDataException(what + ": value " + i + " is not finite: " + x[i]);
      }
    }
    return x;
  }

  /** Refuses a series without variation, for which the statistic does not exist. */
  static double requireVariation(String what, double squaredDeviations) {
    if (!(squaredDeviations > 0)) {
      throw new InvalidDataException(what + ": the series is constant");
    }
    return squaredDeviations;
  }

  static double[] centred(double[] x) {
    double mean = Sums.mean(x);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] - mean;
    }
    return out;
  }
}
