// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

/**
 * Leisen and Reimer (1996), Binomial models for option valuation: an oracle apart from the rest.
 */
final class LeisenReimer {
  private LeisenReimer() {}

  static double american(
      boolean call, double s, double k, double t, double r, double q, double v, int n) {
    double root = v * Math.sqrt(t);
    double d1 = (Math.log(s / k) + (r - q + .5 * v * v) * t) / root;
    double p = peizerPratt(d1 - root, n);
    double pp = peizerPratt(d1, n);
    double growth = Math.exp((r - q) * t / n);
    double up = growth * pp / p;
    double down = (growth - p * up) / (1 - p);
    double df = Math.exp(-r * t / n);
    double w = call ? 1 : -1;
    double[] value = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      value[i] = Math.max(w * (s * Math.pow(up, i) * Math.pow(down, n - i) - k), 0);
    }
    for (int step = n - 1; step >= 0; step--) {
      for (int i = 0; i <= step; i++) {
        double hold = df * (p * value[i + 1] + (1 - p) * value[i]);
        double now = w * (s * Math.pow(up, i) * Math.pow(down, step - i) - k);
        value[i] = Math.max(hold, now);
      }
    }
    return value[0];
  }

  private static double peizerPratt(double z, int n) {
    double a = z / (n + 1.0 / 3 + .1 / (n + 1));
    return .5 + Math.copySign(Math.sqrt(.25 - .25 * Math.exp(-a * a * (n + 1.0 / 6))), z);
  }
}
