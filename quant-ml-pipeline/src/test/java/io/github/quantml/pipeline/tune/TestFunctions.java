// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** Functions with known minima of 0 after their published minimum is taken off. */
final class TestFunctions {
  private static final double[] ALPHA = {1, 1.2, 3, 3.2};
  private static final double[][] A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  static final SearchSpace BRANIN =
      SearchSpace.builder().real("x", -5, 10).real("y", 0, 15).build();
  static final SearchSpace HARTMANN = cube(6, 0, 1);
  static final SearchSpace SPHERE = cube(5, -5, 5);

  private TestFunctions() {}

  static SearchSpace cube(int n, double low, double high) {
    SearchSpace.Builder builder = SearchSpace.builder();
    for (int i = 0; i < n; i++) {
      builder.real("x" + i, low, high);
    }
    return builder.build();
  }

  /** Branin (1972), minimum 0.397887 at (π, 2.275) and two more places. */
  static double branin(Trial trial) {
    double x = trial.real("x");
    double y = trial.real("y");
    double q = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return q * q + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.39788735772973816;
  }

  /** Hartmann's six-dimensional function, minimum −3.32237 (Dixon and Szegö 1978). */
  static double hartmann(Trial trial) {
    double value = 3.32236801141551;
    for (int i = 0; i < 4; i++) {
      double exponent = 0;
      for (int j = 0; j < 6; j++) {
        double d = trial.real("x" + j) - P[i][j];
        exponent += A[i][j] * d * d;
      }
      value -= ALPHA[i] * Math.exp(-exponent);
    }
    return value;
  }

  /** Σ (xᵢ − 1)²: off the centre, where some samplers begin. */
  static double sphere(Trial trial) {
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      double d = trial.real("x" + i) - 1;
      sum += d * d;
    }
    return sum;
  }
}
