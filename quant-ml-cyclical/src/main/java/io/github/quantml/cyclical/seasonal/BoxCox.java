// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The power transform (y^λ − 1)/λ, the logarithm for λ = 0, which makes a multiplicative season
 * additive.
 *
 * <p>Values must be positive; NaN stays NaN. Source: Box and Cox (1964).
 *
 * @param lambda λ, finite
 */
public record BoxCox(double lambda) {
  private static final double GOLDEN = 0.6180339887498949;
  private static final double WIDEST = 2;
  private static final double TOLERANCE = 1e-9;

  /** Checks the exponent. */
  public BoxCox {
    if (!(Math.abs(lambda) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda must be finite, got " + lambda);
    }
  }

  /** The transform with a given exponent. */
  public static BoxCox of(double lambda) {
    return new BoxCox(lambda);
  }

  /** The natural logarithm. */
  public static BoxCox log() {
    return new BoxCox(0);
  }

  /**
   * The exponent in [−2, 2] with the largest normal likelihood.
   *
   * @param y positive values or NaN, not all equal
   */
  public static BoxCox maximumLikelihood(double[] y) {
    double low = -WIDEST;
    double high = WIDEST;
    double a = high - GOLDEN * (high - low);
    double b = low + GOLDEN * (high - low);
    double fa = logLikelihood(y, a);
    double fb = logLikelihood(y, b);
    while (high - low > TOLERANCE) {
      if (fa >= fb) {
        high = b;
        b = a;
        fb = fa;
        a = high - GOLDEN * (high - low);
        fa = logLikelihood(y, a);
      } else {
        low = a;
        a = b;
        fa = fb;
        b = low + GOLDEN * (high - low);
        fb = logLikelihood(y, b);
      }
    }
    return new BoxCox((low + high) / 2);
  }

  private static double logLikelihood(double[] y, double lambda) {
    double[] z = new BoxCox(lambda).apply(y);
    double logs = 0;
    double sum = 0;
    int n = 0;
    for (int t = 0; t < y.length; t++) {
      if (!Double.isNaN(y[t])) {
        logs += FastMath.log(y[t]);
        sum += z[t];
        n++;
      }
    }
    double squares = 0;
    for (double v : z) {
      squares += Double.isNaN(v) ? 0 : (v - sum / n) * (v - sum / n);
    }
    if (!(squares > 0)) {
      throw new InvalidDataException("Box-Cox: needs at least 2 different values");
    }
    return (lambda - 1) * logs - 0.5 * n * FastMath.log(squares / n);
  }

  /**
   * Transforms a series.
   *
   * @throws InvalidDataException naming the first value that is not positive
   */
  public double[] apply(double[] y) {
    double[] out = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      if (y[t] <= 0 || y[t] == Double.POSITIVE_INFINITY) {
        throw new InvalidDataException(
            "Box-Cox: value " + t + " must be positive and finite, got " + y[t]);
      }
      out[t] =
          lambda == 0 ? FastMath.log(y[t]) : FastMath.expm1(lambda * FastMath.log(y[t])) / lambda;
    }
    return out;
  }

  /** Transforms back; NaN where λz + 1 is negative. */
  public double[] invert(double[] z) {
    double[] out = new double[z.length];
    for (int t = 0; t < z.length; t++) {
      out[t] =
          lambda == 0 ? FastMath.exp(z[t]) : FastMath.exp(FastMath.log1p(lambda * z[t]) / lambda);
    }
    return out;
  }
}
