// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.Greeks;
import java.util.function.DoubleUnaryOperator;

/** Two analytic approximations, written from their papers, to tie published tables to. */
final class Approximations {
  private Approximations() {}

  /** Barone-Adesi and Whaley (1987), Efficient analytic approximation of American option values. */
  static double baroneAdesiWhaley(
      boolean call, double s, double k, double t, double r, double q, double v) {
    double w = call ? 1 : -1;
    double european = EuropeanPricer.blackScholes().price(call, s, k, t, r, q, v);
    double m = 2 * r / (v * v);
    double n = 2 * (r - q) / (v * v);
    double h = 1 - Math.exp(-r * t);
    double power = 0.5 * (-(n - 1) + w * Math.sqrt((n - 1) * (n - 1) + 4 * m / h));
    DoubleUnaryOperator gap =
        x -> {
          Greeks g = EuropeanPricer.blackScholes().greeks(call, x, k, t, r, q, v);
          return w * (x - k) - g.price() - (w - g.delta()) * x / power;
        };
    double critical = call ? root(gap, k, 50 * k) : root(gap, 1e-3 * k, k);
    if (w * (s - critical) >= 0) {
      return w * (s - k);
    }
    Greeks g = EuropeanPricer.blackScholes().greeks(call, critical, k, t, r, q, v);
    double a = (w - g.delta()) * critical / power;
    return european + a * Math.pow(s / critical, power);
  }

  /** Exercise boundary of a put by Li (2010), Analytical approximations of the critical price. */
  static double qdPlus(double k, double t, double r, double q, double v) {
    double h = 1 - Math.exp(-r * t);
    double alpha = 2 * r / (v * v);
    double beta = 2 * (r - q) / (v * v);
    double root = Math.sqrt((beta - 1) * (beta - 1) + 4 * alpha / h);
    double lambda = 0.5 * (-(beta - 1) - root);
    double slope = alpha / (h * h * root);
    return root(
        s -> {
          Greeks g = EuropeanPricer.blackScholes().greeks(false, s, k, t, r, q, v);
          double bottom = 2 * lambda + beta - 1;
          double c =
              -(1 - h)
                  * alpha
                  / bottom
                  * (1 / h
                      - g.theta() * Math.exp(r * t) / (r * (k - s - g.price()))
                      + slope / bottom);
          double d = (Math.log(s / k) + (r - q) * t) / (v * Math.sqrt(t)) + 0.5 * v * Math.sqrt(t);
          return (1 - Math.exp(-q * t) * StandardNormal.cdf(-d)) * s
              + (lambda + c) * (k - s - g.price());
        },
        0.6 * k,
        0.95 * k);
  }

  /** Bisection to the last bit. */
  private static double root(DoubleUnaryOperator f, double low, double high) {
    double a = low;
    double b = high;
    boolean rising = f.applyAsDouble(b) > 0;
    for (int i = 0; i < 200; i++) {
      double x = 0.5 * (a + b);
      if (f.applyAsDouble(x) > 0 == rising) {
        b = x;
      } else {
        a = x;
      }
    }
    return 0.5 * (a + b);
  }
}
