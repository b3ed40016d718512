// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import org.apache.commons.math3.util.FastMath;

/**
 * Least-squares waves of known periods on a short stretch of returns, by normal equations.
 *
 * <p>Time runs backwards from 0 at the last return, so the future is t = 1, 2, …. The equations are
 * solved by Cholesky with a relative ridge of 1e-12; periods come from a search that keeps them a
 * resolution apart, so the system is well conditioned.
 */
final class WaveFit {
  private static final double RIDGE = 1e-12;
  private static final int ANCHOR = 64;

  private final double[] periods;
  private final double[] coefficients;
  private final double[] residuals;
  private final double noise;

  private WaveFit(double[] periods, double[] coefficients, double[] residuals) {
    this.periods = periods;
    this.coefficients = coefficients;
    this.residuals = residuals;
    double sum = 0;
    for (double r : residuals) {
      sum += r * r;
    }
    // Variance of an amplitude estimate: 2σ²/n for each of its two coordinates.
    this.noise = 4 * sum / ((double) residuals.length * residuals.length);
  }

  static WaveFit of(double[] x, double[] periods) {
    int n = x.length;
    int width = 1 + 2 * periods.length;
    double[] design = design(n, periods, width);
    double[] gram = new double[width * width];
    double[] b = new double[width];
    for (int t = 0; t < n; t++) {
      for (int i = 0; i < width; i++) {
        double value = design[t * width + i];
        b[i] += value * x[t];
        for (int j = 0; j <= i; j++) {
          gram[i * width + j] += value * design[t * width + j];
        }
      }
    }
    solve(gram, b, width);
    double[] residuals = new double[n];
    for (int t = 0; t < n; t++) {
      double fitted = 0;
      for (int i = 0; i < width; i++) {
        fitted += b[i] * design[t * width + i];
      }
      residuals[t] = x[t] - fitted;
    }
    return new WaveFit(periods, b, residuals);
  }

  private static double[] design(int n, double[] periods, int width) {
    double[] out = new double[n * width];
    for (int t = 0; t < n; t++) {
      out[t * width] = 1;
    }
    for (int i = 0; i < periods.length; i++) {
      double step = 2 * FastMath.PI / periods[i];
      double stepCos = FastMath.cos(step);
      double stepSin = FastMath.sin(step);
      double c = 1;
      double s = 0;
      for (int t = 0; t < n; t++) {
        if (t % ANCHOR == 0) {
          c = FastMath.cos(step * (t - n + 1));
          s = FastMath.sin(step * (t - n + 1));
        }
        out[t * width + 1 + 2 * i] = c;
        out[t * width + 2 + 2 * i] = s;
        double next = c * stepCos - s * stepSin;
        s = s * stepCos + c * stepSin;
        c = next;
      }
    }
    return out;
  }

  private static void solve(double[] a, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        double ridge = RIDGE * a[0];
        a[i * n + j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / a[j * n + j];
      }
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= a[i * n + k] * b[k];
      }
      b[i] = sum / a[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= a[k * n + i] * b[k];
      }
      b[i] = sum / a[i * n + i];
    }
  }

  double drift() {
    return coefficients[0];
  }

  double[] residuals() {
    return residuals;
  }

  /** Share of wave i to believe: (A² − noise)/A², at least 0. */
  double shrinkage(int i) {
    double c = coefficients[1 + 2 * i];
    double s = coefficients[2 + 2 * i];
    double power = c * c + s * s;
    return power > noise ? 1 - noise / power : 0;
  }

  /** Σ_{j=1}^{h} of wave i, by the closed form of a geometric sum. */
  double sumAhead(int i, int h) {
    double half = FastMath.PI / periods[i];
    // Σ e^{iωj} = e^{iω(h+1)/2} · sin(ωh/2)/sin(ω/2)
    double size = FastMath.sin(half * h) / FastMath.sin(half);
    double angle = half * (h + 1);
    return size
        * (coefficients[1 + 2 * i] * FastMath.cos(angle)
            + coefficients[2 + 2 * i] * FastMath.sin(angle));
  }
}
