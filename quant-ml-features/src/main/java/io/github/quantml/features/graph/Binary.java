// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import org.apache.commons.math3.util.FastMath;

/**
 * Functions of two values of one bar. A quotient by 0 and a power without a real value are NaN, and
 * so is a comparison with a NaN; comparisons are 1 or 0.
 */
enum Binary implements Operator {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MAX,
  MIN,
  POWER,
  SIGNED_POWER,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  EQUAL,
  NOT_EQUAL,
  AND,
  OR;

  @Override
  public int warmUp() {
    return 0;
  }

  double of(double x, double y) {
    return switch (this) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> y == 0 ? Double.NaN : x / y;
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
      case POWER -> finite(FastMath.pow(x, y));
      case SIGNED_POWER -> finite(Math.signum(x) * FastMath.pow(Math.abs(x), y));
      case LESS -> truth(x, y, x < y);
      case LESS_OR_EQUAL -> truth(x, y, x <= y);
      case GREATER -> truth(x, y, x > y);
      case EQUAL -> truth(x, y, x == y);
      case NOT_EQUAL -> truth(x, y, x != y);
      case AND -> truth(x, y, x != 0 && y != 0);
      case OR -> truth(x, y, x != 0 || y != 0);
    };
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static double truth(double x, double y, boolean holds) {
    return Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : holds ? 1 : 0;
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = of(in[0], in[1]);
  }

  /** The cheap ones as loops of their own, which vectorise. */
  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    double[] y = in[1];
    double[] z = out[0];
    switch (this) {
      case ADD -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = x[t] + y[t];
        }
      }
      case SUBTRACT -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = x[t] - y[t];
        }
      }
      case MULTIPLY -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = x[t] * y[t];
        }
      }
      case DIVIDE -> divide(x, y, z);
      case MAX -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = Math.max(x[t], y[t]);
        }
      }
      case MIN -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = Math.min(x[t], y[t]);
        }
      }
      default -> {
        for (int t = 0; t < z.length; t++) {
          z[t] = of(x[t], y[t]);
        }
      }
    }
  }

  private static void divide(double[] x, double[] y, double[] z) {
    for (int t = 0; t < z.length; t++) {
      z[t] = y[t] == 0 ? Double.NaN : x[t] / y[t];
    }
  }
}
