// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.backend;

import io.github.quantml.api.spi.ComputeBackend;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import io.github.quantml.math.linalg.Gemm;
import io.github.quantml.math.linalg.SymmetricEigen;

/**
 * The compute backend in pure Java: always available, single-threaded, the same bits everywhere.
 *
 * <p>Stateless and thread-safe.
 */
public final class JavaComputeBackend implements ComputeBackend {
  /** For {@link java.util.ServiceLoader}; hosts may call it too. */
  public JavaComputeBackend() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public void gemm(int m, int n, int k, double[] a, double[] b, double[] c) {
    Gemm.multiply(m, n, k, a, b, c);
  }

  @Override
  public void syrk(int rows, int columns, double[] x, double[] c) {
    Gemm.gram(rows, columns, x, c);
  }

  @Override
  public void covariance(int rows, int columns, double[] x, double[] c) {
    System.arraycopy(Covariances.sample(rows, columns, x, 1), 0, c, 0, columns * columns);
  }

  @Override
  public void choleskySolve(int n, int rightSides, double[] a, double[] b, double[] x) {
    Cholesky.of(n, a).solveInto(rightSides, b, x);
  }

  @Override
  public void symmetricEigen(int n, double[] a, double[] values, double[] vectors) {
    SymmetricEigen eigen = SymmetricEigen.of(n, a);
    System.arraycopy(eigen.values(), 0, values, 0, n);
    System.arraycopy(eigen.vectors(), 0, vectors, 0, n * n);
  }

  @Override
  public void batchedGemv(int batch, int m, int n, double[] a, double[] x, double[] y) {
    Gemm.multiply(batch, m, n, x, Gemm.transposed(m, n, a), y);
  }
}
