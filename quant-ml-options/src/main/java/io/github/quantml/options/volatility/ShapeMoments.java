// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import org.apache.commons.math3.util.FastMath;

/**
 * Second moments of the scores of a law: with ψ = ln f, E(1 + ψ′z)², E(1 + ψ′z)ψ′, Eψ′² and those
 * with the derivatives of ψ in the shape parameters.
 *
 * <p>By the exp-sinh rule on either side of the mode, where the laws have a kink.
 *
 * <p>Source: Takahasi and Mori (1974), Double exponential formulas for numerical integration.
 */
record ShapeMoments(double[] moment, int shapes) {
  private static final double REACH = 4.2;
  private static final int STEPS = 240;

  static ShapeMoments of(Innovation.Density f) {
    int shapes = f.law().parameters().size();
    int n = 2 + shapes;
    double[] sum = new double[n * n];
    double[] v = new double[n];
    double middle = -f.a() / f.b();
    double step = 2 * REACH / STEPS;
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i <= STEPS; i++) {
        double u = -REACH + i * step;
        double x = FastMath.exp(0.5 * Math.PI * FastMath.sinh(u));
        double z = middle + side * x;
        double density = FastMath.exp(f.log(z));
        double w = density * x * 0.5 * Math.PI * FastMath.cosh(u) * step;
        if (!(w > 1e-300)) {
          continue;
        }
        double slope = f.slope(z);
        v[0] = 1 + slope * z;
        v[1] = slope;
        f.shapeScore(z, v, 2);
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            sum[j * n + k] += w * v[j] * v[k];
          }
        }
      }
    }
    return new ShapeMoments(sum, shapes);
  }

  private double at(int i, int j) {
    return moment[i * (2 + shapes) + j];
  }

  /** E(1 + ψ′z)². */
  double scale() {
    return at(0, 0);
  }

  /** E(1 + ψ′z)ψ′. */
  double cross() {
    return at(0, 1);
  }

  /** Eψ′². */
  double location() {
    return at(1, 1);
  }

  /** E(1 + ψ′z)ψₛ. */
  double scaleShape(int s) {
    return at(0, 2 + s);
  }

  /** Eψ′ψₛ. */
  double locationShape(int s) {
    return at(1, 2 + s);
  }

  /** Eψₛψₜ. */
  double shape(int s, int t) {
    return at(2 + s, 2 + t);
  }
}
