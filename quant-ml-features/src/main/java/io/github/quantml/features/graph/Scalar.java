// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * A {@link Binary} function whose one side is a constant.
 *
 * @param binary the function
 * @param constant the constant, not NaN
 * @param first whether the constant stands first
 */
record Scalar(Binary binary, double constant, boolean first) implements Operator {
  Scalar {
    if (!(Math.abs(constant) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(binary + ": constant must be finite, got " + constant);
    }
  }

  @Override
  public String name() {
    return first ? constant + " " + binary : binary + " " + constant;
  }

  @Override
  public int warmUp() {
    return 0;
  }

  private double of(double x) {
    return first ? binary.of(constant, x) : binary.of(x, constant);
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = of(in[0]);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    double[] y = out[0];
    double c = constant;
    if (binary == Binary.MULTIPLY) {
      for (int t = 0; t < y.length; t++) {
        y[t] = x[t] * c;
      }
    } else if (binary == Binary.ADD) {
      for (int t = 0; t < y.length; t++) {
        y[t] = x[t] + c;
      }
    } else if (binary == Binary.SUBTRACT && first) {
      for (int t = 0; t < y.length; t++) {
        y[t] = c - x[t];
      }
    } else if (binary == Binary.DIVIDE && !first && c != 0) {
      for (int t = 0; t < y.length; t++) {
        y[t] = x[t] / c;
      }
    } else {
      for (int t = 0; t < y.length; t++) {
        y[t] = of(x[t]);
      }
    }
  }
}
