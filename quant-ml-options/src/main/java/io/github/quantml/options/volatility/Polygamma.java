// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.options.internal.Logarithm;

/**
 * First and second derivative of ln Γ for x &gt; 0, to 1e-14: recurrence to x ≥ 12, then Stirling's
 * series. Commons Math's digamma has the wrong sign in its fourth power and jumps by 1e-9.
 *
 * <p>Source: Abramowitz and Stegun (1964), 6.3.18 and 6.4.12.
 */
final class Polygamma {
  private static final double FAR = 12;

  private Polygamma() {}

  static double digamma(double x) {
    double y = x;
    double sum = 0;
    while (y < FAR) {
      sum -= 1 / y;
      y++;
    }
    double s = 1 / (y * y);
    return sum
        + Logarithm.log(y)
        - 0.5 / y
        - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s * (1.0 / 132)))));
  }

  static double trigamma(double x) {
    double y = x;
    double sum = 0;
    while (y < FAR) {
      sum += 1 / (y * y);
      y++;
    }
    double s = 1 / (y * y);
    return sum
        + 1 / y
        + 0.5 * s
        + s / y * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66)))));
  }
}
