// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import org.apache.commons.math3.util.FastMath;

/**
 * Nodes and weights of Gauss-Legendre quadrature on [0, 1], by Newton's method on the polynomial.
 */
final class GaussLegendre {
  final double[] node;
  final double[] weight;

  private GaussLegendre(double[] node, double[] weight) {
    this.node = node;
    this.weight = weight;
  }

  static GaussLegendre of(int n) {
    double[] node = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      double x = FastMath.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int k = 0; k < 8; k++) {
        double last = 1;
        double now = x;
        for (int j = 2; j <= n; j++) {
          double next = ((2 * j - 1) * x * now - (j - 1) * last) / j;
          last = now;
          now = next;
        }
        slope = n * (x * now - last) / (x * x - 1);
        x -= now / slope;
      }
      node[i] = 0.5 * (1 + x);
      weight[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new GaussLegendre(node, weight);
  }

  /** The same rule in θ for z = sin(πθ/2): smooth where √(1 − z²) is not. */
  GaussLegendre overSine() {
    int n = node.length;
    double[] z = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = 0.5 * Math.PI * node[i];
      z[i] = FastMath.sin(angle);
      w[i] = weight[i] * 0.5 * Math.PI * FastMath.cos(angle);
    }
    return new GaussLegendre(z, w);
  }
}
