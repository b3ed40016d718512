// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.contract;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.spi.ComputeBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What every {@link ComputeBackend} must keep.
 *
 * <ul>
 *   <li>results agree with plain loops to 1e-12 of the largest element, for shapes from 1×1 to a
 *       few hundred and for odd ones;
 *   <li>the same call gives the same bits again;
 *   <li>inputs are not written;
 *   <li>a matrix that is not positive definite is refused by {@code choleskySolve}.
 * </ul>
 */
public final class ComputeBackendContract {
  private static final double TOLERANCE = 1e-12;
  private static final int[][] SHAPES = {
    {1, 1, 1}, {2, 3, 4}, {1, 17, 5}, {7, 1, 9}, {33, 31, 65}, {64, 64, 64}, {129, 130, 127}
  };

  private final ComputeBackend backend;
  private final List<String> found = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);

  private ComputeBackendContract(ComputeBackend backend) {
    this.backend = backend;
  }

  /**
   * Checks the whole contract.
   *
   * @throws AssertionError listing every violation
   */
  public static void check(ComputeBackend backend) {
    List<String> violations = violations(backend);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          backend.name() + " breaks its contract:\n  " + String.join("\n  ", violations));
    }
  }

  /** Every violation as a sentence; empty when the contract holds. */
  public static List<String> violations(ComputeBackend backend) {
    return new ComputeBackendContract(backend).run();
  }

  private List<String> run() {
    for (int[] s : SHAPES) {
      gemm(s[0], s[1], s[2]);
      syrk(s[0], s[1]);
      covariance(s[0] + 1, s[1]);
      solve(s[0], s[1]);
      eigen(s[0]);
      gemv(s[0], s[1], s[2]);
    }
    refusesIndefinite();
    return List.copyOf(found);
  }

  private double[] matrix(int rows, int columns) {
    double[] a = new double[rows * columns];
    for (int i = 0; i < a.length; i++) {
      a[i] = 2 * random.nextDouble() - 1;
    }
    return a;
  }

  /** XᵀX + n·I: symmetric and well conditioned. */
  private double[] definite(int n) {
    double[] x = matrix(n, n);
    double[] a = product(n, n, n, transposed(n, n, x), x);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += n;
    }
    return a;
  }

  private static double[] product(int m, int n, int k, double[] a, double[] b) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * k + p] * b[p * n + j];
        }
        c[i * n + j] = sum;
      }
    }
    return c;
  }

  private static double[] transposed(int rows, int columns, double[] a) {
    double[] t = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }

  /** An operation that fills its output; run twice on a dirty output. */
  private double[] output(String what, int length, Consumer<double[]> operation) {
    double[] first = new double[length];
    double[] second = new double[length];
    Arrays.fill(first, Double.NaN);
    Arrays.fill(second, 1e300);
    operation.accept(first);
    operation.accept(second);
    if (!Arrays.equals(first, second)) {
      found.add(what + " gives other bits the second time");
    }
    return first;
  }

  private void agree(String what, double[] expected, double[] actual) {
    double largest = 1;
    for (double v : expected) {
      largest = Math.max(largest, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= TOLERANCE * largest)) {
        found.add(
            String.format(
                Locale.ROOT,
                "%s: element %d is %.17g, plain loops give %.17g",
                what,
                i,
                actual[i],
                expected[i]));
        return;
      }
    }
  }

  private void unchanged(String what, double[] before, double[] after) {
    if (!Arrays.equals(before, after)) {
      found.add(what + " writes its input");
    }
  }

  private void gemm(int m, int n, int k) {
    double[] a = matrix(m, k);
    double[] b = matrix(k, n);
    double[] copy = a.clone();
    String what = "gemm " + m + "x" + n + "x" + k;
    agree(what, product(m, n, k, a, b), output(what, m * n, c -> backend.gemm(m, n, k, a, b, c)));
    unchanged(what, copy, a);
  }

  private void syrk(int rows, int columns) {
    double[] x = matrix(rows, columns);
    double[] copy = x.clone();
    String what = "syrk " + rows + "x" + columns;
    double[] expected = product(columns, columns, rows, transposed(rows, columns, x), x);
    agree(what, expected, output(what, columns * columns, c -> backend.syrk(rows, columns, x, c)));
    unchanged(what, copy, x);
  }

  private void covariance(int rows, int columns) {
    double[] x = matrix(rows, columns);
    for (int i = 0; i < x.length; i++) {
      x[i] += 1e3; // a level that a one-pass formula would choke on
    }
    double[] centred = x.clone();
    for (int j = 0; j < columns; j++) {
      double mean = 0;
      for (int i = 0; i < rows; i++) {
        mean += (x[i * columns + j] - x[j]) / rows;
      }
      for (int i = 0; i < rows; i++) {
        centred[i * columns + j] = x[i * columns + j] - x[j] - mean;
      }
    }
    double[] expected =
        product(columns, columns, rows, transposed(rows, columns, centred), centred);
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= rows - 1;
    }
    String what = "covariance " + rows + "x" + columns;
    agree(
        what,
        expected,
        output(what, columns * columns, c -> backend.covariance(rows, columns, x, c)));
  }

  private void solve(int n, int rightSides) {
    double[] a = definite(n);
    double[] expected = matrix(n, rightSides);
    double[] b = product(n, rightSides, n, a, expected);
    double[] copy = a.clone();
    String what = "choleskySolve " + n + " with " + rightSides;
    agree(
        what,
        expected,
        output(what, n * rightSides, x -> backend.choleskySolve(n, rightSides, a, b, x)));
    unchanged(what, copy, a);
  }

  private void eigen(int n) {
    double[] a = definite(n);
    double[] vectors = new double[n * n];
    String what = "symmetricEigen " + n;
    double[] values = output(what, n, v -> backend.symmetricEigen(n, a, v, vectors));
    double[] scaled = vectors.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] *= values[j];
      }
    }
    agree(what + ", A·V against V·λ", product(n, n, n, a, vectors), scaled);
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    agree(what + ", VᵀV", identity, product(n, n, n, transposed(n, n, vectors), vectors));
    for (int j = 0; j < n; j++) {
      if (j > 0 && values[j] < values[j - 1]) {
        found.add(what + ": eigenvalues are not ascending");
      }
      double largest = 0;
      for (int i = 0; i < n; i++) {
        double v = vectors[i * n + j];
        largest = Math.abs(v) > Math.abs(largest) ? v : largest;
      }
      if (largest < 0) {
        found.add(what + ": the largest component of vector " + j + " is negative");
      }
    }
  }

  private void gemv(int batch, int m, int n) {
    double[] a = matrix(m, n);
    double[] x = matrix(batch, n);
    String what = "batchedGemv " + batch + " of " + m + "x" + n;
    double[] expected = product(batch, m, n, x, transposed(m, n, a));
    agree(what, expected, output(what, batch * m, y -> backend.batchedGemv(batch, m, n, a, x, y)));
  }

  private void refusesIndefinite() {
    double[] indefinite = {1, 2, 2, 1};
    try {
      backend.choleskySolve(2, 1, indefinite, new double[] {1, 1}, new double[2]);
      found.add("choleskySolve accepts a matrix that is not positive definite");
    } catch (InvalidDataException expected) {
      return;
    }
  }
}
