// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Eigenvalues and eigenvectors of a symmetric matrix; the result is the eigenvalues. */
public class SymmetricEigenvectors extends BackendComparison {
  /** Rows and columns. */
  @Param({"32", "256"})
  public int order;

  private int n;
  private double[] a = {};

  /** For JMH. */
  public SymmetricEigenvectors() {}

  @Override
  public void prepare(Scale scale) {
    n = scaled(order, scale);
    double[] g = SyntheticSeries.gaussian(n * n, 1);
    a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = (g[i * n + j] + g[j * n + i]) / 2;
      }
    }
  }

  @Override
  public String kernel() {
    return "symmetricEigen";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("a", a);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] values = new double[n];
    java.symmetricEigen(n, a, values, new double[n * n]);
    return values;
  }

  @Benchmark
  public double[] ejml() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    eigen.decompose(new DMatrixRMaj(n, n, true, a));
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = eigen.getEigenvalue(i).real;
    }
    Arrays.sort(values);
    return values;
  }

  @Benchmark
  public double[] nd4j() {
    double[] values = new double[n];
    nd4j.symmetricEigen(n, a, values, new double[n * n]);
    return values;
  }
}
