// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import org.apache.commons.math3.util.FastMath;

/**
 * The least-squares fit of one eSSVI slice by Levenberg and Marquardt.
 *
 * <p>Three free numbers map into the admissible set of (θ, ρ, ψ): θ = θ₁ + θ₀eˣ, ρ = tanh y, ψ
 * between its bounds by the logistic of z. In 2w = θ + ρψk + R, R² = ψ²k² + 2ρψkθ + θ², all
 * derivatives in (θ, ρ, ψ) are rational in R; those of the map, free of the quotes, are central
 * differences.
 */
final class EssviSlice {
  private static final int MOST = 60;
  private static final double STEP = 1e-6;
  private static final double DONE = 1e-10;

  private final double[] k;
  private final double[] volatility;
  private final double[] weight;
  private final double rootYears;
  private final double atm;
  private final double theta1;
  private final double rho1;
  private final double psi1;

  private final double[] p = new double[3];
  private final double[][] map = new double[3][3];
  private final double[] gradient = new double[3];
  private final double[][] normal = new double[3][3];

  EssviSlice(SmileQuotes q, double atm, double theta1, double rho1, double psi1) {
    this.k = q.k();
    this.volatility = q.volatility();
    this.weight = q.weight();
    this.rootYears = Math.sqrt(q.years());
    this.atm = atm;
    this.theta1 = theta1;
    this.rho1 = rho1;
    this.psi1 = psi1;
  }

  /** (θ, ρ, ψ) of free numbers; false where ρ leaves no room for ψ. */
  private boolean to(double[] x, double[] out) {
    if (!(Math.abs(x[0]) <= 40 && Math.abs(x[1]) <= 4 && Math.abs(x[2]) <= 30)) {
      return false;
    }
    double theta = theta1 + atm * FastMath.exp(x[0]);
    double rho = FastMath.tanh(x[1]);
    double one = 1 + Math.abs(rho);
    double high = Math.min(4 / one, 2 * Math.sqrt(theta / one)) * (1 - 1e-9);
    double low = 0;
    if (psi1 > 0) {
      high = Math.min(high, psi1 * theta / theta1);
      low = psi1 * Math.max((1 + rho1) / (1 + rho), (1 - rho1) / (1 - rho));
    }
    if (!(high > low)) {
      return false;
    }
    out[0] = theta;
    out[1] = rho;
    out[2] = low + (high - low) / (1 + FastMath.exp(-x[2]));
    return out[2] > 0;
  }

  /** The sum of squares over about thirty of the quotes: enough to choose a start by. */
  double roughly(double[] x) {
    return to(x, p) ? squares(Math.max(1, k.length / 30)) : Double.POSITIVE_INFINITY;
  }

  private double squares(int stride) {
    double theta = p[0];
    double psi = p[2];
    double lean = p[1] * psi;
    double sum = 0;
    for (int i = 0; i < k.length; i += stride) {
      double root = Math.sqrt(psi * psi * k[i] * k[i] + 2 * lean * k[i] * theta + theta * theta);
      double w = 0.5 * (theta + lean * k[i] + root);
      double e = Math.sqrt(w) / rootYears - volatility[i];
      sum += weight[i] * e * e;
    }
    return sum;
  }

  /** Descends from an admissible start. */
  Ssvi descend(double[] start) {
    double[] x = start.clone();
    double[] trial = new double[3];
    if (!to(x, p)) {
      throw new IllegalArgumentException("start: not admissible");
    }
    double value = squares(1);
    double damping = 1e-3;
    for (int i = 0; i < MOST; i++) {
      linearise(x);
      boolean moved = false;
      double before = value;
      while (damping < 1e10 && !moved) {
        step(x, damping, trial);
        if (to(trial, p)) {
          double v = squares(1);
          if (v < value) {
            value = v;
            System.arraycopy(trial, 0, x, 0, 3);
            moved = true;
          }
        }
        damping = moved ? Math.max(damping * 0.1, 1e-9) : damping * 8;
      }
      if (!moved || before - value < DONE * before) {
        break;
      }
      damping = Math.min(damping, 1e4);
    }
    to(x, p);
    return new Ssvi(p[0], p[1], p[2] / p[0]);
  }

