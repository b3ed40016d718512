// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The product of two square matrices. */
public class MatrixProduct extends BackendComparison {
  /** Rows and columns. */
  @Param({"32", "64", "256", "1024"})
  public int order;

  private int n;
  private double[] a = {};
  private double[] b = {};

  /** For JMH. */
  public MatrixProduct() {}

  @Override
  public void prepare(Scale scale) {
    n = scaled(order, scale);
    a = SyntheticSeries.gaussian(n * n, 1);
    b = SyntheticSeries.gaussian(n * n, 2);
  }

  @Override
  public String kernel() {
    return "gemm";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("a", a, "b", b);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] c = new double[n * n];
    java.gemm(n, n, n, a, b, c);
    return c;
  }

  /** Three loops in the order of the definition. */
  @Benchmark
  public double[] naive() {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < n; p++) {
          sum += a[i * n + p] * b[p * n + j];
        }
        c[i * n + j] = sum;
      }
    }
    return c;
  }

  @Benchmark
  public double[] ejml() {
    DMatrixRMaj c = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(DMatrixRMaj.wrap(n, n, a), DMatrixRMaj.wrap(n, n, b), c);
    return c.data;
  }

  @Benchmark
  public double[] nd4j() {
    double[] c = new double[n * n];
    nd4j.gemm(n, n, n, a, b, c);
    return c;
  }
}
