// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.distribution.ChiSquared;
import io.github.quantml.math.distribution.FisherF;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import io.github.quantml.math.linalg.Gemm;

/**
 * Tests that all alphas of a panel are zero at once: that the factors price the assets.
 *
 * <p>With α the N intercepts over T periods, Σ = ÊᵀÊ/T, μ the means of the K factors and Ω their
 * covariance with divisor T:
 *
 * <ul>
 *   <li>GRS: F = (T − N − K)/N · αᵀΣ⁻¹α / (1 + μᵀΩ⁻¹μ) of N and T − N − K degrees, exact for iid
 *       normal errors (Gibbons, Ross, Shanken 1989, Econometrica 57, equation 5);
 *   <li>Wald: αᵀV⁻¹α of N degrees, V the covariance of α under iid, heteroskedastic or
 *       autocorrelated errors. The robust one is the J statistic of linearmodels.
 * </ul>
 *
 * <p>The panel has no missing returns. Immutable and thread-safe.
 */
public final class AlphaTests {
  private final int n;
  private final int k;
  private final int periods;
  private final Design design;
  private final double[] alphas;
  private final double[][] residuals;
  private final double alphaForm;
  private final double factorSharpe;

  private AlphaTests(Design design, double[] alphas, double[][] residuals, double[] factorRows) {
    this.n = alphas.length;
    this.k = design.k - 1;
    this.periods = design.n;
    this.design = design;
    this.alphas = alphas;
    this.residuals = residuals;
    this.alphaForm = squaredNorm(Cholesky.of(n, residualCovariance(residuals)).whiten(alphas));
    double[] means = new double[k];
    for (int j = 0; j < k; j++) {
      for (int t = 0; t < periods; t++) {
        means[j] += design.columns[j + 1][t] / periods;
      }
    }
    double[] omega = Covariances.sample(periods, k, factorRows, 0);
    this.factorSharpe = squaredNorm(Cholesky.of(k, omega).whiten(means));
  }

  /**
   * Regresses the panel.
   *
   * @param assets excess returns of N assets
   * @param factors the K factors to test, all columns of a table with the same dates
   * @throws InsufficientDataException if T ≤ N + K
   */
  public static AlphaTests of(ReturnTable assets, ReturnTable factors) {
    Aligned.factors(assets, factors);
    assets.requireComplete();
    int n = assets.width();
    int k = factors.width();
    if (assets.size() <= n + k) {
      throw new InsufficientDataException(
          "GRS: periods for N = " + n + " assets and K = " + k + " factors, T > N + K",
          n + k + 1L,
          assets.size());
    }
    double[][] f = factors.toColumns();
    Design design = Design.withConstant(factors.names(), f, factors.size());
    double[] alphas = new double[n];
    double[][] residuals = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] y = assets.column(i);
      double[] b = design.coefficients(y);
      alphas[i] = b[0];
      residuals[i] = design.residuals(y, b);
    }
    return new AlphaTests(design, alphas, residuals, rowMajor(f));
  }

  static double[] rowMajor(double[][] columns) {
    int m = columns.length;
    int rows = columns[0].length;
    double[] out = new double[rows * m];
    for (int j = 0; j < m; j++) {
      for (int t = 0; t < rows; t++) {
        out[t * m + j] = columns[j][t];
      }
    }
    return out;
  }

  /** ÊᵀÊ/T. */
  static double[] residualCovariance(double[][] residuals) {
    int n = residuals.length;
    int periods = residuals[0].length;
    double[] out = new double[n * n];
    Gemm.gram(periods, n, rowMajor(residuals), out);
    for (int i = 0; i < out.length; i++) {
      out[i] /= periods;
    }
    return out;
  }

  private static double squaredNorm(double[] z) {
    double sum = 0;
    for (double v : z) {
      sum += v * v;
    }
    return sum;
  }

  /** The exact F test. */
  public TestResult grs() {
    int rest = periods - n - k;
    double f = rest / (double) n * alphaForm / (1 + factorSharpe);
    return new TestResult("GRS", f, FisherF.survival(f, n, rest), n, rest);
  }

  /** T αᵀΣ⁻¹α / (1 + μᵀΩ⁻¹μ), for iid errors in large samples. */
  public TestResult waldIid() {
    return chiSquared("Wald, iid errors", periods * alphaForm / (1 + factorSharpe));
  }

  /**
   * With heteroskedastic errors: J of linearmodels' {@code TradedFactorModel}.
   *
   * @param debiased whether V is multiplied by T/(T − K − 1), its default
   */
  public TestResult waldRobust(boolean debiased) {
    return wald("Wald, heteroskedastic errors", Kernel.BARTLETT, 0, debiased);
  }

  /** With heteroskedastic and autocorrelated errors. */
  public TestResult waldKernel(Kernel kernel, double bandwidth, boolean debiased) {
    return wald("Wald, " + kernel + " errors, bandwidth " + bandwidth, kernel, bandwidth, debiased);
  }

  private TestResult wald(String name, Kernel kernel, double bandwidth, boolean debiased) {
    double[][] influence = new double[n][];
    for (int i = 0; i < n; i++) {
      influence[i] = design.influence(0, residuals[i]);
    }
    double[] v = LongRun.covariance(influence, kernel, bandwidth);
    double j = squaredNorm(Cholesky.of(n, v).whiten(alphas));
    double factor = debiased ? (periods - k - 1) / (double) periods : 1;
    return chiSquared(name + (debiased ? ", debiased" : ""), j * factor);
  }

  private TestResult chiSquared(String name, double statistic) {
    return new TestResult(name, statistic, ChiSquared.survival(statistic, n), n, 0);
  }

  /** The alphas, one per asset, per period. */
  public double[] alphas() {
    return alphas.clone();
  }

  /** A|α|: what the model leaves unexplained, on average and in size. */
  public double meanAbsoluteAlpha() {
    double sum = 0;
    for (double a : alphas) {
      sum += Math.abs(a);
    }
    return sum / n;
  }

  /** √(μᵀΩ⁻¹μ): the largest Sharpe ratio per period of a portfolio of the factors. */
  public double factorSharpe() {
    return Math.sqrt(factorSharpe);
  }

  /** The largest Sharpe ratio per period of a portfolio of factors and assets. */
  public double allSharpe() {
    return Math.sqrt(factorSharpe + alphaForm);
  }

  /** What the assets add: {@link #allSharpe} − {@link #factorSharpe}, in sample. */
  public double sharpeImprovement() {
    return allSharpe() - factorSharpe();
  }
}
