// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.Sums;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import java.util.Arrays;

/**
 * Standard errors of two-pass premia from the influence of each period on them.
 *
 * <p>With B the loadings (a constant first if there is one), λ = (BᵀB)⁻¹Bᵀr̄, pricing errors α = r̄
 * − Bλ and gₜ = S_f⁻¹(fₜ − f̄), period t moves the loadings of asset i by eᵢₜgₜ and so λ by (BᵀB)⁻¹
 * [Bᵀ(rₜ − Bλ − eₜ λ_fᵀgₜ) + gₜ eₜᵀα], the last term in the rows of the factors. The covariance of
 * λ is the long-run covariance of these over T². Equal to the sandwich of the stacked moments.
 */
final class GmmErrors {
  private GmmErrors() {}

  static double[] of(FirstPass first, double[] premia, boolean intercept, PremiumErrors errors) {
    ReturnTable assets = first.assets();
    int n = assets.width();
    int periods = assets.size();
    int constant = intercept ? 1 : 0;
    int k = premia.length;
    double[][] b = new double[k][];
    if (intercept) {
      b[0] = new double[n];
      Arrays.fill(b[0], 1);
    }
    System.arraycopy(first.loadings(), 0, b, constant, k - constant);
    double[] alphas = new double[n];
    for (int i = 0; i < n; i++) {
      alphas[i] = Sums.mean(assets.column(i)) - product(b, premia, i);
    }
    double[][] g = standardised(first.factors());
    Cholesky gram = gram(b);
    double[][] influence = new double[k][periods];
    double[] m = new double[k];
    for (int t = 0; t < periods; t++) {
      double h = 0;
      for (int j = constant; j < k; j++) {
        h += premia[j] * g[j - constant][t];
      }
      Arrays.fill(m, 0);
      double mispriced = 0;
      for (int i = 0; i < n; i++) {
        double e = first.residuals()[i][t];
        double d = assets.value(i, t) - product(b, premia, i) - e * h;
        for (int j = 0; j < k; j++) {
          m[j] += b[j][i] * d;
        }
        mispriced += e * alphas[i];
      }
      for (int j = constant; j < k; j++) {
        m[j] += g[j - constant][t] * mispriced;
      }
      double[] move = gram.solve(m);
      for (int j = 0; j < k; j++) {
        influence[j][t] = move[j] / periods;
      }
    }
    double[] v = LongRun.covariance(influence, errors.kernel(), errors.bandwidth());
    double factors = first.factors().width();
    double scale = errors.debiased() ? periods / (periods - factors - 1) : 1;
    double[] out = new double[k];
    for (int j = 0; j < k; j++) {
      out[j] = Math.sqrt(scale * v[j * k + j]);
    }
    return out;
  }

  private static double product(double[][] b, double[] premia, int i) {
    double sum = 0;
    for (int j = 0; j < premia.length; j++) {
      sum += b[j][i] * premia[j];
    }
    return sum;
  }

  private static Cholesky gram(double[][] b) {
    int k = b.length;
    double[] out = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        out[i * k + j] = Sums.dot(b[i], b[j]);
      }
    }
    return Cholesky.of(k, out);
  }

  /** S_f⁻¹(fₜ − f̄) with divisor T, [factor][period]. */
  private static double[][] standardised(ReturnTable factors) {
    int k = factors.width();
    int periods = factors.size();
    double[][] f = factors.toColumns();
    Cholesky root = Cholesky.of(k, Covariances.sample(periods, k, AlphaTests.rowMajor(f), 0));
    double[] means = new double[k];
    for (int j = 0; j < k; j++) {
      means[j] = Sums.mean(f[j]);
    }
    double[] row = new double[k];
    for (int t = 0; t < periods; t++) {
      for (int j = 0; j < k; j++) {
        row[j] = f[j][t] - means[j];
      }
      double[] solved = root.solve(row);
      for (int j = 0; j < k; j++) {
        f[j][t] = solved[j];
      }
    }
    return f;
  }
}
