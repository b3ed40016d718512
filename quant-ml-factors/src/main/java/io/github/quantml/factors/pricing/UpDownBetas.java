// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquaresFit;

/**
 * Loadings on a factor in its good and its bad periods: r = α + β⁺ max(f, 0) + β⁻ min(f, 0) + e.
 *
 * <p>Source: Henriksson and Merton (1981), On market timing and investment performance II, Journal
 * of Business 54.
 *
 * @param asset name
 * @param alpha per period
 * @param up β⁺
 * @param down β⁻
 * @param upError standard error of β⁺
 * @param downError standard error of β⁻
 * @param differenceT t statistic of β⁺ − β⁻
 * @param differenceP its two-sided p-value under Student's t
 */
public record UpDownBetas(
    String asset,
    double alpha,
    double up,
    double down,
    double upError,
    double downError,
    double differenceT,
    double differenceP) {

  /**
   * Of one asset and one factor.
   *
   * @param assets excess returns
   * @param asset column of {@code assets}
   * @param factors on the same dates
   * @param factor column of {@code factors}
   */
  public static UpDownBetas of(
      ReturnTable assets,
      String asset,
      ReturnTable factors,
      String factor,
      CovarianceEstimator errors) {
    ReturnTable one = Aligned.factors(assets, factors, FactorSet.of(factor, factor));
    double[] f = one.column(0);
    double[][] x = new double[2][f.length];
    for (int t = 0; t < f.length; t++) {
      x[0][t] = Math.max(f[t], 0);
      x[1][t] = Math.min(f[t], 0);
    }
    LeastSquaresFit fit = FactorModel.fitPresent(asset, assets.column(asset), x);
    double[][] v = fit.covariance(errors);
    double up = fit.coefficient(1);
    double down = fit.coefficient(2);
    double t = (up - down) / Math.sqrt(v[1][1] + v[2][2] - 2 * v[1][2]);
    return new UpDownBetas(
        asset,
        fit.coefficient(0),
        up,
        down,
        Math.sqrt(v[1][1]),
        Math.sqrt(v[2][2]),
        t,
        2 * StudentT.of(fit.degreesOfFreedom()).survival(Math.abs(t)));
  }
}
