// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** One system with a positive definite matrix, by Cholesky factorisation. */
public class PositiveDefiniteSolve extends BackendComparison {
  /** Rows and columns. */
  @Param({"32", "256", "1024"})
  public int order;

  private int n;
  private double[] a = {};
  private double[] b = {};

  /** For JMH. */
  public PositiveDefiniteSolve() {}

  /** A = GᵀG/(2n) + I for a Gaussian G of 2n rows. */
  @Override
  public void prepare(Scale scale) {
    n = scaled(order, scale);
    a = new double[n * n];
    b = SyntheticSeries.gaussian(n, 2);
    java.syrk(2 * n, n, SyntheticSeries.gaussian(2 * n * n, 1), a);
    for (int i = 0; i < n * n; i++) {
      a[i] = a[i] / (2 * n) + (i % (n + 1) == 0 ? 1 : 0);
    }
  }

  @Override
  public String kernel() {
    return "choleskySolve";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("a", a, "b", b);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] x = new double[n];
    java.choleskySolve(n, 1, a, b, x);
    return x;
  }

  @Benchmark
  public double[] ejml() {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    solver.setA(new DMatrixRMaj(n, n, true, a));
    solver.solve(DMatrixRMaj.wrap(n, 1, b), x);
    return x.data;
  }

  @Benchmark
  public double[] nd4j() {
    double[] x = new double[n];
    nd4j.choleskySolve(n, 1, a, b, x);
    return x;
  }
}
