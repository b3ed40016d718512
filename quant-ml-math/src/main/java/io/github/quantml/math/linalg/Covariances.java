// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import io.github.quantml.api.InsufficientDataException;

/** Covariance matrices of the columns of a row-major sample. */
public final class Covariances {
  private Covariances() {}

  /**
   * The sample covariance Σ (xᵢ − x̄)(xᵢ − x̄)ᵀ / (rows − ddof), columns×columns row-major.
   *
   * @param x rows×columns
   * @param ddof less than rows
   */
  public static double[] sample(int rows, int columns, double[] x, int ddof) {
    if (rows <= ddof || ddof < 0) {
      throw new InsufficientDataException("covariance: observations", ddof + 1L, rows);
    }
    double[] centred = centred(rows, columns, x);
    double[] out = new double[columns * columns];
    Gemm.gram(rows, columns, centred, out);
    double divisor = rows - ddof;
    for (int i = 0; i < out.length; i++) {
      out[i] /= divisor;
    }
    return out;
  }

  /** A copy with the mean of every column subtracted, in two passes. */
  static double[] centred(int rows, int columns, double[] x) {
    MatrixChecks.size("x", rows, columns, x);
    double[] out = new double[rows * columns];
    System.arraycopy(x, 0, out, 0, out.length);
    for (int pass = 0; pass < 2; pass++) {
      double[] means = new double[columns];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          means[j] += out[i * columns + j];
        }
      }
      for (int j = 0; j < columns; j++) {
        means[j] /= rows;
      }
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          out[i * columns + j] -= means[j];
        }
      }
    }
    return out;
  }

  /**
   * A covariance matrix pulled towards a multiple of the identity.
   *
   * @param matrix (1 − shrinkage)·S + shrinkage·(tr S/p)·I, columns×columns row-major
   * @param shrinkage estimated optimal intensity, of [0, 1]
   */
  public record Shrunk(double[] matrix, double shrinkage) {}

  /**
   * The Ledoit-Wolf estimate: S with divisor n, shrunk by the intensity that minimises the expected
   * squared error. Positive definite also with more columns than rows.
   *
   * <p>Source: Ledoit and Wolf (2004), A well-conditioned estimator for large-dimensional
   * covariance matrices, Journal of Multivariate Analysis 88.
   *
   * @param rows observations n, at least 2
   * @param columns variables p, at least 1
   * @param x rows×columns
   */
  public static Shrunk ledoitWolf(int rows, int columns, double[] x) {
    if (rows < 2) {
      throw new InsufficientDataException("Ledoit-Wolf: observations", 2, rows);
    }
    double[] centred = centred(rows, columns, x);
    double[] s = new double[columns * columns];
    Gemm.gram(rows, columns, centred, s);
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < s.length; i++) {
      s[i] /= rows;
      squares += s[i] * s[i];
    }
    for (int j = 0; j < columns; j++) {
      trace += s[j * columns + j];
    }
    double mean = trace / columns;
    double fourth = 0;
    for (int i = 0; i < rows; i++) {
      double norm = 0;
      for (int j = 0; j < columns; j++) {
        norm += centred[i * columns + j] * centred[i * columns + j];
      }
      fourth += norm * norm;
    }
    double distance = squares - columns * mean * mean;
    double noise = (fourth / rows - squares) / rows;
    double shrinkage = distance > 0 ? Math.max(0, Math.min(1, noise / distance)) : 0;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        double target = i == j ? mean : 0;
        s[i * columns + j] = (1 - shrinkage) * s[i * columns + j] + shrinkage * target;
      }
    }
    return new Shrunk(s, shrinkage);
  }
}
