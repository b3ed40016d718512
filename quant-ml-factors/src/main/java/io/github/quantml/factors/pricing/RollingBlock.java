// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import java.util.Arrays;

/**
 * The regressions of one window for some assets side by side.
 *
 * <p>The inner loops run over assets, whose values lie next to each other, so that the compiler can
 * vectorise them. Bartlett weights of lag L are what moving sums of L + 1 rows give:
 *
 * <pre>Σₛ zₛ(zₛ + 2 Σₗ (1 − l/(L + 1)) zₛ₋ₗ) = Σₛ (zₛ + zₛ₋₁ + … + zₛ₋L)² / (L + 1)</pre>
 *
 * with z = 0 outside the window and s running L rows past its end, and a moving sum is a difference
 * of two running sums of z. Those stay small, for z = P[j][s]·e[s] sums to 0 over the window.
 */
final class RollingBlock {
  private final RollingFactorModel config;
  private final Design design;
  private final int capacity;
  private final double[] residuals;

  /** Running sums of the last L + 1 rows, row s in slot s modulo L + 1. */
  private final double[][] sums;

  /** Means of the columns, and their sums of products about the means. */
  private final double[] means;

  private final double[] products;

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
    this.sums = new double[Math.max(config.lag(), 0) + 1][capacity];
    this.means = new double[design.k];
    this.products = new double[design.k * design.k];
    this.coefficients = new double[design.k][capacity];
    this.standardErrors = new double[design.k][capacity];
    this.residualSquares = new double[capacity];
    this.rSquared = new double[capacity];
    centre();
  }

  private void centre() {
    int k = design.k;
    for (int j = 0; j < k; j++) {
      for (double x : design.columns[j]) {
        means[j] += x / design.n;
      }
      for (int i = 0; i <= j; i++) {
        double sum = 0;
        for (int s = 0; s < design.n; s++) {
          sum += (design.columns[i][s] - means[i]) * (design.columns[j][s] - means[j]);
        }
        products[i * k + j] = sum;
        products[j * k + i] = sum;
      }
    }
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
    int at = from * width + first;
    for (int j = 0; j < design.k; j++) {
      coefficient(design.inverse[j], rows, at, width, coefficients[j]);
    }
    Arrays.fill(residualSquares, 0);
    for (int s = 0; s < design.n; s++) {
      residual(s, rows, at + s * width);
    }
    for (int b = 0; b < count; b++) {
      rSquared[b] = rSquared(b);
    }
    for (int j = 0; j < design.k; j++) {
      errors(j);
    }
  }

  private void coefficient(double[] p, double[] y, int at, int width, double[] out) {
    Arrays.fill(out, 0);
    int n = design.n;
    int s = 0;
    for (; s + 3 < n; s += 4) {
      double p0 = p[s];
      double p1 = p[s + 1];
      double p2 = p[s + 2];
      double p3 = p[s + 3];
      int at0 = at + s * width;
      int at1 = at0 + width;
      int at2 = at1 + width;
      int at3 = at2 + width;
      for (int b = 0; b < size; b++) {
        out[b] += p0 * y[at0 + b] + p1 * y[at1 + b] + (p2 * y[at2 + b] + p3 * y[at3 + b]);
      }
    }
    for (; s < n; s++) {
      double p0 = p[s];
      int at0 = at + s * width;
      for (int b = 0; b < size; b++) {
        out[b] += p0 * y[at0 + b];
      }
    }
  }

  /** Row s of the residuals, and its squares. */
  private void residual(int s, double[] y, int at) {
    int to = s * capacity;
    System.arraycopy(y, at, residuals, to, size);
    int k = design.k;
    int j = 0;
    for (; j + 3 < k; j += 4) {
      double x0 = design.columns[j][s];
      double x1 = design.columns[j + 1][s];
      double x2 = design.columns[j + 2][s];
      double x3 = design.columns[j + 3][s];
      double[] b0 = coefficients[j];
      double[] b1 = coefficients[j + 1];
      double[] b2 = coefficients[j + 2];
      double[] b3 = coefficients[j + 3];
      for (int b = 0; b < size; b++) {
        residuals[to + b] -= b0[b] * x0 + b1[b] * x1 + (b2[b] * x2 + b3[b] * x3);
      }
    }
    for (; j < k; j++) {
      double x = design.columns[j][s];
      double[] c = coefficients[j];
      for (int b = 0; b < size; b++) {
        residuals[to + b] -= c[b] * x;
      }
    }
    for (int b = 0; b < size; b++) {
      residualSquares[b] += residuals[to + b] * residuals[to + b];
    }
  }

  /** Explained over total sum of squares; 0 for a response that is constant up to rounding. */
  private double rSquared(int b) {
    int k = design.k;
    double mean = 0;
    double explained = 0;
    for (int j = 0; j < k; j++) {
      double c = coefficients[j][b];
      mean += c * means[j];
      for (int i = 0; i < k; i++) {
        explained += c * products[j * k + i] * coefficients[i][b];
      }
    }
    double total = explained + residualSquares[b];
    double rounding = 1e-15 * mean;
    return total <= design.n * rounding * rounding ? 0 : explained / total;
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
      for (int b = 0; b < size; b++) {
        v[b] = inverse * residualSquares[b];
      }
      scale = 1.0 / (n - design.k);
    } else {
      int slots = config.lag() + 1;
      for (double[] slot : sums) {
        Arrays.fill(slot, 0);
      }
      int s = 0;
      for (; slots >= 4 && s + 3 < n; s += 4) {
        movingSums(p, s, slots, v);
      }
      for (; s < n; s++) {
        movingSum(p[s], s * capacity, sums[(s + config.lag()) % slots], sums[s % slots], v);
      }
      for (; s < n + config.lag(); s++) {
        end(sums[(n - 1) % slots], sums[s % slots], v);
      }
      scale /= slots;
    }
    for (int b = 0; b < size; b++) {
      v[b] = Math.sqrt(scale * v[b]);
    }
  }

  /** Adds a row to the running sum, and the square of the sum less that of L + 1 rows ago to v. */
  private void movingSum(double p, int row, double[] previous, double[] slot, double[] v) {
    for (int b = 0; b < size; b++) {
      double sum = previous[b] + p * residuals[row + b];
      double moving = sum - slot[b];
      slot[b] = sum;
      v[b] += moving * moving;
    }
  }

  /** Four rows at once: half of the loads and stores. */
  private void movingSums(double[] p, int s, int slots, double[] v) {
    double p0 = p[s];
    double p1 = p[s + 1];
    double p2 = p[s + 2];
    double p3 = p[s + 3];
    int e0 = s * capacity;
    int e1 = e0 + capacity;
    int e2 = e1 + capacity;
    int e3 = e2 + capacity;
    double[] previous = sums[(s + slots - 1) % slots];
    double[] slot0 = sums[s % slots];
    double[] slot1 = sums[(s + 1) % slots];
    double[] slot2 = sums[(s + 2) % slots];
    double[] slot3 = sums[(s + 3) % slots];
    for (int b = 0; b < size; b++) {
      double sum0 = previous[b] + p0 * residuals[e0 + b];
      double sum1 = sum0 + p1 * residuals[e1 + b];
      double sum2 = sum1 + p2 * residuals[e2 + b];
      double sum3 = sum2 + p3 * residuals[e3 + b];
      double moving0 = sum0 - slot0[b];
      double moving1 = sum1 - slot1[b];
      double moving2 = sum2 - slot2[b];
      double moving3 = sum3 - slot3[b];
      slot0[b] = sum0;
      slot1[b] = sum1;
      slot2[b] = sum2;
      slot3[b] = sum3;
      v[b] += moving0 * moving0 + moving1 * moving1 + (moving2 * moving2 + moving3 * moving3);
    }
  }

  /** The same past the last row, where the running sum stays. */
  private void end(double[] last, double[] slot, double[] v) {
    for (int b = 0; b < size; b++) {
      double moving = last[b] - slot[b];
      v[b] += moving * moving;
    }
  }
}
