// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.Nullable;

/** Weights of the points of a smooth and the moments they give every local regression. */
final class LocalWeights {
  private static final double LEAST_SPREAD = 0.001;

  final double[] weights;
  final boolean @Nullable [] observed;
  final double[] sum0;
  final double[] sum1;
  final double[] sum2;
  final double[] product;

  LocalWeights(double[] weights, boolean @Nullable [] observed, int n) {
    this.weights = weights;
    this.observed = observed;
    this.sum0 = new double[n];
    this.sum1 = new double[n];
    this.sum2 = new double[n];
    this.product = new double[n];
  }

  /** Forms weight times value once for the smooth that follows. */
  LocalWeights times(double[] y) {
    for (int t = 0; t < product.length; t++) {
      product[t] = weights[t] * y[t];
    }
    return this;
  }

  /**
   * Value at distance 0 of the local line (or constant) from Σw, Σwd, Σwd², Σwy and Σwdy; NaN if
   * there is no weight at all.
   */
  static double fit(
      double s0, double s1, double s2, double t0, double t1, int degree, double range) {
    if (!(s0 > 0)) {
      return Double.NaN;
    }
    double mean = t0 / s0;
    if (degree == 0) {
      return mean;
    }
    double centre = s1 / s0;
    double spread = s2 / s0 - centre * centre;
    return Math.sqrt(spread) > LEAST_SPREAD * range
        ? mean - centre / spread * (t1 / s0 - centre * mean)
        : mean;
  }
}
