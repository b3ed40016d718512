// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;

/**
 * Finds the early exercise boundary B(τ) of an American put with strike 1.
 *
 * <p>B solves B = e^{−(r−q)τ} N(τ, B)/D(τ, B). The unknowns are H = ln²(B/X) at Chebyshev nodes of
 * √τ, X = min(1, r/q); H is smooth where B itself starts vertically. Fixed point B the papers call
 * "B": N = Φ(d₋) + r∫e^{ru}Φ(d₋), D = Φ(d₊) + q∫e^{qu}Φ(d₊). "A", its derivative form, is for r
 * near q. Steps are Jacobi-Newton with the slope of the leading terms; the change of the last step
 * is checked.
 *
 * <p>Source: Andersen, Lake and Offengenden (2016), High-performance American option pricing,
 * Journal of Computational Finance 20(1).
 */
final class BoundarySolver {
  private static final int MOST_EXTRA_A = 60;
  private static final int MOST_EXTRA_B = 200;

  private final BoundaryScheme scheme;
  private final double t;
  private final double r;
  private final double q;
  private final double sigma;
  private final double x;
  private boolean derivative = true;

  private final double[] root;
  private final double[] growR;
  private final double[] growQ;
  private double change = Double.POSITIVE_INFINITY;

  private BoundarySolver(BoundaryScheme scheme, double t, double r, double q, double sigma) {
    this.scheme = scheme;
    this.t = t;
    this.r = r;
    this.q = q;
    this.sigma = sigma;
    this.x = q > r ? r / q : 1;
    int n = scheme.nodes;
    int l = scheme.inner.node.length;
    root = new double[n];
    growR = new double[n * l];
    growQ = new double[n * l];
    for (int i = 0; i < n; i++) {
      double tau = t * scheme.c[i] * scheme.c[i];
      for (int j = 0; j < l; j++) {
        double z = scheme.inner.node[j];
        double u = tau * (1 - z * z);
        double weight = 2 * z * tau * scheme.inner.weight[j];
        growR[i * l + j] = weight * r * Exponential.exp(r * u);
        growQ[i * l + j] = q == 0 ? 0 : weight * q * Exponential.exp(q * u);
      }
    }
  }

  /**
   * ln(X/B) at the nodes, or null without convergence.
   *
   * @param limit of the largest change of a boundary value in the last step
   */
  static double @org.jspecify.annotations.Nullable [] solve(
      BoundaryScheme scheme, double t, double r, double q, double sigma, double limit) {
    BoundarySolver s = new BoundarySolver(scheme, t, r, q, sigma);
    return s.converges(MOST_EXTRA_A, limit) || s.converges(MOST_EXTRA_B, limit) ? s.root : null;
  }

  private boolean converges(int most, double limit) {
    start();
    double[] h = new double[scheme.nodes];
    for (int k = 0; k < most; k++) {
      step(h, k < 20);
      if (change < 1e-15 || (k + 1 >= scheme.iterations && change < limit)) {
        return true;
      }
      if (Double.isNaN(change)) {
        break;
      }
    }
    derivative = false;
    return false;
  }

  /** From the perpetual boundary with the shape of Barone-Adesi and Whaley (1987). */
  private void start() {
    double b = r - q;
    double half = 0.5 - b / (sigma * sigma);
    double theta = half - Math.sqrt(half * half + 2 * r / (sigma * sigma));
    double perpetual = Math.min(theta / (theta - 1), x);
    perpetual = Math.max(perpetual, 0.02 * x);
    for (int i = 0; i < scheme.nodes; i++) {
      double rootTau = Math.sqrt(t) * scheme.c[i];
      double h = (Math.min(b, 0) * rootTau * rootTau - 2 * sigma * rootTau) / (1 - perpetual);
      double value = perpetual + (x - perpetual) * Exponential.exp(h);
      root[i] = Math.max(Logarithm.log(x / value), 1e-9);
    }
  }

