// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.options.internal.Logarithm;
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

  static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

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
      case NORMAL -> new Density(this, 0, 0, -HALF_LOG_TWO_PI, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
      case STUDENT_T -> student(shape[0], 0);
      case SKEW_T -> student(shape[0], shape[1]);
      case GED -> {
        double nu = shape[0];
        double logLambda =
            0.5 * (-2 / nu * FastMath.log(2) + Gamma.logGamma(1 / nu) - Gamma.logGamma(3 / nu));
        double constant =
            FastMath.log(nu) - logLambda - Gamma.logGamma(1 / nu) - (1 + 1 / nu) * FastMath.log(2);
        double first = Polygamma.digamma(1 / nu);
        // d ln scale/dν and d ln f's constant/dν
        double slope =
            FastMath.log(2) / (nu * nu) + (3 * Polygamma.digamma(3 / nu) - first) / (2 * nu * nu);
        double byNu = 1 / nu - slope + (first + FastMath.log(2)) / (nu * nu);
        double scale = FastMath.exp(logLambda);
        yield new Density(this, nu, 0, constant, 0, 1, scale, byNu, 0, slope, 0, 0, 0, 0);
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
    double byNu =
        0.5 * (Polygamma.digamma((nu + 1) / 2) - Polygamma.digamma(nu / 2) - 1 / (nu - 2));
    double byNuNu =
        0.25 * (Polygamma.trigamma((nu + 1) / 2) - Polygamma.trigamma(nu / 2))
            + 0.5 / ((nu - 2) * (nu - 2));
    double aByNu = a * (byNu + 1 / (nu - 2) - 1 / (nu - 1));
    double aByLambda = 4 * FastMath.exp(constant) * (nu - 2) / (nu - 1);
    return new Density(
        this,
        nu,
        lambda,
        constant + FastMath.log(b),
        a,
        b,
        1,
        byNu,
        byNuNu,
        0,
        aByNu,
        -a * aByNu / b,
        aByLambda,
        (3 * lambda - a * aByLambda) / b);
  }

  /**
   * ln f(z) and its derivatives.
   *
   * @param law which
   * @param nu degrees of freedom or power
   * @param lambda skewness
   * @param constant of ln f
   * @param a location of the skewed law
   * @param b its scale
   * @param scale of GED
   * @param byNu derivative of the constant without b in ν
   * @param byNuNu and its second, of Student's t
   * @param scaleByNu derivative of ln scale in ν
   * @param aByNu of a
   * @param bByNu of b
   * @param aByLambda of a
   * @param bByLambda of b
   */
  record Density(
      Innovation law,
      double nu,
      double lambda,
      double constant,
      double a,
      double b,
      double scale,
      double byNu,
      double byNuNu,
      double scaleByNu,
      double aByNu,
      double bByNu,
      double aByLambda,
      double bByLambda) {

    double log(double z) {
      if (law == NORMAL) {
        return constant - 0.5 * z * z;
      }
      if (law == GED) {
        return constant - 0.5 * FastMath.pow(Math.abs(z / scale), nu);
      }
      double u = skewed(z);
      return constant - 0.5 * (nu + 1) * Logarithm.log1p(u * u / (nu - 2));
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

    /** The second derivative of ln f. */
    double curvature(double z) {
      if (law == NORMAL) {
        return -1;
      }
      if (law == GED) {
        // Infinite at 0 for ν < 2.
        double size = Math.max(Math.abs(z / scale), 1e-8);
        return -0.5 * nu * (nu - 1) * FastMath.pow(size, nu - 2) / (scale * scale);
      }
      double u = skewed(z);
      double side = lambda == 0 ? 1 : b / (1 + (b * z + a < 0 ? -lambda : lambda));
      double bottom = nu - 2 + u * u;
      return -(nu + 1) * side * side * (nu - 2 - u * u) / (bottom * bottom);
    }

    /** Derivatives of ln f(z) in the shape parameters, from an offset on. */
    void shapeScore(double z, double[] out, int at) {
      switch (law) {
        case NORMAL -> {}
        case STUDENT_T, SKEW_T -> studentScore(z, out, at);
        case GED -> {
          double size = Math.abs(z / scale);
          double power = size > 0 ? FastMath.pow(size, nu) : 0;
          double log = size > 0 ? FastMath.log(size) : 0;
          out[at] = byNu - 0.5 * power * (log - nu * scaleByNu);
        }
      }
    }

    /**
     * ln f(z), and its derivatives in the shape parameters from an offset on: one logarithm for
     * both.
     */
    double logAndScore(double z, double[] out, int at) {
      if (law != STUDENT_T) {
        shapeScore(z, out, at);
        return log(z);
      }
      double zz = z * z;
      double log = Logarithm.log1p(zz / (nu - 2));
      out[at] = byNu - 0.5 * log + 0.5 * (nu + 1) * zz / ((nu - 2) * (nu - 2 + zz));
      return constant - 0.5 * (nu + 1) * log;
    }

    /** Of Student's t: the derivatives in ν of the slope and of the score in ν. */
    void studentSecond(double z, double[] out) {
      double zz = z * z;
      double bottom = nu - 2 + zz;
      double low = nu - 2;
      out[0] = (-z + (nu + 1) * z / bottom) / bottom;
      out[1] =
          byNuNu
              + zz / (low * bottom)
              - 0.5 * (nu + 1) * zz * (2 * low + zz) / (low * low * bottom * bottom);
    }

    private void studentScore(double z, double[] out, int at) {
      double side = law == SKEW_T && b * z + a < 0 ? -1 : 1;
      double stretch = 1 + side * lambda;
      double u = (b * z + a) / stretch;
      double bottom = nu - 2 + u * u;
      double pull = (nu + 1) * u / bottom;
      double uNu = (bByNu * z + aByNu) / stretch;
      out[at] =
          byNu
              + bByNu / b
              - 0.5 * Logarithm.log1p(u * u / (nu - 2))
              + 0.5 * pull * u / (nu - 2)
              - pull * uNu;
      if (law == SKEW_T) {
        double uLambda = (bByLambda * z + aByLambda - side * u) / stretch;
        out[at + 1] = bByLambda / b - pull * uLambda;
      }
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
