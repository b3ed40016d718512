// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import org.apache.commons.math3.util.FastMath;

/**
 * Variance of the coming returns that decays from today's to the average.
 *
 * <p>Today's is v ← d·v + (1 − d)·r² over the last returns, from the average on (RiskMetrics 1996);
 * that of the k-th return from now is average + (v − average)·dᵏ⁻¹.
 */
public final class DecayingVariance {
  private static final double LEAST_SHARE = 1e-4;

  private DecayingVariance() {}

  /**
   * Variance of the sum of the next returns.
   *
   * @param returns about their mean, oldest first
   * @param average long-run variance of a return, above 0
   * @param decay d in (0, 1)
   * @param ahead returns summed, at least 1
   * @return above 0, for today's variance counts at least a ten-thousandth of the average
   */
  public static double ofSum(double[] returns, double average, double decay, int ahead) {
    double now = average;
    for (double r : returns) {
      now = decay * now + (1 - decay) * r * r;
    }
    now = Math.max(now, LEAST_SHARE * average);
    double kept = FastMath.pow(decay, ahead);
    return average * ahead + (now - average) * (1 - kept) / (1 - decay);
  }
}
