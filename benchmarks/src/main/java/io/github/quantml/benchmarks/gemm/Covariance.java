// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.benchmarks.SyntheticSeries;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The covariance matrix of 1,000 observations. */
public class Covariance extends BackendComparison {
  private static final int ROWS = 1_000;

  /** Variables. */
  @Param({"32", "256", "1024"})
  public int columns;

  private int n;
  private double[] x = {};

  /** For JMH. */
  public Covariance() {}

  @Override
  public void prepare(Scale scale) {
    n = scaled(columns, scale);
    x = SyntheticSeries.gaussian(ROWS * n, 1);
  }

  @Override
  public String kernel() {
    return "covariance";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] c = new double[n * n];
    java.covariance(ROWS, n, x, c);
    return c;
  }

  @Benchmark
  public double[] nd4j() {
    double[] c = new double[n * n];
    nd4j.covariance(ROWS, n, x, c);
    return c;
  }
}