  /** Gradient and normal matrix in the free numbers. */
  private void linearise(double[] x) {
    double[] up = new double[3];
    double[] down = new double[3];
    double[] moved = new double[3];
    for (int j = 0; j < 3; j++) {
      System.arraycopy(x, 0, moved, 0, 3);
      moved[j] = x[j] + STEP;
      boolean right = to(moved, up);
      moved[j] = x[j] - STEP;
      boolean left = to(moved, down);
      to(x, p);
      for (int i = 0; i < 3; i++) {
        double top = right ? up[i] : p[i];
        double bottom = left ? down[i] : p[i];
        map[j][i] = right || left ? (top - bottom) / (right && left ? 2 * STEP : STEP) : 0;
      }
      gradient[j] = 0;
      normal[j][0] = 0;
      normal[j][1] = 0;
      normal[j][2] = 0;
    }
    accumulate();
  }

  private void accumulate() {
    double theta = p[0];
    double rho = p[1];
    double psi = p[2];
    double g0 = 0;
    double g1 = 0;
    double g2 = 0;
    double a00 = 0;
    double a01 = 0;
    double a02 = 0;
    double a11 = 0;
    double a12 = 0;
    double a22 = 0;
    for (int i = 0; i < k.length; i++) {
      double z = psi * k[i];
      double root = Math.sqrt(z * z + 2 * rho * z * theta + theta * theta);
      double inverse = 1 / root;
      double sigma = Math.sqrt(0.5 * (theta + rho * z + root)) / rootYears;
      // ∂σ = ∂w/(2σT)
      double outer = 0.25 / (sigma * rootYears * rootYears);
      double d0 = outer * (1 + (rho * z + theta) * inverse);
      double d1 = outer * z * (1 + theta * inverse);
      double d2 = outer * k[i] * (rho + (z + rho * theta) * inverse);
      double u = weight[i];
      double e = u * (sigma - volatility[i]);
      g0 += e * d0;
      g1 += e * d1;
      g2 += e * d2;
      a00 += u * d0 * d0;
      a01 += u * d0 * d1;
      a02 += u * d0 * d2;
      a11 += u * d1 * d1;
      a12 += u * d1 * d2;
      a22 += u * d2 * d2;
    }
    double[] g = {g0, g1, g2};
    double[][] a = {{a00, a01, a02}, {a01, a11, a12}, {a02, a12, a22}};
    for (int i = 0; i < 3; i++) {
      for (int m = 0; m < 3; m++) {
        gradient[i] += map[i][m] * g[m];
        for (int j = 0; j < 3; j++) {
          for (int n = 0; n < 3; n++) {
            normal[i][j] += map[i][m] * a[m][n] * map[j][n];
          }
        }
      }
    }
  }

  /** x − (A + λ diag A)⁻¹ g by Cramer's rule. */
  private void step(double[] x, double damping, double[] out) {
    double scale = Math.max(normal[0][0], Math.max(normal[1][1], normal[2][2]));
    double ridge = 1e-14 * scale + Double.MIN_NORMAL;
    double a = normal[0][0] * (1 + damping) + ridge;
    double b = normal[0][1];
    double c = normal[0][2];
    double d = normal[1][1] * (1 + damping) + ridge;
    double e = normal[1][2];
    double f = normal[2][2] * (1 + damping) + ridge;
    double c00 = d * f - e * e;
    double c01 = c * e - b * f;
    double c02 = b * e - c * d;
    double det = a * c00 + b * c01 + c * c02;
    double c11 = a * f - c * c;
    double c12 = b * c - a * e;
    double c22 = a * d - b * b;
    double g0 = gradient[0];
    double g1 = gradient[1];
    double g2 = gradient[2];
    out[0] = x[0] - clamp((c00 * g0 + c01 * g1 + c02 * g2) / det);
    out[1] = x[1] - clamp((c01 * g0 + c11 * g1 + c12 * g2) / det);
    out[2] = x[2] - clamp((c02 * g0 + c12 * g1 + c22 * g2) / det);
  }

  private static double clamp(double step) {
    return Math.min(Math.max(step, -2), 2);
  }
}
