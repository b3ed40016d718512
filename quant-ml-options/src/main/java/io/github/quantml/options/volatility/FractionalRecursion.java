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
      if (slopes) {
        slopes(w, tail, square, e, b, bMu, m, t, h, d);
        h[t] += base;
        d[t * 5 + 1] = 1 / (1 - p[4]);
        d[t * 5 + 4] += base / (1 - p[4]);
      } else {
        double[] c = w[0];
        double sum = tail[0] * b;
        for (int i = 0; i < m; i++) {
          sum += c[i] * square[t - 1 - i];
        }
        h[t] = base + sum;
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

  /** Five sums in one walk over the lags. */
  private static void slopes(
      double[][] w,
      double[] tail,
      double[] square,
      double[] e,
      double b,
      double bMu,
      int m,
      int t,
      double[] h,
      double[] d) {
    double value = tail[0] * b;
    double mu = tail[0] * bMu;
    double phi = tail[1] * b;
    double fraction = tail[2] * b;
    double beta = tail[3] * b;
    double[] w0 = w[0];
    double[] w1 = w[1];
    double[] w2 = w[2];
    double[] w3 = w[3];
    for (int i = 0; i < m; i++) {
      double x = square[t - 1 - i];
      value += w0[i] * x;
      mu -= 2 * w0[i] * e[t - 1 - i];
      phi += w1[i] * x;
      fraction += w2[i] * x;
      beta += w3[i] * x;
    }
    h[t] = value;
    d[t * 5] = mu;
    d[t * 5 + 2] = phi;
    d[t * 5 + 3] = fraction;
    d[t * 5 + 4] = beta;
  }
}
