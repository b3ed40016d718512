// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.linalg.Gemm;
import io.github.quantml.math.linalg.SymmetricEigen;
import org.apache.commons.math3.util.FastMath;

/**
 * How many common factors a panel has.
 *
 * <p>With V(k) the mean square that k principal components leave of the panel, standardised over
 * time, and C² = min(N, T): ICp1 = ln V(k) + k (N + T)/(NT) ln(NT/(N + T)), ICp2 = ln V(k) + k (N +
 * T)/(NT) ln C², ICp3 = ln V(k) + k ln C²/C²; the number minimises the criterion over 0 … maximum.
 * Source: Bai and Ng (2002), Determining the number of factors in approximate factor models,
 * Econometrica 70, equation 9.
 *
 * @param icp1 number by ICp1
 * @param icp2 number by ICp2, the usual choice
 * @param icp3 number by ICp3
 * @param criteria [criterion][k]
 */
public record BaiNg(int icp1, int icp2, int icp3, double[][] criteria) {
  /**
   * Chooses.
   *
   * @param panel none missing
   * @param maximum largest number to consider, less than N and T
   */
  public static BaiNg of(ReturnTable panel, int maximum) {
    panel.requireComplete();
    int n = panel.width();
    int t = panel.size();
    if (maximum < 0 || maximum >= Math.min(n, t)) {
      throw new InsufficientDataException(
          "Bai-Ng: the smaller of assets and periods", maximum + 1L, Math.min(n, t));
    }
    double[] eigen = eigenvalues(panel);
    double rest = 0;
    for (double v : eigen) {
      rest += v;
    }
    double nt = (double) n * t;
    double c2 = Math.min(n, t);
    double[] penalty = {
      (n + t) / nt * FastMath.log(nt / (n + t)),
      (n + t) / nt * FastMath.log(c2),
      FastMath.log(c2) / c2
    };
    double[][] criteria = new double[3][maximum + 1];
    int[] best = new int[3];
    for (int k = 0; k <= maximum; k++) {
      if (k > 0) {
        rest -= eigen[n - k];
      }
      for (int p = 0; p < 3; p++) {
        criteria[p][k] = FastMath.log(rest / n) + k * penalty[p];
        best[p] = criteria[p][k] < criteria[p][best[p]] ? k : best[p];
      }
    }
    return new BaiNg(best[0], best[1], best[2], criteria);
  }

  /** Of the correlation matrix, ascending. */
  private static double[] eigenvalues(ReturnTable panel) {
    int n = panel.width();
    double[] gram = new double[n * n];
    Gemm.gram(panel.size(), n, StatisticalFactors.standardised(panel), gram);
    for (int i = 0; i < gram.length; i++) {
      gram[i] /= panel.size();
    }
    return SymmetricEigen.of(n, gram).values();
  }
}
