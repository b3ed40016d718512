// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import org.apache.commons.math3.util.FastMath;

/**
 * What of the boundary's collocation does not depend on the option: nodes, weights, and the
 * matrices that carry H at the nodes to the points of the integrals.
 *
 * <p>Node i has √τ = √T cᵢ with c = (1 + cos(iπ/n))/2; the integral to τ is taken over z of [0, 1]
 * with τ − u = τz², so that √u/√T = cᵢ√(1 − z²) is free of T; with z a sine both roots are smooth.
 */
final class BoundaryScheme {
  final int nodes;
  final int iterations;
  final double[] c;
  final GaussLegendre inner;
  final GaussLegendre outer;

  /** Row i·l + j carries H to the jth point of node i's integral. */
  final double[] innerWeights;

  /** Row j carries H to the jth point of the price's integral. */
  final double[] outerWeights;

  private BoundaryScheme(
      int nodes,
      int iterations,
      double[] c,
      GaussLegendre inner,
      GaussLegendre outer,
      double[] innerWeights,
      double[] outerWeights) {
    this.nodes = nodes;
    this.iterations = iterations;
    this.c = c;
    this.inner = inner;
    this.outer = outer;
    this.innerWeights = innerWeights;
    this.outerWeights = outerWeights;
  }

  static BoundaryScheme of(int n, int l, int iterations, int p) {
    double[] z = new double[n + 1];
    double[] c = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      z[i] = FastMath.cos(Math.PI * i / n);
      c[i] = 0.5 * (1 + z[i]);
    }
    c[n] = 0;
    GaussLegendre inner = GaussLegendre.of(l).overSine();
    GaussLegendre outer = GaussLegendre.of(p).overSine();
    double[] in = new double[n * l * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < l; j++) {
        row(z, at(c[i], inner.node[j]), in, (i * l + j) * n);
      }
    }
    double[] out = new double[p * n];
    for (int j = 0; j < p; j++) {
      row(z, at(1, outer.node[j]), out, j * n);
    }
    return new BoundaryScheme(n, iterations, c, inner, outer, in, out);
  }

  private static double at(double c, double z) {
    return 2 * c * Math.sqrt(1 - z * z) - 1;
  }

  /** Barycentric weights of the Chebyshev points; the last node has H = 0 and needs none. */
  private static void row(double[] z, double x, double[] out, int offset) {
    int n = z.length - 1;
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      double gap = x - z[k];
      if (gap == 0) {
        for (int m = 0; m < n; m++) {
          out[offset + m] = m == k ? 1 : 0;
        }
        return;
      }
      double w = (k % 2 == 0 ? 1 : -1) * (k == 0 || k == n ? 0.5 : 1) / gap;
      sum += w;
      if (k < n) {
        out[offset + k] = w;
      }
    }
    for (int k = 0; k < n; k++) {
      out[offset + k] /= sum;
    }
  }
}