  private void step(double[] h, boolean newton) {
    int n = scheme.nodes;
    for (int k = 0; k < n; k++) {
      h[k] = root[k] * root[k];
    }
    double worst = 0;
    double logX = Logarithm.log(x);
    for (int i = 0; i < n; i++) {
      double before = root[i];
      double after = derivative ? nextA(i, h, logX, newton) : nextB(i, h, logX, newton);
      if (!(after > 1e-12)) {
        after = Double.isNaN(after) ? Double.NaN : Math.min(1e-12, before);
      }
      if (after > before + 1) {
        after = before + 1;
      }
      double moved = Math.abs(after - before);
      worst = moved <= worst ? worst : moved;
      root[i] = after;
    }
    change = worst;
  }

  private double interpolated(int row, double[] h) {
    double[] w = scheme.innerWeights;
    double sum = 0;
    int o = row * h.length;
    for (int k = 0; k < h.length; k++) {
      sum += w[o + k] * h[k];
    }
    return sum > 0 ? Math.sqrt(sum) : 0;
  }

  private double nextB(int i, double[] h, double logX, boolean newton) {
    int l = scheme.inner.node.length;
    double tau = t * scheme.c[i] * scheme.c[i];
    double v = sigma * Math.sqrt(tau);
    double drift = (r - q) * tau;
    double here = Math.sqrt(h[i]);
    double logB = logX - here;
    double centre = (logB + drift) / v;
    double dp = centre + 0.5 * v;
    double dm = centre - 0.5 * v;
    double fp = Mills.density(dp);
    double fm = Mills.density(dm);
    double top = Mills.cdf(dm, fm);
    double bottom = Mills.cdf(dp, fp);
    for (int j = 0; j < l; j++) {
      double z = scheme.inner.node[j];
      double vz = v * z;
      double ratio = (interpolated(i * l + j, h) - here + drift * z * z) / vz;
      double e = ratio - 0.5 * vz;
      top += growR[i * l + j] * Mills.cdf(e);
      if (q != 0) {
        bottom += growQ[i * l + j] * Mills.cdf(e + vz);
      }
    }
    // In ln B: g = −(r−q)τ + ln N − ln D, g' = (N'/N − D'/D) with N' = φ(d₋)/v.
    double next = -drift + Logarithm.log(top / bottom);
    double slope = newton ? (fm / top - fp / bottom) / v : 0;
    double change = (next - logB) / (1 - slope);
    return here - change;
  }

  private double nextA(int i, double[] h, double logX, boolean newton) {
    int l = scheme.inner.node.length;
    double tau = t * scheme.c[i] * scheme.c[i];
    double v = sigma * Math.sqrt(tau);
    double drift = (r - q) * tau;
    double here = Math.sqrt(h[i]);
    double logB = logX - here;
    double centre = (logB + drift) / v;
    double dp = centre + 0.5 * v;
    double dm = centre - 0.5 * v;
    double fp = Mills.density(dp);
    double fm = Mills.density(dm);
    double top = fm / v;
    double bottom = Mills.cdf(dp, fp) + fp / v;
    for (int j = 0; j < l; j++) {
      double z = scheme.inner.node[j];
      double vz = v * z;
      double ratio = (interpolated(i * l + j, h) - here + drift * z * z) / vz;
      double e = ratio - 0.5 * vz;
      top += growR[i * l + j] * Mills.density(e) / vz;
      double f = ratio + 0.5 * vz;
      double density = Mills.density(f);
      bottom += growQ[i * l + j] * (Mills.cdf(f, density) + density / vz);
    }
    double next = -drift + Logarithm.log(top / bottom);
    double slope = newton ? (-dm * fm / (v * v)) / top - (fp / v - dp * fp / (v * v)) / bottom : 0;
    double change = (next - logB) / (1 - slope);
    return here - change;
  }
}
