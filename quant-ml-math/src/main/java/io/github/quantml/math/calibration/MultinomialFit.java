// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import io.github.quantml.math.linalg.Cholesky;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Penalised multinomial logistic regression by Newton's method with step halving.
 *
 * <p>Minimises −w·Σₜ ln softmax(Θφₜ)[yₜ] + ½Σ λⱼₘ(θⱼₘ − θ⁰ⱼₘ)² over the entries whose precision λ
 * is finite; the others stay at θ⁰. Strictly convex as long as every finite λ is positive.
 */
final class MultinomialFit {
  private static final int MOST_STEPS = 50;
  private static final double TOLERANCE = 1e-10;

  private final double[][] features;
  private final int[] outcomes;
  private final double weight;
  private final double[][] centre;
  private final double[][] precision;
  private final int classes;
  private final int width;

  private MultinomialFit(
      double[][] features, int[] outcomes, double weight, double[][] centre, double[][] precision) {
    this.features = features;
    this.outcomes = outcomes;
    this.weight = weight;
    this.centre = centre;
    this.precision = precision;
    this.classes = centre.length;
    this.width = centre[0].length;
  }

  /**
   * The minimiser Θ, a row per class.
   *
   * @param features φ, a row per outcome
   * @param weight w, positive
   * @param centre θ⁰, where the search starts and the penalty pulls to
   * @param precision λ, positive, +∞ to hold an entry at its centre
   */
  static double[][] of(
      double[][] features, int[] outcomes, double weight, double[][] centre, double[][] precision) {
    return new MultinomialFit(features, outcomes, weight, centre, precision).minimise();
  }

  private double[][] minimise() {
    int[] free = free();
    double[] theta = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      theta[i] = centre[free[i] / width][free[i] % width];
    }
    double loss = loss(expand(theta, free));
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = newton(theta, free);
      double scale = 1;
      double[] next = theta;
      double nextLoss = loss;
      while (scale > 1e-6) {
        double[] candidate = theta.clone();
        for (int i = 0; i < free.length; i++) {
          candidate[i] -= scale * direction[i];
        }
        double at = loss(expand(candidate, free));
        if (at <= loss) {
          next = candidate;
          nextLoss = at;
          break;
        }
        scale /= 2;
      }
      double gained = loss - nextLoss;
      theta = next;
      loss = nextLoss;
      if (gained <= TOLERANCE * (1 + Math.abs(loss))) {
        break;
      }
    }
    return expand(theta, free);
  }

  private int[] free() {
    int count = 0;
    int[] all = new int[classes * width];
    for (int i = 0; i < all.length; i++) {
      if (precision[i / width][i % width] < Double.POSITIVE_INFINITY) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private double[][] expand(double[] theta, int[] free) {
    double[][] full = new double[classes][];
    for (int j = 0; j < classes; j++) {
      full[j] = centre[j].clone();
    }
    for (int i = 0; i < free.length; i++) {
      full[free[i] / width][free[i] % width] = theta[i];
    }
    return full;
  }

  private static void scores(double[][] theta, double[] phi, double[] out) {
    for (int j = 0; j < out.length; j++) {
      double z = 0;
      for (int m = 0; m < phi.length; m++) {
        z += theta[j][m] * phi[m];
      }
      out[j] = z;
    }
  }

  private double loss(double[][] theta) {
    double loss = 0;
    for (int j = 0; j < classes; j++) {
      for (int m = 0; m < width; m++) {
        double off = theta[j][m] - centre[j][m];
        loss += off == 0 ? 0 : 0.5 * precision[j][m] * off * off;
      }
    }
    double[] z = new double[classes];
    for (int t = 0; t < features.length; t++) {
      scores(theta, features[t], z);
      double chosen = z[outcomes[t]];
      double highest = Double.NEGATIVE_INFINITY;
      for (double v : z) {
        highest = Math.max(highest, v);
      }
      double total = 0;
      for (double v : z) {
        total += FastMath.exp(v - highest);
      }
      loss += weight * (highest + FastMath.log(total) - chosen);
    }
    return loss;
  }

  private double[] newton(double[] theta, int[] free) {
    int n = free.length;
    double[][] full = expand(theta, free);
    double[] gradient = new double[n];
    double[] hessian = new double[n * n];
    for (int i = 0; i < n; i++) {
      int j = free[i] / width;
      int m = free[i] % width;
      gradient[i] = precision[j][m] * (theta[i] - centre[j][m]);
      hessian[i * n + i] = precision[j][m];
    }
    double[] q = new double[classes];
    for (int t = 0; t < features.length; t++) {
      double[] phi = features[t];
      scores(full, phi, q);
      Simplex.softmax(q);
      for (int i = 0; i < n; i++) {
        int j = free[i] / width;
        double x = phi[free[i] % width];
        gradient[i] += weight * (q[j] - (outcomes[t] == j ? 1 : 0)) * x;
        for (int k = 0; k <= i; k++) {
          int l = free[k] / width;
          hessian[i * n + k] +=
              weight * q[j] * ((j == l ? 1 : 0) - q[l]) * x * phi[free[k] % width];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        hessian[k * n + i] = hessian[i * n + k];
      }
    }
    return Cholesky.of(n, hessian).solve(gradient);
  }
}
