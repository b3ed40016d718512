// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Bernstein online aggregation: exponential weights whose learning rates tune themselves, one per
 * expert, by the second moment of its regret.
 *
 * <p>With the instantaneous excess loss eₖ = ℓₖ − Σwⱼℓⱼ, range Eₖ = 2^(⌈log₂ max|eₖ|⌉ + 1) and ηₖ =
 * min(1/Eₖ, √(ln K / Σeₖ²)), the surrogate Lₖ grows by ½(eₖ(1 + ηₖeₖ) + Eₖ·1{ηₖeₖ &gt; ½}), and wₖ
 * ∝ ηₖ·exp(−ηₖLₖ). There is nothing to tune, and losses may be in any unit: weights do not change
 * when all losses are scaled.
 *
 * <p>Source: Wintenberger (2017), Optimal learning with Bernstein online aggregation, Machine
 * Learning 106, section 3.3. Not thread-safe.
 */
public final class BernsteinAggregation implements ExpertAggregation {
  private final double[] weights;
  private final double[] surrogate;
  private final double[] squares;
  private final double[] largest;
  private final double[] rates;

  private BernsteinAggregation(int experts) {
    this.weights = new double[experts];
    this.surrogate = new double[experts];
    this.squares = new double[experts];
    this.largest = new double[experts];
    this.rates = new double[experts];
    Arrays.fill(weights, 1.0 / experts);
  }

  /** Equal weights to begin with. */
  public static BernsteinAggregation of(int experts) {
    return new BernsteinAggregation(Losses.requireExperts(experts));
  }

  @Override
  public int experts() {
    return weights.length;
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public void learn(double[] losses) {
    boolean[] awake = Losses.awake(losses, weights.length);
    double[] regrets = Losses.regrets(losses, awake, weights);
    double prior = FastMath.log(Math.max(2, weights.length));
    for (int k = 0; k < weights.length; k++) {
      double excess = -regrets[k];
      if (excess != 0) {
        largest[k] = Math.max(largest[k], Math.abs(excess));
        squares[k] += excess * excess;
        double range = range(largest[k]);
        double tilted = rates[k] * excess;
        surrogate[k] += 0.5 * (excess * (1 + tilted) + (tilted > 0.5 ? range : 0));
        rates[k] = Math.min(1 / range, Math.sqrt(prior / squares[k]));
      }
    }
    reweigh();
  }

  /** Twice the smallest power of two that is not below {@code x}. */
  private static double range(double x) {
    double power = Math.scalb(1.0, Math.getExponent(x));
    return power == x ? 2 * power : 4 * power;
  }

  private void reweigh() {
    double fallback = 0;
    for (double rate : rates) {
      fallback = Math.max(fallback, rate);
    }
    if (!(fallback > 0)) {
      return; // nobody has differed from the mixture yet
    }
    double[] exponents = new double[weights.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      double rate = rates[k] > 0 ? rates[k] : fallback;
      exponents[k] = FastMath.log(rate) - rate * surrogate[k];
      highest = Math.max(highest, exponents[k]);
    }
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = FastMath.exp(exponents[k] - highest);
      total += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= total;
    }
  }
}
