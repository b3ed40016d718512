// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.implied;

import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;

/**
 * The total volatility s of a Bachelier time value c = s φ(d) − gΦ(−d), d = g/s, g = |F − K|.
 *
 * <p>With m(d) = φ(d)/d − Φ(−d) = c/g, a decreasing function, solves ln m(d) = ln(c/g) by Halley's
 * method from the leading terms at both ends; ln m is nearly linear in d² where c is small, in ln d
 * where it is large.
 */
final class NormalInversion {
  private NormalInversion() {}

  static double totalVolatility(double c, double g) {
    double ratio = c / g;
    double target = Logarithm.log(ratio);
    double d;
    if (ratio > 0.1) {
      d = 1 / ((ratio + 0.5) * Mills.SQRT_TWO_PI);
    } else {
      // m ≈ φ(d)/d³
      d = Math.sqrt(Math.max(-2 * target - 1.84, 0.25));
      d = Math.sqrt(Math.max(-2 * target - 1.84 - 6 * Logarithm.log(Math.max(d, 0.8)), 0.36));
    }
    for (int i = 0; i < 30; i++) {
      double shape = Mills.firstMoment(d);
      // ln m = ln φ(d) − ln d + ln(1 − dY(−d))
      double log = -0.5 * d * d - 0.91893853320467274178 - Logarithm.log(d) + Logarithm.log(shape);
      // m' = −φ/d², so m'/m = −1/(d·shape); the second derivative of ln m follows from shape'.
      double slope = -1 / (d * shape);
      double second = -slope * (slope + d + 2 / d);
      double newton = (target - log) / slope;
      double step = newton / Math.max(1 + 0.5 * newton * second / slope, 0.5);
      step = Math.max(step, -0.5 * d);
      d += step;
      if (Math.abs(step) <= 4e-16 * d || (i > 2 && Math.abs(step) < 1e-14 * d)) {
        break;
      }
    }
    return g / d;
  }
}
