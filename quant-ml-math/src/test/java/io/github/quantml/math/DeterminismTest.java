// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.distribution.MixtureReturns;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Gemm;
import io.github.quantml.math.linalg.SymmetricEigen;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.ElasticNet;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.NeweyWest;
import io.github.quantml.math.regression.RollingOls;
import io.github.quantml.math.rolling.Rolling;
import io.github.quantml.math.rolling.WindowStatistic;
import io.github.quantml.math.stats.Garch11;
import io.github.quantml.math.stats.Hurst;
import io.github.quantml.math.stats.StationaryBootstrap;
import org.junit.jupiter.api.Test;

/**
 * The bits of a run through most kernels, pinned: the same on every JDK, processor and JIT state.
 *
 * <p>A deliberate change of an algorithm changes them; then run the test on two JDKs before pinning
 * the new values.
 */
class DeterminismTest {
  private static final long DISTRIBUTIONS = -6558511266438196686L;
  private static final long MODELS = -2033107231686812470L;
  private static final long WINDOWS = -4924449560119831880L;
  private static final long REGRESSIONS = 8352136407315626756L;
  private static final long MATRICES = 3129705218428253536L;

  private static long digest(long start, double... values) {
    long hash = start;
    for (double value : values) {
      hash = (hash ^ Double.doubleToLongBits(value)) * 0x100000001B3L;
    }
    return hash;
  }

  private static double[] returns() {
    CounterRandom random = CounterRandom.of(2024).split(3);
    double[] out = new double[600];
    double h = 1e-4;
    for (int t = 0; t < out.length; t++) {
      out[t] = Math.sqrt(h) * random.nextStudentT(6) * 0.8;
      h = 2e-6 + 0.08 * out[t] * out[t] + 0.9 * h;
    }
    return out;
  }

  @Test
  void random_numbers_and_distributions() {
    long hash = digest(0, returns());
    var mixture =
        MixtureReturns.of(
            new double[] {0.4, 0.6}, NormalReturns.of(0.01, 0.02), StudentTReturns.of(0, 0.03, 4));
    for (double p = 0.0005; p < 1; p += 0.013) {
      double r = mixture.quantile(p);
      hash = digest(hash, r, mixture.cdf(r + 0.001), mixture.logDensity(r));
    }
    assertThat(hash).isEqualTo(DISTRIBUTIONS);
  }

  @Test
  void models_and_statistics() {
    double[] r = returns();
    Garch11 garch = Garch11.fit(r);
    long hash = digest(0, garch.omega(), garch.alpha(), garch.beta(), garch.logLikelihood(r));
    hash = digest(hash, Hurst.rescaledRange(r), Hurst.detrendedFluctuation(r));
    hash = digest(hash, StationaryBootstrap.optimalLength(r));
    assertThat(hash).isEqualTo(MODELS);
  }

  @Test
  void windows() {
    double[] r = returns();
    long hash = 0;
    for (WindowStatistic statistic : WindowStatistic.values()) {
      hash = digest(hash, Rolling.of(23).apply(statistic, r));
    }
    assertThat(hash).isEqualTo(WINDOWS);
  }

  @Test
  void regressions() {
    CounterRandom random = CounterRandom.of(5);
    double[][] x = new double[3][600];
    for (double[] column : x) {
      random.fillGaussian(column);
    }
    double[] r = returns();
    var fit = LeastSquares.fitWithIntercept(r, x);
    long hash = digest(0, fit.coefficients());
    hash = digest(hash, fit.standardErrors(NeweyWest.R_SANDWICH.automaticLag()));
    hash = digest(hash, ElasticNet.of(1e-5, 0.5).fit(r, x).coefficients());
    var rolling = RollingOls.of(60).withNeweyWest(4).fit(r, x);
    for (int j = 0; j < 4; j++) {
      hash = digest(hash, rolling.coefficients(j));
      hash = digest(hash, rolling.standardErrors(j));
    }
    assertThat(hash).isEqualTo(REGRESSIONS);
  }

  @Test
  void matrices() {
    int n = 90;
    double[] x = new double[n * 130];
    CounterRandom.of(6).fillGaussian(x);
    double[] a = new double[n * n];
    Gemm.gram(130, n, x, a);
    long hash = digest(0, a);
    hash = digest(hash, Cholesky.of(n, a).lower());
    hash = digest(hash, SymmetricEigen.of(12, a).values());
    assertThat(hash).isEqualTo(MATRICES);
  }
}
