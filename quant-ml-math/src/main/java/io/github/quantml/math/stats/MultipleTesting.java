// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.Ranks;

/**
 * P-values adjusted for having tested many hypotheses, in the order given.
 *
 * <p>Reject the hypotheses whose adjusted value is at most q: the expected share of false
 * rejections (false discovery rate) is then at most q; for Holm, the probability of any.
 */
public final class MultipleTesting {
  private MultipleTesting() {}

  /**
   * min over larger p of p·m/rank; valid for independent or positively dependent tests.
   *
   * <p>Source: Benjamini and Hochberg (1995), Controlling the false discovery rate, JRSS B 57.
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    return stepUp(pValues, 1);
  }

  /**
   * Benjamini-Hochberg times Σ 1/i; valid under any dependence.
   *
   * <p>Source: Benjamini and Yekutieli (2001), The control of the false discovery rate in multiple
   * testing under dependency, Annals of Statistics 29.
   */
  public static double[] benjaminiYekutieli(double[] pValues) {
    double harmonic = 0;
    for (int i = pValues.length; i >= 1; i--) {
      harmonic += 1.0 / i;
    }
    return stepUp(pValues, harmonic);
  }

  private static double[] stepUp(double[] pValues, double factor) {
    require(pValues);
    int m = pValues.length;
    int[] order = Ranks.order(pValues);
    double[] out = new double[m];
    double smallest = 1;
    for (int rank = m; rank >= 1; rank--) {
      int index = order[rank - 1];
      smallest = Math.min(smallest, pValues[index] * factor * m / rank);
      out[index] = smallest;
    }
    return out;
  }

  /**
   * max over smaller p of p·(m − rank + 1); bounds the probability of any false rejection.
   *
   * <p>Source: Holm (1979), A simple sequentially rejective multiple test procedure.
   */
  public static double[] holm(double[] pValues) {
    require(pValues);
    int m = pValues.length;
    int[] order = Ranks.order(pValues);
    double[] out = new double[m];
    double largest = 0;
    for (int rank = 1; rank <= m; rank++) {
      int index = order[rank - 1];
      largest = Math.max(largest, Math.min(1, pValues[index] * (m - rank + 1)));
      out[index] = largest;
    }
    return out;
  }

  private static void require(double[] pValues) {
    for (int i = 0; i < pValues.length; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException("pValues[" + i + "] must be in [0, 1]: " + pValues[i]);
      }
    }
  }
}
