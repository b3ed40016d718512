// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.math.stats.Garch11;

/**
 * h(t+1) = ω + α(r(t) − μ)² + β h(t): GARCH(1,1), and with ω = 0 and α + β = 1 the EWMA.
 *
 * @param mu mean one-bar return
 * @param omega ω ≥ 0
 * @param alpha α ≥ 0
 * @param beta β ≥ 0, α + β ≤ 1
 * @param start variance assumed for the first return
 */
record VarianceRecursion(double mu, double omega, double alpha, double beta, double start) {

  VarianceRecursion {
    if (!(omega >= 0 && alpha >= 0 && beta >= 0 && alpha + beta <= 1 && start > 0)) {
      throw new IllegalArgumentException(
          "variance recursion: omega "
              + omega
              + ", alpha "
              + alpha
              + ", beta "
              + beta
              + " must be at least 0, alpha + beta at most 1 and start "
              + start
              + " positive");
    }
  }

  static VarianceRecursion of(Garch11 g) {
    return new VarianceRecursion(g.mu(), g.omega(), g.alpha(), g.beta(), g.startVariance());
  }

  static VarianceRecursion ewma(double mu, double decay, double start) {
    return new VarianceRecursion(mu, 0, 1 - decay, decay, start);
  }

  double step(double variance, double r) {
    return omega + alpha * (r - mu) * (r - mu) + beta * variance;
  }

  /** (r − μ) / √h for each return. */
  double[] standardised(double[] returns) {
    double[] z = new double[returns.length];
    double h = start;
    for (int i = 0; i < z.length; i++) {
      z[i] = (returns[i] - mu) / Math.sqrt(h);
      h = step(h, returns[i]);
    }
    return z;
  }

  /** Σ over the next {@code horizon} bars of the expected variance, given that of the next bar. */
  double sum(double next, int horizon) {
    double total = 0;
    double h = next;
    for (int i = 0; i < horizon; i++) {
      total += h;
      h = omega + (alpha + beta) * h;
    }
    return total;
  }
}
