// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import org.apache.commons.math3.util.FastMath;

/**
 * The least-squares fit of one SVI smile in volatilities by Levenberg and Marquardt.
 *
 * <p>Five free numbers map into the smiles with positive minimum and Lee's slope: ln of the
 * minimum, the logit of b(1 + |ρ|)/2, artanh ρ, m and ln σ. Derivatives in the five parameters are
 * analytic, those of the map, free of the quotes, are differences.
 */
final class SviSlice {
  private static final int N = 5;
  private static final int MOST = 40;
  private static final double STEP = 1e-6;
  private static final double DONE = 1e-8;

  private final double[] k;
  private final double[] volatility;
  private final double[] weight;
  private final double years;
  private final double rootYears;
  private final double total;

  private final double[] p = new double[N];
  private final double[][] map = new double[N][N];
  private final double[] gradient = new double[N];
  private final double[][] normal = new double[N][N];

  SviSlice(SmileQuotes q) {
    this.k = q.k();
    this.volatility = q.volatility();
    this.weight = q.weight();
    this.years = q.years();
    this.rootYears = Math.sqrt(years);
    double sum = 0;
    for (double u : weight) {
      sum += u;
    }
    this.total = sum > 0 ? sum : 1;
  }

  /** The best smile from a start. */
  Svi descend(Svi start) {
    double[] x = from(start);
    double[] trial = new double[N];
    to(x, p);
    double value = objective();
    double damping = 1e-3;
    for (int i = 0; i < MOST; i++) {
      linearise(x);
      double before = value;
      boolean better = false;
      while (damping < 1e9 && !better) {
        step(x, damping, trial);
        to(trial, p);
        double v = objective();
        if (v < value) {
          value = v;
          System.arraycopy(trial, 0, x, 0, N);
          better = true;
        }
        damping = better ? Math.max(damping * 0.2, 1e-9) : damping * 6;
      }
      if (!better || before - value < DONE * before) {
        break;
      }
    }
    to(x, p);
    return new Svi(p[0], p[1], p[2], p[3], p[4]);
  }

  private static double[] from(Svi s) {
    double rho = Math.min(Math.max(s.rho(), -0.999), 0.999);
    double q = Math.sqrt(1 - rho * rho);
    double least = Math.max(s.a() + s.b() * s.sigma() * q, 1e-9);
    double share = Math.min(Math.max(0.5 * s.b() * (1 + Math.abs(rho)), 1e-6), 0.999);
    return new double[] {
      FastMath.log(least),
      FastMath.log(share / (1 - share)),
      FastMath.atanh(rho),
      s.m(),
      FastMath.log(s.sigma())
    };
  }

  /** a, b, ρ, m, σ of free numbers. */
  private static void to(double[] x, double[] out) {
    double rho = FastMath.tanh(Math.min(Math.max(x[2], -4.5), 4.5));
    double b = 2 / (1 + Math.abs(rho)) / (1 + FastMath.exp(-x[1]));
    double sigma = FastMath.exp(Math.min(Math.max(x[4], -9), 3));
    out[1] = b;
    out[2] = rho;
    out[3] = x[3];
    out[4] = sigma;
    out[0] = FastMath.exp(Math.max(x[0], -25)) - b * sigma * Math.sqrt(1 - rho * rho);
  }

  private double objective() {
    double sum = 0;
    double ss = p[4] * p[4];
    for (int i = 0; i < k.length; i++) {
      double x = k[i] - p[3];
      double w = p[0] + p[1] * (p[2] * x + Math.sqrt(x * x + ss));
      double e = Math.sqrt(Math.max(w, 0)) / rootYears - volatility[i];
      sum += weight[i] * e * e;
    }
    return sum / total;
  }

  private void linearise(double[] x) {
    double[] up = new double[N];
    double[] shifted = new double[N];
    to(x, p);
    for (int j = 0; j < N; j++) {
      System.arraycopy(x, 0, shifted, 0, N);
      shifted[j] = x[j] + STEP;
      to(shifted, up);
      for (int i = 0; i < N; i++) {
        map[j][i] = (up[i] - p[i]) / STEP;
      }
    }
    double[] g = new double[N];
    double[][] a = new double[N][N];
    quotes(g, a);
    for (int i = 0; i < N; i++) {
      gradient[i] = 0;
      for (int j = 0; j < N; j++) {
        normal[i][j] = 0;
        gradient[i] += map[i][j] * g[j];
      }
    }
    for (int i = 0; i < N; i++) {
      double[] row = new double[N];
      for (int n = 0; n < N; n++) {
        for (int m = 0; m < N; m++) {
          row[n] += map[i][m] * (m >= n ? a[m][n] : a[n][m]);
        }
      }
      for (int j = 0; j < N; j++) {
        for (int n = 0; n < N; n++) {
          normal[i][j] += row[n] * map[j][n];
        }
      }
    }
  }

  /** Gradient and lower triangle of the normal matrix in a, b, ρ, m, σ. */
  private void quotes(double[] g, double[][] a) {
    double[] d = new double[N];
    double b = p[1];
    double rho = p[2];
    double sigma = p[4];
    for (int i = 0; i < k.length; i++) {
      double x = k[i] - p[3];
      double root = Math.sqrt(x * x + sigma * sigma);
      double w = Math.max(p[0] + b * (rho * x + root), 1e-12);
      double v = Math.sqrt(w) / rootYears;
      double outer = 0.5 / (v * years);
      double inverse = 1 / root;
      d[0] = outer;
      d[1] = outer * (rho * x + root);
      d[2] = outer * b * x;
      d[3] = -outer * b * (rho + x * inverse);
      d[4] = outer * b * sigma * inverse;
      double u = weight[i] / total;
      double e = u * (v - volatility[i]);
      for (int m = 0; m < N; m++) {
        g[m] += e * d[m];
        double um = u * d[m];
        for (int n = 0; n <= m; n++) {
          a[m][n] += um * d[n];
        }
      }
    }
  }

  /** x − (A + λ diag A)⁻¹ g by Cholesky's decomposition. */
  private void step(double[] x, double damping, double[] out) {
    double[][] l = new double[N][N];
    double[] y = new double[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = normal[i][j];
        if (i == j) {
          sum += damping * normal[i][i] + 1e-18;
        }
        for (int m = 0; m < j; m++) {
          sum -= l[i][m] * l[j][m];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-30)) : sum / l[j][j];
      }
      double sum = gradient[i];
      for (int m = 0; m < i; m++) {
        sum -= l[i][m] * y[m];
      }
      y[i] = sum / l[i][i];
    }
    for (int i = N - 1; i >= 0; i--) {
      double sum = y[i];
      for (int m = i + 1; m < N; m++) {
        sum -= l[m][i] * out[m];
      }
      out[i] = sum / l[i][i];
    }
    double limit = 1;
    for (int i = 0; i < N; i++) {
      limit = Math.max(limit, Math.abs(out[i]) / (i == 3 ? 0.5 : 1.5));
    }
    for (int i = 0; i < N; i++) {
      out[i] = x[i] - out[i] / limit;
    }
  }
}
