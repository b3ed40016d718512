// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How the exercise boundary of a put moves with σ, r and q.
 *
 * <p>The boundary solves G(ρ; σ, r, q) = −(r−q)τ + ln N − ln D − ln B = 0 at the nodes, ρ =
 * ln(X/B), N and D as in {@link BoundarySolver}; by the theorem of implicit functions its
 * derivatives solve G_ρ ρ′ = −G_p, one linear system with three right sides.
 */
final class BoundarySensitivity {
  /** Row p has ∂ ln(X/B)/∂p at the points of the price's integral; p is σ, r, q. */
  final double[][] outer;

  /** ∂ ln X/∂r and ∂ ln X/∂q. */
  final double limitByRate;

  final double limitByYield;

  private final BoundaryScheme scheme;
  private final double t;
  private final double r;
  private final double q;
  private final double sigma;
  private final double[] root;
  private final double[] squares;

  BoundarySensitivity(
      BoundaryScheme scheme, double t, double r, double q, double sigma, double[] root) {
    this.scheme = scheme;
    this.t = t;
    this.r = r;
    this.q = q;
    this.sigma = sigma;
    this.root = root;
    this.limitByRate = q > r ? 1 / r : 0;
    this.limitByYield = q > r ? -1 / q : 0;
    int n = root.length;
    squares = new double[n];
    for (int k = 0; k < n; k++) {
      squares[k] = root[k] * root[k];
    }
    double[][] matrix = new double[n][n];
    double[][] right = new double[n][3];
    for (int i = 0; i < n; i++) {
      node(i, matrix[i], right[i]);
    }
    RealMatrix moved =
        new LUDecomposition(new Array2DRowRealMatrix(matrix, false))
            .getSolver()
            .solve(new Array2DRowRealMatrix(right, false));
    int p = scheme.outer.node.length;
    outer = new double[3][p];
    for (int j = 0; j < p; j++) {
      double at = interpolated(scheme.outerWeights, j);
      for (int k = 0; k < n && at > 0; k++) {
        double w = scheme.outerWeights[j * n + k] * root[k] / at;
        for (int c = 0; c < 3; c++) {
          outer[c][j] += w * moved.getEntry(k, c);
        }
      }
    }
  }

  private double interpolated(double[] weights, int row) {
    int n = root.length;
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += weights[row * n + k] * squares[k];
    }
    return sum > 0 ? Math.sqrt(sum) : 0;
  }

  /** Row i of G_ρ and of −G_p. */
  private void node(int i, double[] jacobian, double[] right) {
    int n = root.length;
    int l = scheme.inner.node.length;
    double tau = t * scheme.c[i] * scheme.c[i];
    double v = sigma * Math.sqrt(tau);
    double drift = (r - q) * tau;
    double logB = (q > r ? Logarithm.log(r / q) : 0) - root[i];
    double dp = (logB + drift) / v + 0.5 * v;
    double dm = dp - v;
    double fp = Mills.density(dp);
    double fm = Mills.density(dm);
    double top = Mills.cdf(dm, fm);
    double bottom = Mills.cdf(dp, fp);
    double[] tops = {-fm * dp / sigma, fm * (tau + limitByRate) / v, fm * (limitByYield - tau) / v};
    double[] bottoms = {
      -fp * dm / sigma, fp * (tau + limitByRate) / v, fp * (limitByYield - tau) / v
    };
    double[] topByRoot = new double[n];
    double[] bottomByRoot = new double[n];
    topByRoot[i] = -fm / v;
    bottomByRoot[i] = -fp / v;
    for (int j = 0; j < l; j++) {
      double z = scheme.inner.node[j];
      double u = tau * (1 - z * z);
      double weight = 2 * z * tau * scheme.inner.weight[j];
      double a = weight * Exponential.exp(r * u);
      double b = weight * Exponential.exp(q * u);
      double vz = v * z;
      double there = interpolated(scheme.innerWeights, i * l + j);
      double e = (there - root[i] + drift * z * z) / vz - 0.5 * vz;
      double f = e + vz;
      double de = Mills.density(e);
      double df = Mills.density(f);
      double ce = Mills.cdf(e, de);
      double cf = Mills.cdf(f, df);
      top += a * r * ce;
      bottom += b * q * cf;
      double pull = tau * z / v;
      tops[0] -= a * r * de * f / sigma;
      tops[1] += a * (1 + r * u) * ce + a * r * de * pull;
      tops[2] -= a * r * de * pull;
      bottoms[0] -= b * q * df * e / sigma;
      bottoms[1] += b * q * df * pull;
      bottoms[2] += b * (1 + q * u) * cf - b * q * df * pull;
      double st = a * r * de / vz;
      double sb = b * q * df / vz;
      topByRoot[i] -= st;
      bottomByRoot[i] -= sb;
      for (int k = 0; k < n && there > 0; k++) {
        double w = scheme.innerWeights[(i * l + j) * n + k] * root[k] / there;
        topByRoot[k] += st * w;
        bottomByRoot[k] += sb * w;
      }
    }
    for (int k = 0; k < n; k++) {
      jacobian[k] = topByRoot[k] / top - bottomByRoot[k] / bottom + (k == i ? 1 : 0);
    }
    double[] outside = {0, -tau - limitByRate, tau - limitByYield};
    for (int c = 0; c < 3; c++) {
      right[c] = -(outside[c] + tops[c] / top - bottoms[c] / bottom);
    }
  }
}
