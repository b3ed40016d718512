// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

/**
 * How the standard errors of Fama-MacBeth premia are computed; λₜ are the premia of the periods.
 *
 * @param kind the form
 * @param kernel of NEWEY_WEST and GMM
 * @param bandwidth of the kernel; 0 leaves autocorrelation out
 * @param debiased GMM only: whether the covariance is multiplied by T/(T − K − 1)
 */
public record PremiumErrors(Kind kind, Kernel kernel, double bandwidth, boolean debiased) {
  /** The form. */
  public enum Kind {
    /** Σ(λₜ − λ̄)²/(T(T − 1)). */
    IID,
    /** Long-run variance of λₜ over T, autocovariances with divisor T, no small-sample factor. */
    NEWEY_WEST,
    /**
     * (1 + c)(V_iid − S_f/T) + S_f/T with c = λᵀS_f⁻¹λ and S_f the factor covariance with divisor T
     * − 1 (0 for the intercept): corrects for the loadings being estimates (Shanken 1992, Review of
     * Financial Studies 5).
     */
    SHANKEN,
    /**
     * The covariance of means, loadings and premia estimated together by exactly identified GMM,
     * robust to heteroskedasticity, and to autocorrelation with a bandwidth; that of linearmodels'
     * {@code LinearFactorModel} (Cochrane 2005, Asset pricing, section 12.2).
     */
    GMM
  }

  public PremiumErrors {
    if (!(bandwidth >= 0)) {
      throw new IllegalArgumentException("bandwidth: must be at least 0, got " + bandwidth);
    }
  }

  /** Independent premia. */
  public static PremiumErrors iid() {
    return new PremiumErrors(Kind.IID, Kernel.BARTLETT, 0, false);
  }

  /** Newey-West with a fixed lag. */
  public static PremiumErrors neweyWest(int lag) {
    return new PremiumErrors(Kind.NEWEY_WEST, Kernel.BARTLETT, lag, false);
  }

  /** With the correction for estimated loadings. */
  public static PremiumErrors shanken() {
    return new PremiumErrors(Kind.SHANKEN, Kernel.BARTLETT, 0, false);
  }

  /** Robust GMM errors. */
  public static PremiumErrors gmm(boolean debiased) {
    return new PremiumErrors(Kind.GMM, Kernel.BARTLETT, 0, debiased);
  }

  /** GMM errors with a kernel. */
  public static PremiumErrors gmm(Kernel kernel, double bandwidth, boolean debiased) {
    return new PremiumErrors(Kind.GMM, kernel, bandwidth, debiased);
  }
}
