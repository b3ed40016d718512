// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.math.regression.RollingOlsFit.Status;
import java.util.Arrays;

/** The state of one rolling regression and the solution of its latest window. */
final class RollingOlsKernel {
  private final int window;
  private final int k;
  private final int order;
  private final int lag;
  private final boolean smallSample;
  private final boolean intercept;
  private final double rankTolerance;

  /** Rows of the block being filled, kept until its suffix factors are built. */
  private final double[] block;

  /** Factor j covers rows j … window − 1 of the last full block. */
  private final double[] suffixes;

  private final double[] prefix;
  private final double[] factor;
  private final double[] row;
  private int inBlock;
  private boolean full;

  private final double[] inverse;
  private final double[] bread;
  private final double[] meat;
  private final double[] residuals;
  private final double[][] local;
  private final double[][] sums;
  private final ShiftedSums shifted;

  final double[] coefficients;
  final double[] standardErrors;
  double residualStdDev;
  double rSquared;
  Status status = Status.WARMING_UP;

  RollingOlsKernel(RollingOls config, int k) {
    if (k < 1 || config.window() <= k) {
      throw new IllegalArgumentException(
          "window must exceed the number of coefficients, " + k + ": " + config.window());
    }
    this.window = config.window();
    this.k = k;
    this.order = k + 1;
    this.lag = config.lag();
    this.smallSample = config.smallSample();
    this.intercept = config.intercept();
    double tolerance = 16 * window * Math.ulp(1.0);
    this.rankTolerance = tolerance * tolerance;
    int length = TriangularFactor.length(order);
    this.block = new double[window * order];
    this.suffixes = new double[window * length];
    this.prefix = new double[length];
    this.factor = new double[length];
    this.row = new double[order];
    this.inverse = new double[k * k];
    this.bread = new double[k * k];
    this.meat = new double[k * k];
    this.residuals = new double[window];
    this.local = new double[k][window];
    int terms = Math.max(lag, 0) + 1;
    this.shifted = new ShiftedSums(window, terms);
    this.sums = new double[k][window + terms - 1];
    this.coefficients = new double[k];
    this.standardErrors = new double[k];
  }

  /** Whether a whole window has been seen. */
  boolean isFull() {
    return full;
  }

  /** Takes in one row, the regressors and then the response. */
  void add(double[] newRow) {
    int length = factor.length;
    System.arraycopy(newRow, 0, block, inBlock * order, order);
    System.arraycopy(newRow, 0, row, 0, order);
    TriangularFactor.absorb(prefix, 0, order, row, 0, 1);
    inBlock++;
    if (inBlock == window) {
      System.arraycopy(prefix, 0, factor, 0, length);
      buildSuffixes();
      Arrays.fill(prefix, 0);
      inBlock = 0;
      full = true;
    } else if (full) {
      System.arraycopy(suffixes, inBlock * length, factor, 0, length);
      TriangularFactor.merge(factor, 0, order, prefix, 0, row);
    }
  }

  private void buildSuffixes() {
    int length = factor.length;
    for (int j = window - 1; j >= 1; j--) {
      if (j == window - 1) {
        Arrays.fill(suffixes, j * length, (j + 1) * length, 0);
      } else {
        System.arraycopy(suffixes, (j + 1) * length, suffixes, j * length, length);
      }
      System.arraycopy(block, j * order, row, 0, order);
      TriangularFactor.absorb(suffixes, j * length, order, row, 0, 1);
    }
  }

  /** Solves the latest window, whose rows lie in the given arrays from {@code from}. */
  void solve(double[] y, double[][] columns, int from) {
    status = classify();
    if (status != Status.OK) {
      Arrays.fill(coefficients, Double.NaN);
      Arrays.fill(standardErrors, Double.NaN);
      residualStdDev = Double.NaN;
      rSquared = Double.NaN;
      return;
    }
    backSubstitute();
    double squares = factor[k];
    residualStdDev = Math.sqrt(squares / (window - k));
    double total = squares;
    for (int i = intercept ? 1 : 0; i < k; i++) {
      double theta = upper(i, k);
      total += factor[i] * theta * theta;
    }
    rSquared = 1 - squares / total;
    invert();
    if (lag == RollingOls.IID_ERRORS) {
      for (int j = 0; j < k; j++) {
        standardErrors[j] = residualStdDev * Math.sqrt(bread[j * k + j]);
      }
    } else {
      neweyWest(y, columns, from);
    }
  }

