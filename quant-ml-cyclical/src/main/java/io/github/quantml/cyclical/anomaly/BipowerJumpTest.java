// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Was there a jump among these returns? The ratio test of Barndorff-Nielsen and Shephard.
 *
 * <p>RV = Σr²; BV = (π/2)·n/(n − 1)·Σ|r_j||r_{j−1}|; TQ = n·μ⁻³·n/(n − 2)·Σ|r_j r_{j−1}
 * r_{j−2}|^{4/3} with μ = E|Z|^{4/3}; z = (1 − BV/RV)/√((π²/4 + π − 5)/n · max(1, TQ/BV²)),
 * standard normal without jumps. Source: Barndorff-Nielsen and Shephard (2006); Huang and Tauchen
 * (2005), equation (8).
 *
 * @param realisedVariance RV
 * @param bipowerVariation BV
 * @param tripowerQuarticity TQ
 * @param statistic z
 * @param pValue one-sided
 */
public record BipowerJumpTest(
    double realisedVariance,
    double bipowerVariation,
    double tripowerQuarticity,
    double statistic,
    double pValue) {
  private static final int LEAST = 10;

  /**
   * Tests the returns of one window, such as a day.
   *
   * @param returns finite, at least 10, with no more than every other one zero in a row
   */
  public static BipowerJumpTest of(double[] returns) {
    Values.require("bipower jump test", returns, LEAST);
    Values.requireVaried("bipower jump test", returns);
    int n = returns.length;
    double[] thirds = new double[n];
    double rv = 0;
    double bv = 0;
    double tq = 0;
    for (int t = 0; t < n; t++) {
      double size = Math.abs(returns[t]);
      rv += size * size;
      thirds[t] = FastMath.pow(size, 4.0 / 3);
      bv += t > 0 ? size * Math.abs(returns[t - 1]) : 0;
      tq += t > 1 ? thirds[t] * thirds[t - 1] * thirds[t - 2] : 0;
    }
    double mu =
        FastMath.pow(2, 2.0 / 3)
            * FastMath.exp(Gamma.logGamma(7.0 / 6))
            / FastMath.sqrt(FastMath.PI);
    bv *= FastMath.PI / 2 * n / (n - 1);
    tq *= n / (mu * mu * mu) * n / (n - 2);
    double ratio = bv > 0 ? Math.max(1, tq / (bv * bv)) : 1;
    double factor = (FastMath.PI * FastMath.PI / 4 + FastMath.PI - 5) / n;
    double z = (1 - bv / rv) / Math.sqrt(factor * ratio);
    return new BipowerJumpTest(rv, bv, tq, z, StandardNormal.survival(z));
  }

  /** Share of the realised variance that is jumps, at least 0. */
  public double jumpShare() {
    return Math.max(0, 1 - bipowerVariation / realisedVariance);
  }
}
