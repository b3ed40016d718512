// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import io.github.quantml.api.ReturnDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * A finite mixture of return distributions: the law of a return whose source is drawn first.
 *
 * <p>cdf(r) = Σ wᵢ cdfᵢ(r); the variance is Σ wᵢ(σᵢ² + (μᵢ − μ)²), the law of total variance. The
 * quantile is solved to 10⁻¹² standard deviations. Immutable and thread-safe when its parts are.
 */
public final class MixtureReturns implements ReturnDistribution {
  private static final double WEIGHT_SUM_TOLERANCE = 1e-9;
  private static final double QUANTILE_TOLERANCE = 1e-12;
  private static final int MAX_ITERATIONS = 200;

  private final double[] weights;
  private final double[] logWeights;
  private final ReturnDistribution[] parts;
  private final double mean;
  private final double stdDev;

  private MixtureReturns(double[] weights, ReturnDistribution[] parts) {
    this.weights = weights;
    this.parts = parts;
    this.logWeights = new double[weights.length];
    double centre = 0;
    for (int i = 0; i < weights.length; i++) {
      logWeights[i] = FastMath.log(weights[i]);
      centre += weights[i] * parts[i].mean();
    }
    double variance = 0;
    for (int i = 0; i < weights.length; i++) {
      double shift = parts[i].mean() - centre;
      variance += weights[i] * (parts[i].stdDev() * parts[i].stdDev() + shift * shift);
    }
    this.mean = centre;
    this.stdDev = Math.sqrt(variance);
  }

  /**
   * The mixture of the parts with the given weights. Parts of weight 0 are left out.
   *
   * @param weights at least 0 each, summing to 1 within 10⁻⁹ (the rounding is normalised away)
   * @param parts as many as there are weights
   */
  public static MixtureReturns of(double[] weights, ReturnDistribution... parts) {
    if (weights.length != parts.length || parts.length == 0) {
      throw new IllegalArgumentException(
          "weights and parts must have one equal length > 0: "
              + weights.length
              + " and "
              + parts.length);
    }
    double sum = 0;
    int used = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("weights[" + i + "] must be >= 0: " + weights[i]);
      }
      sum += weights[i];
      used += weights[i] > 0 ? 1 : 0;
    }
    if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) {
      throw new IllegalArgumentException("weights must sum to 1: " + sum);
    }
    double[] kept = new double[used];
    ReturnDistribution[] keptParts = new ReturnDistribution[used];
    for (int i = 0, j = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        kept[j] = weights[i] / sum;
        keptParts[j++] = parts[i];
      }
    }
    return new MixtureReturns(kept, keptParts);
  }

  /** How many parts carry weight. */
  public int size() {
    return parts.length;
  }

  /** The weight of part i, positive. */
  public double weight(int i) {
    return weights[i];
  }

  /** Part i. */
  public ReturnDistribution part(int i) {
    return parts[i];
  }

  @Override
  public double mean() {
    return mean;
  }

  @Override
  public double stdDev() {
    return stdDev;
  }

  @Override
  public double cdf(double r) {
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += weights[i] * parts[i].cdf(r);
    }
    return Math.min(sum, 1);
  }

  @Override
  public double logDensity(double r) {
    double largest = Double.NEGATIVE_INFINITY;
    double[] terms = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      terms[i] = logWeights[i] + parts[i].logDensity(r);
      largest = Math.max(largest, terms[i]);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double term : terms) {
      sum += FastMath.exp(term - largest);
    }
    return largest + FastMath.log(sum);
  }

  @Override
  public double quantile(double p) {
    Checks.openProbability(p);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double start = 0;
    for (int i = 0; i < parts.length; i++) {
      double q = parts[i].quantile(p);
      low = Math.min(low, q);
      high = Math.max(high, q);
      start += weights[i] * q;
    }
    return solve(p, low, high, Math.min(Math.max(start, low), high));
  }

  /** Newton steps kept inside a shrinking bracket; the extreme part quantiles bracket the root. */
  private double solve(double p, double from, double to, double start) {
    double tolerance = QUANTILE_TOLERANCE * stdDev;
    double low = from;
    double high = to;
    double x = start;
    for (int i = 0; i < MAX_ITERATIONS && high - low > tolerance; i++) {
      double excess = cdf(x) - p;
      if (excess == 0) {
        return x;
      }
      if (excess > 0) {
        high = x;
      } else {
        low = x;
      }
      double next = x - excess / FastMath.exp(logDensity(x));
      if (!(next > low && next < high)) {
        next = low + 0.5 * (high - low);
      }
      if (Math.abs(next - x) <= tolerance) {
        return next;
      }
      x = next;
    }
    return x;
  }

  @Override
  public String toString() {
    return "MixtureReturns[parts=" + size() + ", mean=" + mean + ", stdDev=" + stdDev + "]";
  }
}