  private Status classify() {
    for (double value : factor) {
      if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
        return Status.MISSING;
      }
    }
    for (int j = 0; j < k; j++) {
      double norm = factor[j];
      for (int i = 0; i < j; i++) {
        norm += factor[i] * upper(i, j) * upper(i, j);
      }
      if (!(factor[j] > rankTolerance * norm)) {
        return Status.RANK_DEFICIENT;
      }
    }
    return Status.OK;
  }

  private double upper(int i, int j) {
    return factor[order + i * (2 * order - i - 1) / 2 + j - i - 1];
  }

  private void backSubstitute() {
    for (int i = k - 1; i >= 0; i--) {
      double value = upper(i, k);
      for (int j = i + 1; j < k; j++) {
        value -= upper(i, j) * coefficients[j];
      }
      coefficients[i] = value;
    }
  }

  /** bread = U⁻¹ D⁻¹ U⁻ᵀ. */
  private void invert() {
    for (int j = 0; j < k; j++) {
      inverse[j * k + j] = 1;
      for (int i = j - 1; i >= 0; i--) {
        double sum = upper(i, j);
        for (int c = i + 1; c < j; c++) {
          sum += upper(i, c) * inverse[c * k + j];
        }
        inverse[i * k + j] = -sum;
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = i; c < k; c++) {
          sum += inverse[i * k + c] * inverse[j * k + c] / factor[c];
        }
        bread[i * k + j] = sum;
        bread[j * k + i] = sum;
      }
    }
  }

  /**
   * The Bartlett sum Γ₀ + Σ (1 − l/(L + 1))(Γₗ + Γₗᵀ) is Σ SₜSₜᵀ/(L + 1) over all sums Sₜ of L + 1
   * consecutive moments eₜxₜ, zeros outside the window: no lag loop over outer products is needed,
   * and the matrix cannot fail to be positive semi-definite.
   */
  private void neweyWest(double[] y, double[][] columns, int from) {
    System.arraycopy(y, from, residuals, 0, window);
    for (int j = 0; j < k; j++) {
      System.arraycopy(columns[j], from, local[j], 0, window);
      subtract(residuals, local[j], coefficients[j]);
    }
    for (int j = 0; j < k; j++) {
      multiply(local[j], residuals);
      shifted.into(sums[j], local[j]);
    }
    double scale = 1.0 / (lag + 1);
    if (smallSample) {
      scale *= window / (double) (window - k);
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double value = scale * dot(sums[i], sums[j]);
        meat[i * k + j] = value;
        meat[j * k + i] = value;
      }
    }
    for (int j = 0; j < k; j++) {
      double variance = 0;
      for (int a = 0; a < k; a++) {
        double inner = 0;
        for (int b = 0; b < k; b++) {
          inner += meat[a * k + b] * bread[j * k + b];
        }
        variance += bread[j * k + a] * inner;
      }
      standardErrors[j] = Math.sqrt(Math.max(variance, 0));
    }
  }

  private static void subtract(double[] out, double[] x, double factor) {
    for (int t = 0; t < out.length; t++) {
      out[t] -= factor * x[t];
    }
  }

  private static void multiply(double[] out, double[] x) {
    for (int t = 0; t < out.length; t++) {
      out[t] *= x[t];
    }
  }

  /** Four independent partial sums let the processor overlap the additions. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 3 < a.length; t += 4) {
      s0 += a[t] * b[t];
      s1 += a[t + 1] * b[t + 1];
      s2 += a[t + 2] * b[t + 2];
      s3 += a[t + 3] * b[t + 3];
    }
    for (; t < a.length; t++) {
      s0 += a[t] * b[t];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
