// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import java.util.Arrays;

/**
 * The regressions of one window for some assets side by side.
 *
 * <p>The inner loops run over assets, whose values lie next to each other, so that the compiler can
 * vectorise them.
 */
final class RollingBlock {
  private final RollingFactorModel config;
  private final Design design;
  private final int capacity;
  private final double[] residuals;
  private final double[] moments;
  private final double[] lagged;

  int size;
  final double[][] coefficients;
  final double[][] standardErrors;
  final double[] residualSquares;
  final double[] rSquared;

  RollingBlock(RollingFactorModel config, Design design, int capacity) {
    this.config = config;
    this.design = design;
    this.capacity = capacity;
    this.residuals = new double[design.n * capacity];
    this.moments = new double[design.n * capacity];
    this.lagged = new double[capacity];
    this.coefficients = new double[design.k][capacity];
    this.standardErrors = new double[design.k][capacity];
    this.residualSquares = new double[capacity];
    this.rSquared = new double[capacity];
  }

  int observations() {
    return design.n;
  }

  int coefficientCount() {
    return design.k;
  }

  /**
   * Solves.
   *
   * @param rows responses, row-major with {@code width} assets a row
   * @param from first row of the window
   * @param first first asset
   * @param count assets
   */
  void solve(double[] rows, int width, int from, int first, int count) {
    size = count;
    int n = design.n;
    for (int s = 0; s < n; s++) {
      System.arraycopy(rows, (from + s) * width + first, residuals, s * capacity, count);
    }
    double[] total = totals(n);
    for (int j = 0; j < design.k; j++) {
      double[] b = coefficients[j];
      Arrays.fill(b, 0);
      double[] p = design.inverse[j];
      int s = 0;
      for (; s + 3 < n; s += 4) {
        axpy4(p[s], p[s + 1], p[s + 2], p[s + 3], residuals, s * capacity, capacity, b);
      }
      for (; s < n; s++) {
        axpy(p[s], residuals, s * capacity, b);
      }
    }
    for (int s = 0; s < n; s++) {
      for (int j = 0; j < design.k; j++) {
        subtract(design.columns[j][s], coefficients[j], residuals, s * capacity);
      }
    }
    Arrays.fill(residualSquares, 0);
    for (int s = 0; s < n; s++) {
      square(residuals, s * capacity, residualSquares);
    }
    for (int b = 0; b < count; b++) {
      rSquared[b] = total[b] > 0 ? 1 - residualSquares[b] / total[b] : 0;
    }
    for (int j = 0; j < design.k; j++) {
      errors(j);
    }
  }

  private double[] totals(int n) {
    double[] means = new double[capacity];
    double[] out = new double[capacity];
    for (int s = 0; s < n; s++) {
      axpy(1.0 / n, residuals, s * capacity, means);
    }
    for (int s = 0; s < n; s++) {
      for (int b = 0; b < size; b++) {
        double d = residuals[s * capacity + b] - means[b];
        out[b] += d * d;
      }
    }
    return out;
  }

  private void errors(int j) {
    int n = design.n;
    double[] p = design.inverse[j];
    double[] v = standardErrors[j];
    Arrays.fill(v, 0);
    double scale = config.smallSample() ? n / (double) (n - design.k) : 1;
    if (config.lag() == RollingFactorModel.IID_ERRORS) {
      double inverse = 0;
      for (double value : p) {
        inverse += value * value;
      }
      axpy(inverse, residualSquares, 0, v);
      scale = 1.0 / (n - design.k);
    } else {
      double[] w = new double[config.lag() + 1];
      for (int l = 1; l < w.length; l++) {
        w[l] = 2 * (1 - l / (config.lag() + 1.0));
      }
      for (int s = 0; s < n; s++) {
        scale(p[s], residuals, s * capacity);
      }
      for (int s = 0; s < n; s++) {
        // zₛ(zₛ + 2 Σ w(l) zₛ₋ₗ), summed over s, is the long-run variance.
        System.arraycopy(moments, s * capacity, lagged, 0, size);
        int last = Math.min(config.lag(), s);
        int l = 1;
        for (; l + 3 <= last; l += 4) {
          int at = (s - l) * capacity;
          axpy4(w[l], w[l + 1], w[l + 2], w[l + 3], moments, at, -capacity, lagged);
        }
        for (; l <= last; l++) {
          axpy(w[l], moments, (s - l) * capacity, lagged);
        }
        multiplyAdd(moments, s * capacity, lagged, v);
      }
    }
    for (int b = 0; b < size; b++) {
      v[b] = Math.sqrt(scale * v[b]);
    }
  }

  private void axpy(double factor, double[] x, int at, double[] out) {
    for (int b = 0; b < size; b++) {
      out[b] += factor * x[at + b];
    }
  }

  /**
   * Four rows that lie {@code step} apart at once: a quarter of the loads and stores of the sum.
   */
  private void axpy4(
      double f0, double f1, double f2, double f3, double[] x, int at, int step, double[] out) {
    int at1 = at + step;
    int at2 = at1 + step;
    int at3 = at2 + step;
    for (int b = 0; b < size; b++) {
      out[b] += f0 * x[at + b] + f1 * x[at1 + b] + (f2 * x[at2 + b] + f3 * x[at3 + b]);
    }
  }

  private void subtract(double factor, double[] x, double[] out, int at) {
    for (int b = 0; b < size; b++) {
      out[at + b] -= factor * x[b];
    }
  }

  private void square(double[] x, int at, double[] out) {
    for (int b = 0; b < size; b++) {
      out[b] += x[at + b] * x[at + b];
    }
  }

  private void scale(double factor, double[] x, int at) {
    for (int b = 0; b < size; b++) {
      moments[at + b] = factor * x[at + b];
    }
  }

  private void multiplyAdd(double[] x, int at, double[] y, double[] out) {
    for (int b = 0; b < size; b++) {
      out[b] += x[at + b] * y[b];
    }
  }
}
