// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * How the covariance of regression coefficients is estimated; every number says its convention.
 *
 * <p>With e the residuals, hᵢ the leverages and B = (XᵀX)⁻¹ the covariance is B·M·B, where M is:
 *
 * <ul>
 *   <li>IID: s² XᵀX, s² = Σe²/(n − k), so that the covariance is s²B;
 *   <li>HC0: Σ eᵢ² xᵢxᵢᵀ; HC1: that times n/(n − k); HC2: eᵢ² over 1 − hᵢ; HC3: over (1 − hᵢ)²;
 *   <li>NEWEY_WEST: Γ₀ + Σₗ (1 − l/(L + 1))(Γₗ + Γₗᵀ), Γₗ = Σₜ eₜeₜ₋ₗ xₜxₜ₋ₗᵀ, with the options
 *       below.
 * </ul>
 *
 * <p>Sources: White (1980); MacKinnon and White (1985); Newey and West (1987, 1994); Andrews and
 * Monahan (1992) for prewhitening.
 *
 * @param kind the form of M
 * @param lag L of Newey-West, or {@link #AUTOMATIC_LAG}; 0 for the other kinds
 * @param smallSample whether Newey-West is multiplied by n/(n − k)
 * @param prewhitened whether the moments eₜxₜ are filtered by a VAR(1) first
 */
public record CovarianceEstimator(Kind kind, int lag, boolean smallSample, boolean prewhitened) {
  /** The lag is chosen from the data by the plug-in rule of Newey and West (1994). */
  public static final int AUTOMATIC_LAG = -1;

  /** The form of the middle matrix. */
  public enum Kind {
    IID,
    HC0,
    HC1,
    HC2,
    HC3,
    NEWEY_WEST
  }

  public CovarianceEstimator {
    if (lag < AUTOMATIC_LAG) {
      throw new IllegalArgumentException("lag must be >= 0 or AUTOMATIC_LAG: " + lag);
    }
    if (kind != Kind.NEWEY_WEST && (lag != 0 || smallSample || prewhitened)) {
      throw new IllegalArgumentException(
          "lag, smallSample and prewhitened must be unset for kind " + kind);
    }
  }

  /** Independent errors of equal variance. */
  public static CovarianceEstimator iid() {
    return of(Kind.IID);
  }

  /** Heteroskedasticity-consistent, no correction. */
  public static CovarianceEstimator hc0() {
    return of(Kind.HC0);
  }

  /** Heteroskedasticity-consistent, n/(n − k). */
  public static CovarianceEstimator hc1() {
    return of(Kind.HC1);
  }

  /** Heteroskedasticity-consistent, residuals scaled by leverage. */
  public static CovarianceEstimator hc2() {
    return of(Kind.HC2);
  }

  /** Heteroskedasticity-consistent, the jackknife-like correction; the safest for small n. */
  public static CovarianceEstimator hc3() {
    return of(Kind.HC3);
  }

  /** Newey-West with a fixed lag, no small-sample factor: {@link NeweyWest#STATSMODELS_HAC}. */
  public static CovarianceEstimator neweyWest(int lag) {
    return NeweyWest.STATSMODELS_HAC.lag(lag);
  }

  /** Newey-West with the lag chosen by the data, no small-sample factor, no prewhitening. */
  public static CovarianceEstimator neweyWestAutomatic() {
    return NeweyWest.STATSMODELS_HAC.automaticLag();
  }

  /** The convention in words, such as {@code Newey-West, lag 4, times n/(n - k)}. */
  @Override
  public String toString() {
    if (kind != Kind.NEWEY_WEST) {
      return kind == Kind.IID ? "iid" : kind.name();
    }
    return "Newey-West, "
        + (lag == AUTOMATIC_LAG ? "lag chosen from the data" : "lag " + lag)
        + (prewhitened ? ", prewhitened" : "")
        + (smallSample ? ", times n/(n - k)" : "");
  }

  private static CovarianceEstimator of(Kind kind) {
    return new CovarianceEstimator(kind, 0, false, false);
  }
}
