// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.options.internal.Logarithm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Log-likelihood of returns, its analytic score and its Hessian: analytic by {@link LinearPass} for
 * GARCH and GJR, differences of the score for the others.
 */
final class Likelihood {
  final Recursion recursion;
  final Innovation law;
  final double[] r;
  final double back;
  final int k;
  private final double[] h;
  private final double[] d;
  private final double[] scores;

  /** One walk for everything, where there is one. */
  private final @Nullable LinearPass linear;

  /** Where the linear walk was last. */
  private double[] seen = {};

  Likelihood(VarianceModel model, Innovation law, Presample presample, double[] r) {
    this.recursion = new Recursion(model);
    this.law = law;
    this.r = r;
    this.back = presample == Presample.BACKCAST ? Recursion.backcast(model, r) : Double.NaN;
    this.k = recursion.size + law.parameters().size();
    this.h = new double[r.length + 1];
    this.d = new double[(r.length + 1) * recursion.size];
    this.linear = LinearPass.serves(model, law) ? new LinearPass(model, law, this.back, r) : null;
    this.scores = new double[linear == null ? r.length * k : 0];
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
        sum -= 0.5 * Logarithm.log(product);
        product = 1;
      }
    }
    return sum - 0.5 * Logarithm.log(product);
  }

  /** Whether a Hessian costs no more than a score. */
  boolean hasHessian() {
    return linear != null;
  }

  /** The log-likelihood; the score goes into g. */
  double score(double[] theta, double[] g) {
    if (linear != null) {
      seen = theta.clone();
      return linear.run(theta, g, h);
    }
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
      f.shapeScore(z, scores, at + m);
    }
    for (int t = 0; t < r.length; t++) {
      for (int j = 0; j < k; j++) {
        g[j] += scores[t * k + j];
      }
    }
    return sum(theta, f);
  }

  /** Σ of outer products of the terms' scores. */
  double[][] outerProduct(double[] theta) {
    if (linear == null || !Arrays.equals(seen, theta)) {
      score(theta, new double[k]);
    }
    return outerProduct();
  }

  /** Σ of outer products of the terms' scores, from the last {@link #score}. */
  double[][] outerProduct() {
    if (linear != null) {
      return linear.outerProduct();
    }
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

  /**
   * The sum of the scores' conditional second moments under the law itself, which for the normal
   * law is Σ (∂h ∂h′/(2h²) + ∂μ∂μ′/h).
   */
  double[][] information(double[] theta) {
    double[][] a = new double[k][k];
    int m = recursion.size;
    recursion.run(theta, r, back, h, d, true);
    ShapeMoments e = ShapeMoments.of(law.density(shape(theta)));
    for (int t = 0; t < r.length; t++) {
      double inverse = 1 / h[t];
      double root = Math.sqrt(inverse);
      for (int i = 0; i < m; i++) {
        double di = 0.5 * inverse * d[t * m + i];
        for (int j = 0; j <= i; j++) {
          a[i][j] += e.scale() * di * 0.5 * inverse * d[t * m + j];
        }
        a[i][0] += e.cross() * di * root * (i == 0 ? 2 : 1);
        for (int s = m; s < k; s++) {
          a[s][i] -= e.scaleShape(s - m) * di + (i == 0 ? e.locationShape(s - m) * root : 0);
        }
      }
      a[0][0] += e.location() * inverse;
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        if (j >= m) {
          a[i][j] = e.shape(i - m, j - m) * r.length;
        }
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  /** Minus the Hessian. */
  double[][] negativeHessian(double[] theta) {
    if (linear != null) {
      if (!Arrays.equals(seen, theta)) {
        score(theta, new double[k]);
      }
      return linear.negativeHessian();
    }
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
