// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

/**
 * How risks are estimated.
 *
 * @param factorHalfLife periods after which a factor return counts half
 * @param factorLag Newey-West lag of factor covariances, 0 for none
 * @param specificHalfLife periods after which a residual counts half
 * @param specificLag Newey-West lag of specific variances
 * @param shrinkage of each specific variance towards the mean of all, of [0, 1]
 */
public record RiskConfig(
    double factorHalfLife,
    int factorLag,
    double specificHalfLife,
    int specificLag,
    double shrinkage) {
  public RiskConfig {
    if (!(factorHalfLife > 0) || !(specificHalfLife > 0)) {
      throw new IllegalArgumentException(
          "half-lives: must be positive, got " + factorHalfLife + " and " + specificHalfLife);
    }
    if (factorLag < 0 || specificLag < 0) {
      throw new IllegalArgumentException(
          "lags: must be at least 0, got " + factorLag + " and " + specificLag);
    }
    if (!(shrinkage >= 0 && shrinkage <= 1)) {
      throw new IllegalArgumentException("shrinkage: must be in [0, 1], got " + shrinkage);
    }
  }

  /** For monthly returns: half-lives of 36 months, one lag, a tenth of shrinkage. */
  public static RiskConfig monthly() {
    return new RiskConfig(36, 1, 36, 1, 0.1);
  }

  /** For daily returns: half-lives of 126 and 63 days, five lags, a tenth of shrinkage. */
  public static RiskConfig daily() {
    return new RiskConfig(126, 5, 63, 5, 0.1);
  }
}
