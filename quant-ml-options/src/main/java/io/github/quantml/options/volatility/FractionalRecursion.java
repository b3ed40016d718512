// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

/** FIGARCH(1, d, 1): a convolution of squares with the weights of the ARCH(∞) form. */
final class FractionalRecursion {
  private FractionalRecursion() {}

  /** λ₁ … λ_LAGS, and their derivatives in φ, d, β if asked for. */
  static double[][] weights(double phi, double d, double beta) {
    int n = Recursion.LAGS;
    double[][] w = new double[4][n];
    double delta = d;
    double deltaD = 1;
    w[0][0] = phi - beta + d;
    w[1][0] = 1;
    w[2][0] = 1;
    w[3][0] = -1;
    for (int i = 1; i < n; i++) {
      double last = delta;
      double lastD = deltaD;
      double f = (i - d) / (i + 1);
      delta = f * last;
      deltaD = f * lastD - last / (i + 1);
      w[0][i] = beta * w[0][i - 1] + delta - phi * last;
      w[1][i] = beta * w[1][i - 1] - last;
      w[2][i] = beta * w[2][i - 1] + deltaD - phi * lastD;
      w[3][i] = beta * w[3][i - 1] + w[0][i - 1];
    }
    return w;
  }

  static boolean run(double[] p, double[] r, double back, double[] h, double[] d, boolean slopes) {
    double[][] w = weights(p[2], p[3], p[4]);
    int lags = Recursion.LAGS;
    int n = r.length;
    double[] e = new double[n];
    double[] square = new double[n];
    double b = 0;
    double bMu = 0;
    for (int t = 0; t < n; t++) {
      e[t] = r[t] - p[0];
      square[t] = e[t] * e[t];
      b += square[t] / n;
      bMu -= 2 * e[t] / n;
    }
    if (!Double.isNaN(back)) {
      b = back;
      bMu = 0;
    }
    int rows = slopes ? 4 : 1;
    double[] tail = new double[rows];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < lags; i++) {
        tail[j] += w[j][i];
      }
    }
    double base = p[1] / (1 - p[4]);
    for (int t = 0; t <= n; t++) {
      int m = Math.min(t, lags);
      double mu = slopes ? tail[0] * bMu : 0;
      for (int j = 0; j < rows; j++) {
        double[] c = w[j];
        double sum = tail[j] * b;
        for (int i = 0; i < m; i++) {
          sum += c[i] * square[t - 1 - i];
        }
        if (j == 0) {
          h[t] = base + sum;
        } else {
          d[t * 5 + 1 + j] = sum;
        }
      }
      if (slopes) {
        for (int i = 0; i < m; i++) {
          mu -= 2 * w[0][i] * e[t - 1 - i];
        }
        d[t * 5] = mu;
        d[t * 5 + 1] = 1 / (1 - p[4]);
        d[t * 5 + 4] += base / (1 - p[4]);
      }
      if (!(h[t] > 0)) {
        return false;
      }
      if (t < lags) {
        for (int j = 0; j < rows; j++) {
          tail[j] -= w[j][t];
        }
      }
    }
    return true;
  }
}
