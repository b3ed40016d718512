// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Log-likelihood of returns and its score. The score is analytic in the mean and the variance
 * parameters; that in a shape parameter is the central difference of the closed density.
 */
final class Likelihood {
  private static final double SHAPE_STEP = 1e-5;

  final Recursion recursion;
  final Innovation law;
  final double[] r;
  final double back;
  final int k;
  private final double[] h;
  private final double[] d;
  final double[] scores;

  Likelihood(VarianceModel model, Innovation law, Presample presample, double[] r) {
    this.recursion = new Recursion(model);
    this.law = law;
    this.r = r;
    this.back = presample == Presample.BACKCAST ? Recursion.backcast(model, r) : Double.NaN;
    this.k = recursion.size + law.parameters().size();
    this.h = new double[r.length + 1];
    this.d = new double[(r.length + 1) * recursion.size];
    this.scores = new double[r.length * k];
  }

  /** The log-likelihood, −∞ outside the domain. */
  double value(double[] theta) {
    return recursion.run(theta, r, back, h, d, false)
        ? sum(theta, law.density(shape(theta)))
        : Double.NEGATIVE_INFINITY;
  }

  double[] variances(double[] theta) {
    recursion.run(theta, r, back, h, d, false);
    return h.clone();
  }

  private double[] shape(double[] theta) {
    return Arrays.copyOfRange(theta, recursion.size, k);
  }

  private double sum(double[] theta, Innovation.Density f) {
    double sum = 0;
    double product = 1;
    for (int t = 0; t < r.length; t++) {
      sum += f.log((r[t] - theta[0]) / Math.sqrt(h[t]));
      // The product of eight variances has one logarithm.
      product *= h[t];
      if ((t & 7) == 7 || !(product > 1e-200 && product < 1e200)) {
        sum -= 0.5 * FastMath.log(product);
        product = 1;
      }
    }
    return sum - 0.5 * FastMath.log(product);
  }

  /** The log-likelihood; the score goes into g, each term's into {@link #scores}. */
  double score(double[] theta, double[] g) {
    Arrays.fill(g, 0);
    if (!recursion.run(theta, r, back, h, d, true)) {
      return Double.NEGATIVE_INFINITY;
    }
    int m = recursion.size;
    double[] shape = shape(theta);
    Innovation.Density f = law.density(shape);
    for (int t = 0; t < r.length; t++) {
      double inverse = 1 / Math.sqrt(h[t]);
      double z = (r[t] - theta[0]) * inverse;
      double slope = f.slope(z);
      double dh = -0.5 * inverse * inverse * (1 + slope * z);
      int at = t * k;
      for (int j = 0; j < m; j++) {
        scores[at + j] = dh * d[t * m + j];
      }
      scores[at] -= slope * inverse;
    }
    for (int s = 0; s < shape.length; s++) {
      double step = SHAPE_STEP * Math.max(1, Math.abs(shape[s]));
      double[] moved = shape.clone();
      moved[s] = shape[s] + step;
      Innovation.Density up = law.density(moved);
      moved[s] = shape[s] - step;
      Innovation.Density down = law.density(moved);
      for (int t = 0; t < r.length; t++) {
        double z = (r[t] - theta[0]) / Math.sqrt(h[t]);
        scores[t * k + m + s] = (up.log(z) - down.log(z)) / (2 * step);
      }
    }
    for (int t = 0; t < r.length; t++) {
      for (int j = 0; j < k; j++) {
        g[j] += scores[t * k + j];
      }
    }
    return sum(theta, f);
  }

  /** Σ of outer products of the terms' scores, from the last {@link #score}. */
  double[][] outerProduct() {
    double[][] a = new double[k][k];
    for (int t = 0; t < r.length; t++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j <= i; j++) {
          a[i][j] += scores[t * k + i] * scores[t * k + j];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = i + 1; j < k; j++) {
        a[i][j] = a[j][i];
      }
    }
    return a;
  }

  /** Σ (∂h ∂h′/(2h²) + ∂μ∂μ′/h), the Gaussian information, from the last {@link #score}. */
  double[][] information() {
    double[][] a = new double[k][k];
    int m = recursion.size;
    for (int t = 0; t < r.length; t++) {
      double w = 0.5 / (h[t] * h[t]);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          a[i][j] += w * d[t * m + i] * d[t * m + j];
        }
      }
      a[0][0] += 1 / h[t];
    }
    return a;
  }

  /** Minus the Hessian by central differences of the score. */
  double[][] negativeHessian(double[] theta) {
    double[][] a = new double[k][k];
    double[] up = new double[k];
    double[] down = new double[k];
    for (int i = 0; i < k; i++) {
      double step = 1e-5 * Math.max(Math.abs(theta[i]), 0.01);
      double[] moved = theta.clone();
      moved[i] = theta[i] + step;
      score(moved, up);
      moved[i] = theta[i] - step;
      score(moved, down);
      for (int j = 0; j < k; j++) {
        a[i][j] = -(up[j] - down[j]) / (2 * step);
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = 0.5 * (a[i][j] + a[j][i]);
        a[j][i] = a[i][j];
      }
    }
    return a;
  }
}
