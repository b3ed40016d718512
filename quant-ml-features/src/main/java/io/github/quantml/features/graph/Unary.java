// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import org.apache.commons.math3.util.FastMath;

/** Functions of one value; undefined is NaN. */
enum Unary implements Operator {
  ABS,
  NEGATE,
  SIGN,
  LOG,
  EXP,
  SQRT,
  SQUARE,
  ATAN,
  POSITIVE_PART,
  NEGATIVE_PART;

  @Override
  public int warmUp() {
    return 0;
  }

  double of(double x) {
    return switch (this) {
      case ABS -> Math.abs(x);
      case NEGATE -> -x;
      case SIGN -> Math.signum(x);
      case LOG -> x > 0 ? FastMath.log(x) : Double.NaN;
      case EXP -> FastMath.exp(x);
      case SQRT -> Math.sqrt(x);
      case SQUARE -> x * x;
      case ATAN -> FastMath.atan(x);
      case POSITIVE_PART -> Math.max(x, 0.0);
      case NEGATIVE_PART -> Math.max(-x, 0.0);
    };
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = of(in[0]);
  }

  /** The cheap ones as loops of their own, which vectorise. */
  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    double[] y = out[0];
    switch (this) {
      case ABS -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = Math.abs(x[t]);
        }
      }
      case NEGATE -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = -x[t];
        }
      }
      case SQRT -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = Math.sqrt(x[t]);
        }
      }
      case SQUARE -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = x[t] * x[t];
        }
      }
      case POSITIVE_PART -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = Math.max(x[t], 0.0);
        }
      }
      case NEGATIVE_PART -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = Math.max(-x[t], 0.0);
        }
      }
      default -> {
        for (int t = 0; t < y.length; t++) {
          y[t] = of(x[t]);
        }
      }
    }
  }
}
