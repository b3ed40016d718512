// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.implied;

/**
 * Rational cubic interpolation between two points with slopes, and the choice of its parameter r
 * that meets a second derivative at one end while keeping the shape.
 *
 * <p>Source: Delbourgo and Gregory (1985), Shape preserving piecewise rational interpolation;
 * Jäckel (2015), Let's be rational, section 4.
 */
final class RationalCubic {
  private static final double LEAST = -(1 - 0x1p-26);
  private static final double MOST = 2 / (0x1p-52 * 0x1p-52);

  private RationalCubic() {}

  static double at(
      double x, double xl, double xr, double yl, double yr, double dl, double dr, double r) {
    double h = xr - xl;
    if (h == 0) {
      return 0.5 * (yl + yr);
    }
    double t = (x - xl) / h;
    if (!(r < MOST)) {
      return yr * t + yl * (1 - t);
    }
    double u = 1 - t;
    double top =
        yr * t * t * t
            + (r * yr - h * dr) * t * t * u
            + (r * yl + h * dl) * t * u * u
            + yl * u * u * u;
    return top / (1 + (r - 3) * t * u);
  }

  /** r with the second derivative {@code dd} at the left end, or the least that keeps the shape. */
  static double fitLeft(
      double xl, double xr, double yl, double yr, double dl, double dr, double dd, boolean smooth) {
    double h = xr - xl;
    double secant = (yr - yl) / h;
    double top = 0.5 * h * dd + (dr - dl);
    double bottom = secant - dl;
    return Math.max(quotient(top, bottom), least(dl, dr, secant, smooth));
  }

  /**
   * r with the second derivative {@code dd} at the right end, or the least that keeps the shape.
   */
  static double fitRight(
      double xl, double xr, double yl, double yr, double dl, double dr, double dd, boolean smooth) {
    double h = xr - xl;
    double secant = (yr - yl) / h;
    double top = 0.5 * h * dd + (dr - dl);
    double bottom = dr - secant;
    return Math.max(quotient(top, bottom), least(dl, dr, secant, smooth));
  }

  private static double quotient(double top, double bottom) {
    if (top == 0) {
      return 0;
    }
    return bottom == 0 ? top > 0 ? MOST : LEAST : top / bottom;
  }

  private static double least(double dl, double dr, double secant, boolean shapeFirst) {
    boolean monotone = dl * secant >= 0 && dr * secant >= 0;
    boolean convex = dl <= secant && secant <= dr;
    boolean concave = dl >= secant && secant >= dr;
    if (!monotone && !convex && !concave) {
      return LEAST;
    }
    double forMonotone = -Double.MAX_VALUE;
    double forCurvature = -Double.MAX_VALUE;
    if (monotone) {
      if (secant != 0) {
        forMonotone = (dr + dl) / secant;
      } else if (shapeFirst) {
        forMonotone = MOST;
      }
    }
    if (convex || concave) {
      if (secant != dl && dr != secant) {
        forCurvature =
            Math.max(Math.abs((dr - dl) / (dr - secant)), Math.abs((dr - dl) / (secant - dl)));
      } else if (shapeFirst) {
        forCurvature = MOST;
      }
    } else if (monotone && shapeFirst) {
      forCurvature = MOST;
    }
    return Math.max(LEAST, Math.max(forMonotone, forCurvature));
  }
}
