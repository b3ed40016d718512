// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentT;
import org.apache.commons.math3.util.FastMath;

/**
 * Tests of means and slopes that serial dependence does not mislead.
 *
 * <p>The long-run variance of a series u of n values is the mean of the squares of B cosine
 * transforms √(2/n) Σ uₜ cos(πj(t − ½)/n), j = 1 … B, and the t statistic has B degrees of freedom.
 * Where Newey-West errors reject several times too often (overlapping targets, persistent
 * features), this one keeps its level; and screening many features needs just those small levels.
 *
 * <p>Source: Lazarus, Lewis, Stock, Watson (2018), HAR inference: recommendations for practice,
 * Journal of Business and Economic Statistics 36, with their B = ⌊0.4 n^(2/3)⌋.
 */
final class Association {
  private final double[][] cosines;

  private Association(double[][] cosines) {
    this.cosines = cosines;
  }

  /**
   * For n rows. Over the lowest B frequencies the spectrum must be flat, so there are no more than
   * a quarter of the rows over the overlap.
   */
  static Association of(int n, int overlap) {
    int rule = (int) (0.4 * FastMath.cbrt((double) n * n));
    int count = Math.max(3, Math.min(rule, n / (4 * overlap)));
    double[][] cosines = new double[count][n];
    for (int j = 0; j < count; j++) {
      for (int t = 0; t < n; t++) {
        cosines[j][t] = Math.sqrt(2.0 / n) * FastMath.cos(Math.PI * (j + 1) * (t + 0.5) / n);
      }
    }
    return new Association(cosines);
  }

  /** Degrees of freedom B. */
  int freedom() {
    return cosines.length;
  }

  private double longRunVariance(double[] u) {
    double sum = 0;
    for (double[] cosine : cosines) {
      double projection = 0;
      for (int t = 0; t < u.length; t++) {
        projection += cosine[t] * u[t];
      }
      sum += projection * projection;
    }
    return sum / cosines.length;
  }

  /**
   * The t statistic of the correlation of standardised columns. The variance is that of the
   * products xy, not of x times a residual: under the hypothesis tested it is the same, and a far
   * product then inflates both parts of the ratio instead of one.
   */
  double correlationT(double[] x, double[] y) {
    int n = x.length;
    double[] moment = new double[n];
    for (int i = 0; i < n; i++) {
      moment[i] = x[i] * y[i];
    }
    double variance = longRunVariance(moment) / n;
    double mean = correlation(x, y);
    return variance > 0 ? mean / Math.sqrt(variance) : Math.copySign(1e9, mean);
  }

  double twoSided(double t) {
    return Math.min(1, 2 * StudentT.of(freedom()).survival(Math.abs(t)));
  }

  /** The one-sided p-value of the mean of {@code gains} being at most 0; 1 if they do not vary. */
  double gainPValue(double[] gains) {
    double variance = longRunVariance(gains) / gains.length;
    return variance > 0
        ? StudentT.of(freedom()).survival(Sums.mean(gains) / Math.sqrt(variance))
        : 1;
  }

  static double[] standardised(double[] x) {
    double mean = Sums.mean(x);
    double scale = Math.sqrt(Sums.variance(x, 0));
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (x[i] - mean) / scale;
    }
    return out;
  }

  /** Σ xy/n of standardised columns. */
  static double correlation(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum / x.length;
  }
}
