// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Quantiles;

/**
 * Split conformal prediction: the ⌈(n + 1)(1 − α)⌉-th smallest of n calibration scores.
 *
 * <p>For exchangeable outcomes the coverage given the calibration set is Beta(k, n + 1 − k)
 * distributed, at least 1 − α on average. Market returns are not exchangeable: their volatility
 * moves, and coverage moves with it; see {@link AdaptiveConformal}.
 *
 * <p>Source: Papadopoulos et al. (2002); Lei et al. (2018), Distribution-free predictive inference
 * for regression, algorithm 2.
 */
public final class SplitConformal {
  private SplitConformal() {}

  /**
   * Rank k = ⌈(n + 1)(1 − α)⌉ of the threshold among n scores, from 1; n + 1 says that n scores do
   * not reach for the level.
   *
   * @param n scores, at least 0
   * @param alpha α in (0, 1)
   */
  public static int rank(int n, double alpha) {
    if (n < 0) {
      throw new IllegalArgumentException("n: must be at least 0, got " + n);
    }
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha: must lie in (0, 1), got " + alpha);
    }
    double exact = (n + 1) * (1 - alpha);
    double near = Math.rint(exact);
    // (99 + 1)·(1 − 0.1) is 90 and not 90.00000000000001.
    return (int) (Math.abs(exact - near) <= 1e-9 * near ? near : Math.ceil(exact));
  }

  /**
   * The threshold.
   *
   * @param scores calibration scores in any order, none NaN
   * @throws InsufficientDataException when there are too few for the level: ⌈1/α⌉ − 1 are needed
   */
  public static double threshold(double[] scores, double alpha) {
    int k = rank(scores.length, alpha);
    if (k > scores.length) {
      throw new InsufficientDataException(
          "split conformal at level " + (1 - alpha) + ": calibration scores",
          (int) Math.ceil(1 / alpha) - 1,
          scores.length);
    }
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("scores: must not be NaN");
      }
    }
    return Quantiles.select(scores.clone(), k - 1);
  }

  /**
   * The score of conformalised quantile regression, max(lower − y, y − upper): negative inside, so
   * that a threshold below 0 narrows intervals that were too wide. Source: Romano, Patterson and
   * Candès (2019), Conformalized quantile regression, eq. 6.
   */
  public static double quantileScore(double lower, double upper, double y) {
    return Math.max(lower - y, y - upper);
  }
}
