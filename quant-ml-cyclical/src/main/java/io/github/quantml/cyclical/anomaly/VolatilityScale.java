// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.stats.Garch11;

/**
 * How the variance expected of the next return follows from the returns before: h ← a + b·e² + c·h.
 *
 * @param mean what returns are measured from
 * @param constant a ≥ 0
 * @param shock b in (0, 1)
 * @param kept c in [0, 1)
 */
public record VolatilityScale(double mean, double constant, double shock, double kept) {
  /** Checks the coefficients. */
  public VolatilityScale {
    if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)
        || !(constant >= 0 && constant < Double.POSITIVE_INFINITY)
        || !(shock > 0 && shock < 1)
        || !(kept >= 0 && kept < 1)) {
      throw new IllegalArgumentException(
          "volatility scale: mean "
              + mean
              + ", constant "
              + constant
              + ", shock "
              + shock
              + ", kept "
              + kept
              + " out of range");
    }
  }

  /** Exponentially weighted: decay·h + (1 − decay)·r². */
  public static VolatilityScale ewma(double decay) {
    return new VolatilityScale(0, 0, 1 - decay, decay);
  }

  /**
   * A GARCH(1,1) model fitted to returns.
   *
   * @param earlier returns before those that are scanned, or the scan knows its future
   */
  public static VolatilityScale garch(double[] earlier) {
    Garch11 model = Garch11.fit(earlier);
    return new VolatilityScale(model.mu(), model.omega(), model.alpha(), model.beta());
  }
}
