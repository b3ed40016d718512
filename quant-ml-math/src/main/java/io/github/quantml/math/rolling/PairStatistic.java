// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** What can be computed of the pairs (x, y) of one window. */
public enum PairStatistic {
  /** Σ (x − mean x)(y − mean y) / (n − ddof). */
  COVARIANCE,
  /** Pearson's correlation, within [−1, 1]; NaN if x or y does not vary. */
  CORRELATION,
  /** The least-squares slope of y on x, covariance / variance of x; NaN if x does not vary. */
  BETA;

  /** The fewest pairs that define it. */
  int minimum(int ddof) {
    return this == COVARIANCE ? ddof + 1 : 2;
  }
}
