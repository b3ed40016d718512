// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.nd4j;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.spi.ComputeBackend;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The compute backend on ND4J 1.0.0-M2.1 (OpenBLAS on a processor, cuBLAS with ND4J's CUDA
 * artifact).
 *
 * <p>Every call copies its matrices into native memory and the result back, about 10 µs and more
 * each: docs/BACKENDS.md has the measured table, in which it pays for eigenvectors of large
 * matrices. The first call loads the native library, which takes seconds and about 100 MB, and
 * compares a small factorisation with one in Java: the OpenBLAS 0.3.19 inside computes wrongly on
 * some processors with AVX-512, and there this backend refuses to work until the environment has
 * {@code OPENBLAS_CORETYPE=Haswell}. How many threads it uses is ND4J's own setting ({@code
 * OMP_NUM_THREADS}); more than one may change the last bits of a sum.
 *
 * <p>The host adds the native library of its platform:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>org.nd4j</groupId>
 *   <artifactId>nd4j-native</artifactId>
 *   <version>1.0.0-M2.1</version>
 * </dependency>
 * <dependency>
 *   <groupId>org.nd4j</groupId>
 *   <artifactId>nd4j-native</artifactId>
 *   <version>1.0.0-M2.1</version>
 *   <classifier>linux-x86_64</classifier>
 * </dependency>
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Nd4jComputeBackend implements ComputeBackend {
  /** Name by which a host or a setting chooses it. */
  public static final String NAME = "nd4j";

  private volatile boolean checked;

  /** For the service loader; loads nothing yet. */
  public Nd4jComputeBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isAvailable() {
    try {
      requireNative();
      return true;
    } catch (BackendUnavailableException e) {
      return false;
    }
  }

  /** Loads the native library and lets it prove itself, once. */
  private void requireNative() {
    if (!checked) {
      NativeLibrary.require();
      checked = true;
    }
  }

  private static INDArray matrix(double[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }

  /** A symmetric matrix for LAPACK, which ND4J 1.0.0-M2.1 drives rightly in this order alone. */
  static INDArray columnMajor(double[] symmetric, int n) {
    return Nd4j.create(symmetric, new int[] {n, n}, 'f');
  }

  private static void copy(INDArray from, double[] to) {
    INDArray flat = from.ordering() == 'c' && !from.isView() ? from : from.dup('c');
    double[] values = flat.data().asDouble();
    System.arraycopy(values, 0, to, 0, to.length);
  }

  @Override
  public void gemm(int m, int n, int k, double[] a, double[] b, double[] c) {
    requireNative();
    checkLength("a", a, m, k);
    checkLength("b", b, k, n);
    checkLength("c", c, m, n);
    try (INDArray left = matrix(a, m, k);
        INDArray right = matrix(b, k, n);
        INDArray out = Nd4j.create(DataType.DOUBLE, new long[] {m, n}, 'c')) {
      left.mmuli(right, out);
      copy(out, c);
    }
  }

  @Override
  public void syrk(int rows, int columns, double[] x, double[] c) {
    requireNative();
    checkLength("x", x, rows, columns);
    checkLength("c", c, columns, columns);
    try (INDArray matrix = matrix(x, rows, columns);
        INDArray out = Nd4j.create(DataType.DOUBLE, new long[] {columns, columns}, 'c')) {
      matrix.transpose().mmuli(matrix, out);
      copy(out, c);
    }
  }

  @Override
  public void covariance(int rows, int columns, double[] x, double[] c) {
    if (rows < 2) {
      throw new IllegalArgumentException("rows: must be at least 2, got " + rows);
    }
    checkLength("x", x, rows, columns);
    double[] centred = x.clone();
    for (int j = 0; j < columns; j++) {
      double origin = x[j];
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += x[i * columns + j] - origin;
      }
      double mean = sum / rows;
      for (int i = 0; i < rows; i++) {
        centred[i * columns + j] = x[i * columns + j] - origin - mean;
      }
    }
    syrk(rows, columns, centred, c);
    for (int i = 0; i < columns * columns; i++) {
      c[i] /= rows - 1;
    }
  }

  @Override
  public void choleskySolve(int n, int rightSides, double[] a, double[] b, double[] x) {
    requireNative();
    checkLength("a", a, n, n);
    checkLength("b", b, n, rightSides);
    checkLength("x", x, n, rightSides);
    double[] factor = new double[n * n];
    try (INDArray matrix = columnMajor(symmetric(n, a), n)) {
      factorise(matrix);
      copy(matrix, factor);
    }
    System.arraycopy(b, 0, x, 0, n * rightSides);
    Substitution.solve(n, rightSides, factor, x);
  }

  private static void factorise(INDArray matrix) {
    try {
      Nd4j.getBlasWrapper().lapack().potrf(matrix, true);
    } catch (BlasException e) {
      throw new InvalidDataException("choleskySolve: the matrix is not positive definite", e);
    }
  }

  /** A copy with the upper triangle mirrored from the lower. */
  private static double[] symmetric(int n, double[] a) {
    double[] full = a.clone();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        full[i * n + j] = a[j * n + i];
      }
    }
    return full;
  }

  @Override
  public void symmetricEigen(int n, double[] a, double[] values, double[] vectors) {
    requireNative();
    checkLength("a", a, n, n);
    checkLength("values", values, n, 1);
    checkLength("vectors", vectors, n, n);
    try (INDArray matrix = columnMajor(symmetric(n, a), n);
        INDArray eigenvalues = Nd4j.create(DataType.DOUBLE, n)) {
      Nd4j.getBlasWrapper().lapack().syev('V', 'L', matrix, eigenvalues);
      copy(eigenvalues, values);
      copy(matrix, vectors);
    }
    Orientation.largestPositive(n, vectors);
  }

  @Override
  public void batchedGemv(int batch, int m, int n, double[] a, double[] x, double[] y) {
    requireNative();
    checkLength("a", a, m, n);
    checkLength("x", x, batch, n);
    checkLength("y", y, batch, m);
    try (INDArray matrix = matrix(a, m, n);
        INDArray vectors = matrix(x, batch, n);
        INDArray out = Nd4j.create(DataType.DOUBLE, new long[] {batch, m}, 'c')) {
      vectors.mmuli(matrix.transpose(), out);
      copy(out, y);
    }
  }

  private static void checkLength(String name, double[] array, int rows, int columns) {
    if (rows < 1 || columns < 1 || array.length < (long) rows * columns) {
      throw new IllegalArgumentException(
          name + ": " + rows + "x" + columns + " does not fit into " + array.length + " numbers");
    }
  }
}
