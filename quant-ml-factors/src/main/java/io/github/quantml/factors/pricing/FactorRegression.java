// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquaresFit;

/**
 * One asset regressed on factors: rₜ = α + Σ βⱼfⱼₜ + eₜ.
 *
 * @param asset name
 * @param alpha per period
 * @param loadings β in the order of the factors
 * @param standardErrors of α, then of each β
 * @param errors the convention of the standard errors
 * @param rSquared share of the variance explained; 0 if the asset does not vary
 * @param residualStdDev √(Σe²/(n − k))
 * @param observations periods used, those without a missing return
 */
public record FactorRegression(
    String asset,
    double alpha,
    double[] loadings,
    double[] standardErrors,
    CovarianceEstimator errors,
    double rSquared,
    double residualStdDev,
    int observations) {
  public FactorRegression {
    loadings = loadings.clone();
    standardErrors = standardErrors.clone();
  }

  static FactorRegression of(String asset, LeastSquaresFit fit, CovarianceEstimator errors) {
    double[] b = fit.coefficients();
    double[] loadings = new double[b.length - 1];
    System.arraycopy(b, 1, loadings, 0, loadings.length);
    double rss = fit.residualSumOfSquares();
    double r2 = rss > 0 ? fit.rSquared() : 1;
    return new FactorRegression(
        asset,
        b[0],
        loadings,
        fit.standardErrors(errors),
        errors,
        r2,
        fit.residualStdDev(),
        fit.observations());
  }

  @Override
  public double[] loadings() {
    return loadings.clone();
  }

  @Override
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  /** α over its standard error. */
  public double alphaT() {
    return alpha / standardErrors[0];
  }

  /** βⱼ over its standard error. */
  public double loadingT(int j) {
    return loadings[j] / standardErrors[j + 1];
  }

  /** Two-sided p-value of α = 0 under Student's t of n − k degrees. */
  public double alphaP() {
    return 2 * StudentT.of(observations - loadings.length - 1.0).survival(Math.abs(alphaT()));
  }
}
