// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import io.github.quantml.api.ReturnDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * A located and scaled Student-t distribution of the simple return over a horizon.
 *
 * <p>The return is location + scale · T(ν), so the standard deviation is scale · √(ν/(ν − 2)).
 * Immutable and thread-safe.
 */
public final class StudentTReturns implements ReturnDistribution {
  private static final double LIGHTEST_NU = 200;
  private static final double HEAVIEST_NU = 4.5;

  private final double location;
  private final double scale;
  private final double stdDev;
  private final double logScale;
  private final StudentT standard;

  private StudentTReturns(double location, double scale, double nu) {
    this.location = location;
    this.scale = scale;
    this.stdDev = scale * FastMath.sqrt(nu / (nu - 2));
    this.logScale = FastMath.log(scale);
    this.standard = StudentT.of(nu);
  }

  /**
   * The law location + scale · T(ν).
   *
   * @param location mean and median, finite
   * @param scale positive and finite; not the standard deviation
   * @param nu degrees of freedom, greater than 2 so that the variance exists, finite
   */
  public static StudentTReturns of(double location, double scale, double nu) {
    Checks.finite("location", location);
    Checks.positive("scale", scale);
    if (!(nu > 2 && nu < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("nu must be > 2 and finite: " + nu);
    }
    return new StudentTReturns(location, scale, nu);
  }

  /**
   * The law with the given mean and standard deviation.
   *
   * @param mean finite
   * @param stdDev positive and finite
   * @param nu degrees of freedom, greater than 2, finite
   */
  public static StudentTReturns ofMoments(double mean, double stdDev, double nu) {
    Checks.positive("stdDev", stdDev);
    return of(mean, nu > 2 ? stdDev * FastMath.sqrt((nu - 2) / nu) : stdDev, nu);
  }

  /**
   * Degrees of freedom of the t distribution whose kurtosis a sum of independent returns has: 4 +
   * 6n/κ, kept within [4.5, 200]; 200, nearly normal, for tails that are not heavy.
   *
   * @param excessKurtosis κ of one return
   * @param summed n, at least 1
   */
  public static double degreesOfFreedom(double excessKurtosis, int summed) {
    if (!(excessKurtosis > 0)) {
      return LIGHTEST_NU;
    }
    double nu = 4 + 6 * summed / excessKurtosis;
    return Math.min(LIGHTEST_NU, Math.max(HEAVIEST_NU, nu));
  }

  /** The centre, which is also the mean. */
  public double location() {
    return location;
  }

  /** The multiplier of the standard t law. */
  public double scale() {
    return scale;
  }

  /** Degrees of freedom ν. */
  public double nu() {
    return standard.nu();
  }

  @Override
  public double mean() {
    return location;
  }

  @Override
  public double stdDev() {
    return stdDev;
  }

  @Override
  public double cdf(double r) {
    return standard.cdf((r - location) / scale);
  }

  @Override
  public double quantile(double p) {
    return location + scale * standard.quantile(Checks.openProbability(p));
  }

  @Override
  public double logDensity(double r) {
    return standard.logDensity((r - location) / scale) - logScale;
  }

  @Override
  public String toString() {
    return "StudentTReturns[location=" + location + ", scale=" + scale + ", nu=" + nu() + "]";
  }
}
