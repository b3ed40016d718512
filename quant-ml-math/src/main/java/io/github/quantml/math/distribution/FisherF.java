// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

/** Tail probabilities of Fisher's F law, for test statistics. */
public final class FisherF {
  private FisherF() {}

  /**
   * The probability of a value above f: I(d₂/2, d₁/2) of d₂/(d₂ + d₁f), without forming 1 − p.
   *
   * @param f statistic; at or below 0 the answer is 1
   * @param numerator d₁ &gt; 0
   * @param denominator d₂ &gt; 0
   */
  public static double survival(double f, double numerator, double denominator) {
    if (!(numerator > 0)) {
      throw new IllegalArgumentException("numerator must be > 0: " + numerator);
    }
    if (!(denominator > 0)) {
      throw new IllegalArgumentException("denominator must be > 0: " + denominator);
    }
    if (Double.isNaN(f)) {
      return Double.NaN;
    }
    if (f <= 0) {
      return 1;
    }
    if (f == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double total = denominator + numerator * f;
    return IncompleteBeta.regularised(
        denominator / total, numerator * f / total, 0.5 * denominator, 0.5 * numerator);
  }
}
