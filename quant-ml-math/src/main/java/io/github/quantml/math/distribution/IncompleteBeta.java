// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.FastMath;

/** The regularised incomplete beta function I(x; a, b) by its continued fraction. */
final class IncompleteBeta {
  private static final int MAX_TERMS = 100_000;
  private static final double TINY = 1e-300;
  private static final double TOLERANCE = 1e-16;

  private IncompleteBeta() {}

  /** I(x; a, b) for x in [0, 1] given together with y = 1 − x, which the caller knows better. */
  static double regularised(double x, double y, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (y <= 0) {
      return 1;
    }
    double front = FastMath.exp(a * FastMath.log(x) + b * FastMath.log(y) - Beta.logBeta(a, b));
    if (x < (a + 1) / (a + b + 2)) {
      return front * continuedFraction(x, a, b) / a;
    }
    return 1 - front * continuedFraction(y, b, a) / b;
  }

  /**
   * The fraction F with I(x; a, b) = xᵃ(1 − x)ᵇ / (a B(a, b)) · F, by the modified Lentz algorithm;
   * fast for x below (a + 1)/(a + b + 2) (DLMF 8.17.22; Thompson and Barnett 1986).
   */
  static double continuedFraction(double x, double a, double b) {
    double c = 1;
    double d = guarded(1 - (a + b) * x / (a + 1));
    d = 1 / d;
    double f = d;
    for (int m = 1; m < MAX_TERMS; m++) {
      double twoM = 2.0 * m;
      double even = m * (b - m) * x / ((a + twoM - 1) * (a + twoM));
      d = 1 / guarded(1 + even * d);
      c = guarded(1 + even / c);
      f *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + twoM) * (a + twoM + 1));
      d = 1 / guarded(1 + odd * d);
      c = guarded(1 + odd / c);
      double change = d * c;
      f *= change;
      if (Math.abs(change - 1) <= TOLERANCE) {
        return f;
      }
    }
    return f;
  }

  private static double guarded(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
