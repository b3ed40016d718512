// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.ChiSquared;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Premia by one generalised least-squares cross-section of mean returns on loadings.
 *
 * <p>λ = (BᵀΣ⁻¹B)⁻¹BᵀΣ⁻¹r̄ with Σ = ÊᵀÊ/T. Covariance ((1 + c)(BᵀΣ⁻¹B)⁻¹ + S_f)/T, c = λ_fᵀS_f⁻¹λ_f
 * (S_f with divisor T, 0 for the constant). Pricing errors α = r̄ − Bλ are tested by T αᵀΣ⁻¹α/(1 +
 * c), χ² of N − k degrees. Source: Shanken (1992); Cochrane (2005), Asset pricing, equations 12.15
 * to 12.22.
 *
 * @param names "constant", if estimated, then the factors
 * @param premia per period
 * @param standardErrors with Shanken's correction
 * @param pricingErrors α of each asset
 * @param pricing the test of α = 0
 * @param rSquared 1 − αᵀΣ⁻¹α over that of mean returns around their own GLS constant
 */
public record TwoPassGls(
    List<String> names,
    double[] premia,
    double[] standardErrors,
    double[] pricingErrors,
    TestResult pricing,
    double rSquared) {
  public TwoPassGls {
    names = List.copyOf(names);
    premia = premia.clone();
    standardErrors = standardErrors.clone();
    pricingErrors = pricingErrors.clone();
  }

  /**
   * Estimates the premia.
   *
   * @param assets excess returns of N assets, none missing
   * @param factors all columns, on the same dates
   * @param intercept whether a constant is estimated
   */
  public static TwoPassGls of(ReturnTable assets, ReturnTable factors, boolean intercept) {
    int n = assets.width();
    int periods = assets.size();
    if (periods <= n + factors.width()) {
      throw new InsufficientDataException(
          "two-pass GLS: periods for the residual covariance", n + factors.width() + 1L, periods);
    }
    FirstPass first = FirstPass.of(assets, factors);
    Cholesky sigma = Cholesky.of(n, AlphaTests.residualCovariance(first.residuals()));
    List<String> names = new ArrayList<>(factors.names());
    List<double[]> columns = new ArrayList<>(List.of(first.loadings()));
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    if (intercept) {
      names.add(0, "constant");
      columns.add(0, ones);
    }
    double[] means = new double[n];
    for (int i = 0; i < n; i++) {
      means[i] = Sums.mean(assets.column(i));
    }
    double[][] b = columns.toArray(double[][]::new);
    double[][] whitened = new double[b.length][];
    Arrays.setAll(whitened, j -> sigma.whiten(b[j]));
    Design design = Design.of(names, whitened);
    double[] y = sigma.whiten(means);
    double[] premia = design.coefficients(y);
    double[] whiteErrors = design.residuals(y, premia);
    double[] errors = means.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < b.length; j++) {
        errors[i] -= b[j][i] * premia[j];
      }
    }
    return result(
        names, design, premia, errors, whiteErrors, y, sigma.whiten(ones), factors, intercept);
  }

  private static TwoPassGls result(
      List<String> names,
      Design design,
      double[] premia,
      double[] errors,
      double[] whiteErrors,
      double[] y,
      double[] ones,
      ReturnTable factors,
      boolean intercept) {
    int periods = factors.size();
    int k = factors.width();
    int constant = intercept ? 1 : 0;
    double[] sf = Covariances.sample(periods, k, AlphaTests.rowMajor(factors.toColumns()), 0);
    double[] z = Cholesky.of(k, sf).whiten(Arrays.copyOfRange(premia, constant, premia.length));
    double c = Sums.dot(z, z);
    double[] se = new double[premia.length];
    for (int j = 0; j < se.length; j++) {
      double inverse = Sums.dot(design.inverse[j], design.inverse[j]);
      double own = j < constant ? 0 : sf[(j - constant) * k + j - constant];
      se[j] = Math.sqrt(((1 + c) * inverse + own) / periods);
    }
    double form = Sums.dot(whiteErrors, whiteErrors);
    double statistic = periods * form / (1 + c);
    int df = errors.length - premia.length;
    double centre = Sums.dot(ones, y) / Sums.dot(ones, ones);
    double total = 0;
    for (int i = 0; i < y.length; i++) {
      double d = y[i] - centre * ones[i];
      total += d * d;
    }
    return new TwoPassGls(
        names,
        premia,
        se,
        errors,
        new TestResult(
            "two-pass GLS pricing errors", statistic, ChiSquared.survival(statistic, df), df, 0),
        1 - form / total);
  }

  @Override
  public double[] premia() {
    return premia.clone();
  }

  @Override
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  @Override
  public double[] pricingErrors() {
    return pricingErrors.clone();
  }
}
