// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import org.apache.commons.math3.util.FastMath;

/**
 * The standard normal law N(0, 1): density, both tails, their logarithms and the quantile.
 *
 * <p>All functions are deterministic on every JVM. Tail probabilities keep full relative precision:
 * use {@link #survival(double)} rather than 1 − {@link #cdf(double)}.
 */
public final class StandardNormal {
  /** ½ ln(2π). */
  public static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

  private static final double SQRT_HALF = 0.70710678118654752440;
  private static final double ONE_OVER_SQRT_TWO_PI = 0.39894228040143267794;

  /** Below this point Φ underflows gradually, so ln Φ takes the scaled complementary function. */
  private static final double LOG_TAIL = -5;

  private StandardNormal() {}

  /** The density φ(x) = exp(−x²/2)/√(2π). */
  public static double density(double x) {
    return ONE_OVER_SQRT_TWO_PI * FastMath.exp(-0.5 * x * x);
  }

  /** ln φ(x). */
  public static double logDensity(double x) {
    return -0.5 * x * x - HALF_LOG_TWO_PI;
  }

  /** Φ(x), the probability of a value at or below x. */
  public static double cdf(double x) {
    return 0.5 * Erf.erfc(-x * SQRT_HALF);
  }

  /** 1 − Φ(x), the probability of a value above x. */
  public static double survival(double x) {
    return 0.5 * Erf.erfc(x * SQRT_HALF);
  }

  /** ln Φ(x), finite for every finite x. */
  public static double logCdf(double x) {
    if (x > LOG_TAIL) {
      return x > 0 ? FastMath.log1p(-survival(x)) : FastMath.log(cdf(x));
    }
    return -0.5 * x * x + FastMath.log(0.5 * Erf.scaledTail(-x * SQRT_HALF));
  }

  /**
   * Φ⁻¹(p), accurate to about one part in 10¹⁶.
   *
   * <p>Source: Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution,
   * Applied Statistics 37.
   *
   * @param p probability of [0, 1]; 0 and 1 give the infinities
   * @throws IllegalArgumentException if p is outside [0, 1] or NaN
   */
  public static double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1]: " + p);
    }
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return NormalQuantile.central(q);
    }
    double tail = q < 0 ? p : 1 - p;
    double x = tail == 0 ? Double.POSITIVE_INFINITY : NormalQuantile.tail(tail);
    return q < 0 ? -x : x;
  }

  /**
   * The value exceeded with probability p: Φ⁻¹(1 − p) without forming 1 − p.
   *
   * @param p probability of [0, 1]
   */
  public static double survivalQuantile(double p) {
    return -quantile(p);
  }
}
