// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * A probability distribution of the simple return over a forecast horizon.
 *
 * <p>Returns are fractions: 0.01 is one per cent. All values are finite. Implementations are
 * immutable and thread-safe; {@code quant-ml-math} has the normal, Student-t and mixture ones.
 */
public interface ReturnDistribution {
  /** Expected simple return over the horizon. */
  double mean();

  /** Standard deviation of the simple return over the horizon, positive and not annualised. */
  double stdDev();

  /** Probability that the return is at most {@code r}. */
  double cdf(double r);

  /**
   * The return that is not exceeded with probability {@code p}.
   *
   * @throws IllegalArgumentException unless 0 &lt; p &lt; 1
   */
  double quantile(double p);

  /** Natural logarithm of the density at {@code r}: the log score of a forecast once r is known. */
  double logDensity(double r);
}
