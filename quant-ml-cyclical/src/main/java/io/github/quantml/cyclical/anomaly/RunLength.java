// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Average run length of the one-sided CUSUM S ← max(0, S + x − k) &gt; h on standard normal values.
 *
 * <p>Solves L(z) = 1 + L(0)·Φ(k − z) + ∫₀ʰ L(y)·φ(y + k − z) dy (Page 1954) by Gauss-Legendre
 * quadrature (Nyström).
 */
final class RunLength {
  private static final int NODES = 40;
  private static final double WIDEST = 60;

  private RunLength() {}

  static double oneSided(double k, double h, double mean) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, h);
    double[][] a = new double[NODES + 1][NODES + 1];
    double[] one = new double[NODES + 1];
    for (int i = 0; i <= NODES; i++) {
      double z = i == 0 ? 0 : rule.getPoint(i - 1);
      one[i] = 1;
      a[i][i] = 1;
      a[i][0] -= StandardNormal.cdf(k - z - mean);
      for (int j = 1; j <= NODES; j++) {
        a[i][j] -=
            rule.getWeight(j - 1) * StandardNormal.density(rule.getPoint(j - 1) + k - z - mean);
      }
    }
    return new LUDecomposition(new Array2DRowRealMatrix(a, false))
        .getSolver()
        .solve(new ArrayRealVector(one, false))
        .getEntry(0);
  }

  /** Threshold of the two-sided CUSUM with a given average run length in control. */
  static double threshold(double k, double runLength) {
    double low = 0;
    double high = 1;
    while (oneSided(k, high, 0) < 2 * runLength) {
      low = high;
      high *= 2;
      if (high > WIDEST) {
        throw new IllegalArgumentException(
            "runLength: no threshold below " + WIDEST + " gives " + runLength + " at k = " + k);
      }
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (oneSided(k, middle, 0) < 2 * runLength) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
