// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.distribution.FisherF;
import io.github.quantml.math.linalg.Cholesky;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Whether benchmark portfolios span test portfolios: α = 0 and Σβ = 1 for each.
 *
 * <p>With Σ̂, Σ̄ and Σ̃ the residual covariances without restriction, with α = 0, and with both:
 *
 * <ul>
 *   <li>joint, N ≥ 2: ((|Σ̃|/|Σ̂|)^½ − 1)(T − K − N)/N of 2N and 2(T − K − N) degrees; for N = 1
 *       (|Σ̃|/|Σ̂| − 1)(T − K − 1)/2 of 2 and T − K − 1;
 *   <li>tangency, α = 0: (|Σ̄|/|Σ̂| − 1)(T − K − N)/N of N and T − K − N;
 *   <li>global minimum, Σβ = 1 given α = 0: (|Σ̃|/|Σ̄| − 1)(T − K − N + 1)/N of N and T − K − N +
 *       1.
 * </ul>
 *
 * <p>For returns in excess of the risk-free rate the tangency test alone answers whether investors
 * gain; the joint test is the one for raw returns. Sources: Huberman and Kandel (1987),
 * Mean-variance spanning, Journal of Finance 42; Kan and Zhou (2012), Tests of mean-variance
 * spanning, Annals of Economics and Finance 13, equations 24 to 33.
 *
 * @param joint both restrictions
 * @param tangency α = 0
 * @param globalMinimum Σβ = 1 given α = 0
 */
public record SpanningTest(TestResult joint, TestResult tangency, TestResult globalMinimum) {

  /**
   * Tests all columns of one table against all columns of another with the same dates and basis.
   *
   * @param tested N portfolios
   * @param benchmark K portfolios
   */
  public static SpanningTest of(ReturnTable tested, ReturnTable benchmark) {
    tested.requireSameDates(benchmark);
    tested.requireComplete();
    benchmark.requireComplete();
    int n = tested.width();
    int k = benchmark.width();
    int periods = tested.size();
    if (periods <= n + k) {
      throw new InsufficientDataException("spanning: periods", n + k + 1L, periods);
    }
    double[][] y = tested.toColumns();
    double[][] f = benchmark.toColumns();
    List<String> names = benchmark.names();
    double free = logDet(Design.withConstant(names, f, periods), y);
    double noAlpha = logDet(Design.of(names, f), y);
    double both = restricted(y, f, names);
    int rest = periods - k - n;
    double jointF;
    TestResult joint;
    if (n == 1) {
      jointF = FastMath.expm1(both - free) * (periods - k - 1) / 2;
      joint = f("spanning, α = 0 and Σβ = 1", jointF, 2, periods - k - 1);
    } else {
      jointF = FastMath.expm1(0.5 * (both - free)) * rest / n;
      joint = f("spanning, α = 0 and Σβ = 1", jointF, 2 * n, 2 * rest);
    }
    return new SpanningTest(
        joint,
        f("spanning, α = 0", FastMath.expm1(noAlpha - free) * rest / n, n, rest),
        f(
            "spanning, Σβ = 1 given α = 0",
            FastMath.expm1(both - noAlpha) * (rest + 1) / n,
            n,
            rest + 1));
  }

  private static TestResult f(String name, double statistic, int df1, int df2) {
    return new TestResult(name, statistic, FisherF.survival(statistic, df1, df2), df1, df2);
  }

  private static double logDet(Design design, double[][] y) {
    double[][] residuals = new double[y.length][];
    for (int i = 0; i < y.length; i++) {
      residuals[i] = design.residuals(y[i], design.coefficients(y[i]));
    }
    return logDet(residuals);
  }

  private static double logDet(double[][] residuals) {
    double[] covariance = AlphaTests.residualCovariance(residuals);
    return Cholesky.of(residuals.length, covariance).logDeterminant();
  }

  /** Both restrictions: y − f_K on the differences fⱼ − f_K, without a constant. */
  private static double restricted(double[][] y, double[][] f, List<String> names) {
    int k = f.length;
    double[] last = f[k - 1];
    double[][] shifted = new double[y.length][last.length];
    double[][] differences = new double[k - 1][last.length];
    for (int t = 0; t < last.length; t++) {
      for (int i = 0; i < y.length; i++) {
        shifted[i][t] = y[i][t] - last[t];
      }
      for (int j = 0; j < k - 1; j++) {
        differences[j][t] = f[j][t] - last[t];
      }
    }
    return k == 1
        ? logDet(shifted)
        : logDet(Design.of(names.subList(0, k - 1), differences), shifted);
  }
}
