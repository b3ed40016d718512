// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Fixture;
import io.github.quantml.math.random.CounterRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearAlgebraTest {
  private static double[] random(long seed, int size) {
    double[] out = new double[size];
    CounterRandom.of(seed).fillGaussian(out);
    return out;
  }

  private static double[] naive(int m, int n, int k, double[] a, double[] b) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          c[i * n + j] += a[i * k + p] * b[p * n + j];
        }
      }
    }
    return c;
  }

  private static void assertClose(double[] actual, double[] expected, int count, double bound) {
    for (int i = 0; i < count; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(bound));
    }
  }

  @Property(tries = 200)
  void products_agree_with_the_triple_loop(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @IntRange(min = 0, max = 70) int k) {
    double[] a = random(seed, m * k);
    double[] b = random(seed + 1, k * n);
    double[] expected = naive(m, n, k, a, b);
    double[] c = new double[m * n];
    Gemm.multiply(m, n, k, a, b, c);
    assertClose(c, expected, m * n, 1e-12);
    Gemm.multiplyTransposed(m, n, k, Gemm.transposed(m, k, a), b, c);
    assertClose(c, expected, m * n, 1e-12);
  }

  @Test
  void blocks_meet_without_gaps() {
    int m = 300;
    int n = 530;
    int k = 45;
    double[] a = random(1, m * k);
    double[] b = random(2, k * n);
    double[] c = new double[m * n];
    Gemm.multiply(m, n, k, a, b, c);
    assertClose(c, naive(m, n, k, a, b), m * n, 1e-12);
    double[] gram = new double[n * n];
    Gemm.gram(k, n, b, gram);
    assertClose(gram, naive(n, n, k, Gemm.transposed(k, n, b), b), n * n, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 200})
  void cholesky_reproduces_the_matrix_and_solves(int n) {
    double[] x = random(n, (n + 10) * n);
    double[] a = new double[n * n];
    Gemm.gram(n + 10, n, x, a);
    Cholesky cholesky = Cholesky.of(n, a);
    double[] lower = cholesky.lower();
    double[] back = new double[n * n];
    Gemm.multiply(n, n, n, lower, Gemm.transposed(n, n, lower), back);
    assertClose(back, a, n * n, 1e-11);
    double[] solution = random(7, 3 * n);
    double[] right = new double[3 * n];
    Gemm.multiply(n, 3, n, a, solution, right);
    double[] found = new double[3 * n];
    cholesky.solveInto(3, right, found);
    assertClose(found, solution, 3 * n, 1e-9);
    double[] first = new double[n];
    double quadratic = 0;
    for (int i = 0; i < n; i++) {
      first[i] = right[3 * i];
      quadratic += right[3 * i] * solution[3 * i];
    }
    double[] white = cholesky.whiten(first);
    double norm = 0;
    for (double z : white) {
      norm += z * z;
    }
    assertRelative("Mahalanobis", norm, quadratic, 1e-10);
  }

  @Test
  void what_is_not_positive_definite_is_refused() {
    assertThatThrownBy(() -> Cholesky.of(2, new double[] {1, 0, 2, 1}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("Cholesky: the matrix is not positive definite, pivot 1 is -3.0");
    assertThatThrownBy(() -> Cholesky.of(1, new double[] {Double.NaN}))
        .isInstanceOf(InvalidDataException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gemm.multiply(2, 2, 2, new double[4], new double[3], new double[4]))
        .withMessage("b must hold 2x2 values: 3");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-14, 1e12})
  void eigenvectors_are_orthonormal_and_signed(double scale) {
    int n = 12;
    double[] a = new double[n * n];
    Gemm.gram(20, n, random(5, 20 * n), a);
    for (int i = 0; i < a.length; i++) {
      a[i] *= scale;
    }
    SymmetricEigen eigen = SymmetricEigen.of(n, a);
    double[] v = eigen.vectors();
    double[] identity = new double[n * n];
    Gemm.gram(n, n, v, identity);
    double[] image = new double[n * n];
    Gemm.multiply(n, n, n, a, v, image);
    for (int j = 0; j < n; j++) {
      assertThat(j == 0 || eigen.values()[j] >= eigen.values()[j - 1]).isTrue();
      double largest = 0;
      for (int i = 0; i < n; i++) {
        assertThat(identity[i * n + j]).isCloseTo(i == j ? 1 : 0, within(1e-13));
        assertThat(image[i * n + j])
            .isCloseTo(eigen.values()[j] * v[i * n + j], within(1e-12 * eigen.values()[n - 1]));
        largest = Math.abs(v[i * n + j]) > Math.abs(largest) ? v[i * n + j] : largest;
      }
      assertThat(largest).isPositive();
    }
  }

  @Test
  void covariances_and_spectra_agree_with_numpy_and_scikit_learn() {
    Fixture reference = Fixture.of("timeseries.properties");
    double[] sample = reference.array("sample");
    assertClose(Covariances.sample(15, 4, sample, 1), reference.array("sample.cov"), 16, 1e-13);
    Covariances.Shrunk shrunk = Covariances.ledoitWolf(15, 4, sample);
    assertRelative("shrinkage", shrunk.shrinkage(), reference.value("lw.shrinkage"), 1e-12);
    assertClose(shrunk.matrix(), reference.array("lw.matrix"), 16, 1e-13);
    assertRelative(
        SymmetricEigen.of(4, shrunk.matrix()).values(), reference.array("lw.eigen"), 1e-12);
    assertRelative(
        "log determinant",
        Cholesky.of(4, shrunk.matrix()).logDeterminant(),
        reference.value("lw.logdet"),
        1e-12);
    Svd svd = Svd.of(15, 4, sample);
    assertRelative(svd.values(), reference.array("sample.svd"), 1e-12);
    assertThat(svd.left()).hasSize(60);
    assertThat(svd.right()).hasSize(16);
    Covariances.Shrunk wide = Covariances.ledoitWolf(5, 9, reference.array("wide"));
    assertRelative("shrinkage", wide.shrinkage(), reference.value("wide.shrinkage"), 1e-12);
    assertThat(Cholesky.of(9, wide.matrix()).order()).isEqualTo(9);
  }
}
