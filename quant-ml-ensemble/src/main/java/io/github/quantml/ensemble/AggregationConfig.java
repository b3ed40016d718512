// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.ensemble.aggregation.AggregationMethod;
import io.github.quantml.ensemble.aggregation.Pool;

/**
 * How the members' views become one.
 *
 * @param method how weights are found
 * @param pool how weighted distributions are combined
 * @param learningRate η of exponential weights on log losses, positive, divided by the horizon
 *     because outcomes of neighbouring forecasts overlap: 1 is Bayesian model averaging
 * @param share α of the fixed share in [0, 1): the fraction of all weight dealt out evenly after
 *     each outcome, so that a member that was wrong for long can come back
 * @param regimeShrinkage κ, positive: weights are (n·own + κ·common)/(n + κ) with n the outcomes
 *     seen in the current regime; +∞ for one set of weights in all regimes
 */
public record AggregationConfig(
    AggregationMethod method,
    Pool pool,
    double learningRate,
    double share,
    double regimeShrinkage) {

  public AggregationConfig {
    Require.that(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "learningRate",
        learningRate,
        "must be positive and finite");
    Require.that(share >= 0 && share < 1, "share", share, "must lie in [0, 1)");
    Require.that(regimeShrinkage > 0, "regimeShrinkage", regimeShrinkage, "must be positive");
  }

  /** Exponential weights of rate 0.5 and share 5 %, linear pool, the same in all regimes. */
  public static AggregationConfig defaults() {
    return new AggregationConfig(
        AggregationMethod.EXPONENTIAL, Pool.LINEAR, 0.5, 0.05, Double.POSITIVE_INFINITY);
  }

  public AggregationConfig withMethod(AggregationMethod value) {
    return new AggregationConfig(value, pool, learningRate, share, regimeShrinkage);
  }

  public AggregationConfig withPool(Pool value) {
    return new AggregationConfig(method, value, learningRate, share, regimeShrinkage);
  }

  /** Exponential weights of another rate and share. */
  public AggregationConfig withExponential(double rate, double fixedShare) {
    return new AggregationConfig(
        AggregationMethod.EXPONENTIAL, pool, rate, fixedShare, regimeShrinkage);
  }

  public AggregationConfig withRegimeShrinkage(double value) {
    return new AggregationConfig(method, pool, learningRate, share, value);
  }
}
