// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The generalised Pareto distribution of excesses over a threshold: P(Y &gt; y) = (1 +
 * ξy/σ)^(−1/ξ).
 *
 * @param shape ξ; 0 is the exponential distribution
 * @param scale σ, positive
 */
public record ParetoTail(double shape, double scale) {
  private static final int GRID = 60;
  private static final int STEPS = 60;
  private static final double GOLDEN = 0.6180339887498949;
  private static final double WIDEST_SHAPE = 2;

  /** Checks the ranges. */
  public ParetoTail {
    Values.finite("shape", shape);
    Values.positive("scale", scale);
  }

  /**
   * Maximum likelihood by Grimshaw's profile: with θ = ξ/σ, ξ = mean ln(1 + θy).
   *
   * @param excesses positive values, at least 5
   */
  public static ParetoTail fit(double[] excesses) {
    Values.require("generalised Pareto fit", excesses, 5);
    double mean = 0;
    double largest = 0;
    for (double y : excesses) {
      if (!(y > 0)) {
        throw new InvalidDataException(
            "generalised Pareto fit: excesses must be positive, got " + y);
      }
      mean += y / excesses.length;
      largest = Math.max(largest, y);
    }
    // θ from just above −1/largest to where ξ is about 2, on a grid even in ln(1 + θ·largest).
    double low = FastMath.log(1e-3);
    double high = FastMath.log1p(largest / mean * FastMath.exp(2 * WIDEST_SHAPE));
    int best = 0;
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      double value = profile(excesses, theta(low + (high - low) * i / GRID, largest));
      if (value > top) {
        top = value;
        best = i;
      }
    }
    double a = low + (high - low) * Math.max(0, best - 1) / GRID;
    double b = low + (high - low) * Math.min(GRID, best + 1) / GRID;
    for (int i = 0; i < STEPS; i++) {
      double c = b - GOLDEN * (b - a);
      double d = a + GOLDEN * (b - a);
      if (profile(excesses, theta(c, largest)) >= profile(excesses, theta(d, largest))) {
        b = d;
      } else {
        a = c;
      }
    }
    double theta = theta((a + b) / 2, largest);
    double shape = meanLog(excesses, theta);
    return Math.abs(theta) * mean < 1e-9
        ? new ParetoTail(0, mean)
        : new ParetoTail(shape, shape / theta);
  }

  private static double theta(double u, double largest) {
    return FastMath.expm1(u) / largest;
  }

  private static double meanLog(double[] y, double theta) {
    double sum = 0;
    for (double v : y) {
      sum += FastMath.log1p(theta * v);
    }
    return sum / y.length;
  }

  /** Log-likelihood per value with σ profiled out; shapes below −1/2 are not estimable. */
  private static double profile(double[] y, double theta) {
    double mean = 0;
    for (double v : y) {
      mean += v / y.length;
    }
    if (Math.abs(theta) * mean < 1e-9) {
      return -FastMath.log(mean) - 1;
    }
    double shape = meanLog(y, theta);
    return shape < -0.5 || shape > WIDEST_SHAPE
        ? Double.NEGATIVE_INFINITY
        : -FastMath.log(shape / theta) - shape - 1;
  }

  /** The excess that is passed with probability p in (0, 1]. */
  public double excess(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in (0, 1], got " + p);
    }
    double log = -FastMath.log(p);
    return shape == 0 ? scale * log : scale * FastMath.expm1(shape * log) / shape;
  }
}
