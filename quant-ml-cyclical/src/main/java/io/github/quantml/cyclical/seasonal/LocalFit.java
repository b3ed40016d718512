// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * One local regression of loess on an equally spaced grid, as weights of a linear combination.
 *
 * <p>Positions are relative to the first point of the neighbourhood. The tricube weight is (1 −
 * (d/h)³)³, taken as 1 below 0.001·h and as 0 above 0.999·h; a slope is fitted only where the
 * weighted spread of the positions exceeds 0.001·(n − 1), both as in the original program
 * (Cleveland, Cleveland, McRae and Terpenning 1990).
 */
final class LocalFit {
  private static final double NEAR = 0.001;
  private static final double FAR = 0.999;

  private LocalFit() {}

  /** Distance at which the weight vanishes, for a fit at {@code row} in a series of {@code n}. */
  static double bandwidth(int row, int start, int points, int window, int n) {
    int h = Math.max(row - start, start + points - 1 - row);
    return window > n ? h + (window - n) / 2 : h;
  }

  static void tricube(double[] out, int points, int at, double h) {
    double far = FAR * h;
    double near = NEAR * h;
    for (int j = 0; j < points; j++) {
      double d = Math.abs(j - at);
      if (d > far) {
        out[j] = 0;
      } else if (d <= near) {
        out[j] = 1;
      } else {
        double q = d / h;
        double u = 1 - q * q * q;
        out[j] = u * u * u;
      }
    }
  }

  /**
   * Turns weights of points into weights of the fitted value at position {@code at}.
   *
   * @return false, with the weights untouched, if they are all zero
   */
  static boolean project(double[] w, int points, int at, int degree, double range) {
    double sum = 0;
    for (int j = 0; j < points; j++) {
      sum += w[j];
    }
    if (!(sum > 0)) {
      return false;
    }
    double centre = 0;
    for (int j = 0; j < points; j++) {
      w[j] /= sum;
      centre += w[j] * (j - at);
    }
    if (degree == 0) {
      return true;
    }
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int j = 0; j < points; j++) {
      double d = j - at - centre;
      second += w[j] * d * d;
      third += w[j] * d * d * d;
      fourth += w[j] * d * d * d * d;
    }
    double least = NEAR * range;
    if (!(Math.sqrt(second) > least)) {
      return true;
    }
    // Orthogonal polynomials of the weights: d and d² − skew·d − second.
    double skew = third / second;
    double norm = fourth - third * skew - second * second;
    boolean curved = degree == 2 && norm > least * least * least * least;
    double value = centre * centre + skew * centre - second;
    for (int j = 0; j < points; j++) {
      double d = j - at - centre;
      double factor = 1 - centre / second * d;
      if (curved) {
        factor += value / norm * (d * d - skew * d - second);
      }
      w[j] *= factor;
    }
    return true;
  }
}
