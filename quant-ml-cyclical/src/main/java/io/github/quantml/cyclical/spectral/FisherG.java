// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Fisher's test of the largest periodogram ordinate against white noise.
 *
 * <p>g = max I_k/Σ I_k; P(g &gt; x) = Σ_{j=1}^{⌊1/x⌋} (−1)^{j−1} C(m, j)(1 − jx)^{m−1}. Right for
 * white noise only: on returns with memory or on prices it finds cycles everywhere; use {@link
 * CycleDetector} there. Source: Fisher (1929), Tests of significance in harmonic analysis.
 */
public final class FisherG {
  private FisherG() {}

  /** g of a series: the share of the largest inner ordinate. */
  public static double statistic(double[] x) {
    Series.require("Fisher's test", x, 5);
    double[] power = RealFft.of(x.length).power(Detrend.CONSTANT.apply(x));
    double total = 0;
    double most = 0;
    for (int k = 1; 2 * k < x.length; k++) {
      total += power[k];
      most = Math.max(most, power[k]);
    }
    return most / total;
  }

  /**
   * P(g &gt; x) for m ordinates of white noise.
   *
   * @param g the statistic, in (0, 1]
   * @param ordinates number m of ordinates, at least 1
   */
  public static double pValue(double g, int ordinates) {
    if (!(g > 0 && g <= 1)) {
      throw new IllegalArgumentException("g must be in (0, 1], got " + g);
    }
    if (ordinates < 1) {
      throw new IllegalArgumentException("ordinates must be at least 1, got " + ordinates);
    }
    int m = ordinates;
    if (g * m <= 1) {
      return 1;
    }
    // Terms alternate; where they would cancel the probability is 1 to working precision anyway.
    double sum = 0;
    for (int j = 1; j <= m && j * g < 1; j++) {
      double logTerm =
          Gamma.logGamma(m + 1.0)
              - Gamma.logGamma(j + 1.0)
              - Gamma.logGamma(m - j + 1.0)
              + (m - 1) * FastMath.log1p(-j * g);
      if (j == 1 && logTerm > 30) {
        return 1;
      }
      sum += (j % 2 == 1 ? 1 : -1) * FastMath.exp(logTerm);
    }
    return Math.max(0, Math.min(1, sum));
  }
}
