// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** The law of z = e/√h, mean 0 and variance 1. */
public enum Innovation {
  /** N(0, 1). */
  NORMAL(""),
  /** Student's t with ν &gt; 2 degrees of freedom, scaled (Bollerslev 1987). */
  STUDENT_T("nu"),
  /** Skewed t with η &gt; 2 and λ of (−1, 1) (Hansen 1994). */
  SKEW_T("eta lambda"),
  /** Generalised error with ν &gt; 1 (Nelson 1991). */
  GED("nu");

  private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

  private final String names;

  Innovation(String names) {
    this.names = names;
  }

  /** Names of the shape parameters. */
  public List<String> parameters() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  double[] start() {
    return switch (this) {
      case NORMAL -> new double[0];
      case STUDENT_T -> new double[] {8};
      case SKEW_T -> new double[] {8, -0.05};
      case GED -> new double[] {1.5};
    };
  }

  double[] low() {
    return switch (this) {
      case NORMAL -> new double[0];
      case STUDENT_T -> new double[] {2.05};
      case SKEW_T -> new double[] {2.05, -0.99};
      case GED -> new double[] {1.01};
    };
  }

  double[] high() {
    return switch (this) {
      case NORMAL -> new double[0];
      case STUDENT_T -> new double[] {500};
      case SKEW_T -> new double[] {500, 0.99};
      case GED -> new double[] {100};
    };
  }

  /** The density for given shapes, constants worked out once. */
  Density density(double[] shape) {
    return switch (this) {
      case NORMAL -> new Density(this, 0, 0, -HALF_LOG_TWO_PI, 0, 0, 1);
      case STUDENT_T -> student(shape[0], 0);
      case SKEW_T -> student(shape[0], shape[1]);
      case GED -> {
        double nu = shape[0];
        double logLambda =
            0.5 * (-2 / nu * FastMath.log(2) + Gamma.logGamma(1 / nu) - Gamma.logGamma(3 / nu));
        double constant =
            FastMath.log(nu) - logLambda - Gamma.logGamma(1 / nu) - (1 + 1 / nu) * FastMath.log(2);
        yield new Density(this, nu, 0, constant, 0, 0, FastMath.exp(logLambda));
      }
    };
  }

  private Density student(double nu, double lambda) {
    double constant =
        Gamma.logGamma((nu + 1) / 2)
            - Gamma.logGamma(nu / 2)
            - 0.5 * FastMath.log(Math.PI * (nu - 2));
    double a = 4 * lambda * FastMath.exp(constant) * (nu - 2) / (nu - 1);
    double b = Math.sqrt(1 + 3 * lambda * lambda - a * a);
    return new Density(this, nu, lambda, constant + FastMath.log(b), a, b, 1);
  }

  /** ln f(z) and its slope. */
  record Density(
      Innovation law, double nu, double lambda, double constant, double a, double b, double scale) {

    double log(double z) {
      if (law == NORMAL) {
        return constant - 0.5 * z * z;
      }
      if (law == GED) {
        return constant - 0.5 * FastMath.pow(Math.abs(z / scale), nu);
      }
      double u = skewed(z);
      return constant - 0.5 * (nu + 1) * FastMath.log1p(u * u / (nu - 2));
    }

    double slope(double z) {
      if (law == NORMAL) {
        return -z;
      }
      if (law == GED) {
        double size = Math.abs(z / scale);
        return -0.5 * nu * FastMath.pow(size, nu - 1) * Math.signum(z) / scale;
      }
      double u = skewed(z);
      double side = lambda == 0 ? 1 : b / (1 + (b * z + a < 0 ? -lambda : lambda));
      return -(nu + 1) * u / (nu - 2 + u * u) * side;
    }

    private double skewed(double z) {
      if (lambda == 0) {
        return z;
      }
      double y = b * z + a;
      return y / (1 + (y < 0 ? -lambda : lambda));
    }
  }
}
