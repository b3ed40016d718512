// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * The conventions under which well-known programs print Newey-West standard errors; the same data
 * and lag give different numbers in each.
 */
public enum NeweyWest {
  /** Stata {@code newey, lag(L)}: Bartlett weights, factor n/(n − k). */
  STATA_NEWEY(true, false),
  /** statsmodels {@code cov_type="HAC", maxlags=L}: Bartlett weights, no factor. */
  STATSMODELS_HAC(false, false),
  /**
   * R {@code sandwich::NeweyWest}: VAR(1) prewhitening, no factor; its default lag is {@link
   * #automaticLag()}.
   */
  R_SANDWICH(false, true);

  private final boolean smallSample;
  private final boolean prewhitened;

  NeweyWest(boolean smallSample, boolean prewhitened) {
    this.smallSample = smallSample;
    this.prewhitened = prewhitened;
  }

  /**
   * This convention with a fixed lag.
   *
   * @param lag largest lag with weight, at least 0
   */
  public CovarianceEstimator lag(int lag) {
    if (lag < 0) {
      throw new IllegalArgumentException("lag must be >= 0: " + lag);
    }
    return new CovarianceEstimator(
        CovarianceEstimator.Kind.NEWEY_WEST, lag, smallSample, prewhitened);
  }

  /** This convention with the lag of Newey and West (1994). */
  public CovarianceEstimator automaticLag() {
    return new CovarianceEstimator(
        CovarianceEstimator.Kind.NEWEY_WEST,
        CovarianceEstimator.AUTOMATIC_LAG,
        smallSample,
        prewhitened);
  }
}
