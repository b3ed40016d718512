// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.stats.UnitRoot.Terms;

/**
 * Response surfaces of the Dickey-Fuller distribution for one series.
 *
 * <p>P-values: Φ of a polynomial in the statistic, MacKinnon (1994), tables 3 and 4. Critical
 * values: a polynomial in 1/n, MacKinnon (2010), table 2.
 */
final class MacKinnon {
  private MacKinnon() {}

  static double pValue(Terms terms, double statistic) {
    if (statistic > largest(terms)) {
      return 1;
    }
    if (statistic < smallest(terms)) {
      return 0;
    }
    return StandardNormal.cdf(
        statistic <= split(terms) ? lowSurface(terms, statistic) : highSurface(terms, statistic));
  }

  private static double smallest(Terms terms) {
    return switch (terms) {
      case NONE -> -19.04;
      case CONSTANT -> -18.83;
      case CONSTANT_AND_TREND -> -16.18;
    };
  }

  private static double split(Terms terms) {
    return switch (terms) {
      case NONE -> -1.04;
      case CONSTANT -> -1.61;
      case CONSTANT_AND_TREND -> -2.89;
    };
  }

  private static double largest(Terms terms) {
    return switch (terms) {
      case NONE -> Double.POSITIVE_INFINITY;
      case CONSTANT -> 2.74;
      case CONSTANT_AND_TREND -> 0.7;
    };
  }

  private static double lowSurface(Terms terms, double x) {
    return switch (terms) {
      case NONE -> polynomial(x, 0.6344, 1.2378, 0.032496, 0);
      case CONSTANT -> polynomial(x, 2.1659, 1.4412, 0.038269, 0);
      case CONSTANT_AND_TREND -> polynomial(x, 3.2512, 1.6047, 0.049588, 0);
    };
  }

  private static double highSurface(Terms terms, double x) {
    return switch (terms) {
      case NONE -> polynomial(x, 0.4797, 0.93557, -0.06999, 0.033066);
      case CONSTANT -> polynomial(x, 1.7339, 0.93202, -0.12745, -0.010368);
      case CONSTANT_AND_TREND -> polynomial(x, 2.5261, 0.61654, -0.37956, -0.060285);
    };
  }

  static double criticalValue(Terms terms, int percent, int observations) {
    double x = 1.0 / observations;
    return switch (terms) {
      case NONE ->
          switch (percent) {
            case 1 -> polynomial(x, -2.56574, -2.2358, -3.627, 0);
            case 5 -> polynomial(x, -1.94100, -0.2686, -3.365, 31.223);
            case 10 -> polynomial(x, -1.61682, 0.2656, -2.714, 25.364);
            default -> throw unknown(percent);
          };
      case CONSTANT ->
          switch (percent) {
            case 1 -> polynomial(x, -3.43035, -6.5393, -16.786, -79.433);
            case 5 -> polynomial(x, -2.86154, -2.8903, -4.234, -40.040);
            case 10 -> polynomial(x, -2.56677, -1.5384, -2.809, 0);
            default -> throw unknown(percent);
          };
      case CONSTANT_AND_TREND ->
          switch (percent) {
            case 1 -> polynomial(x, -3.95877, -9.0531, -28.428, -134.155);
            case 5 -> polynomial(x, -3.41049, -4.3904, -9.036, -45.374);
            case 10 -> polynomial(x, -3.12705, -2.5856, -3.925, -22.380);
            default -> throw unknown(percent);
          };
    };
  }

  private static IllegalArgumentException unknown(int percent) {
    return new IllegalArgumentException("percent must be 1, 5 or 10: " + percent);
  }

  private static double polynomial(double x, double c0, double c1, double c2, double c3) {
    return c0 + x * (c1 + x * (c2 + x * c3));
  }
}
