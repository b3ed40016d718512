// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import io.github.quantml.api.ReturnDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * A normal distribution of the simple return over a horizon.
 *
 * @param mean expected return, finite
 * @param stdDev standard deviation of the return, positive and finite
 */
public record NormalReturns(double mean, double stdDev) implements ReturnDistribution {
  public NormalReturns {
    Checks.finite("mean", mean);
    Checks.positive("stdDev", stdDev);
  }

  /** The normal law with the given mean and standard deviation. */
  public static NormalReturns of(double mean, double stdDev) {
    return new NormalReturns(mean, stdDev);
  }

  @Override
  public double cdf(double r) {
    return StandardNormal.cdf((r - mean) / stdDev);
  }

  @Override
  public double quantile(double p) {
    return mean + stdDev * StandardNormal.quantile(Checks.openProbability(p));
  }

  @Override
  public double logDensity(double r) {
    return StandardNormal.logDensity((r - mean) / stdDev) - FastMath.log(stdDev);
  }
}
