// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import java.util.Arrays;

/**
 * The polynomially weighted average forecaster with a learning rate per expert (ML-Poly).
 *
 * <p>wₖ ∝ ηₖ·max(Rₖ, 0) with the cumulated regret Rₖ = Σ(Σwⱼℓⱼ − ℓₖ) and ηₖ = 1/(B + Σrₖ²), B the
 * largest squared regret so far. Experts with no positive regret get no weight at all; while nobody
 * has any, weights are equal. Nothing to tune; weights do not change when all losses are scaled.
 *
 * <p>Source: Gaillard, Stoltz and van Erven (2014), A second-order bound with excess losses, COLT,
 * figure 3. Not thread-safe.
 */
public final class PolynomialPotential implements ExpertAggregation {
  private final double[] weights;
  private final double[] regrets;
  private final double[] squares;
  private double largest;

  private PolynomialPotential(int experts) {
    this.weights = new double[experts];
    this.regrets = new double[experts];
    this.squares = new double[experts];
    Arrays.fill(weights, 1.0 / experts);
  }

  /** Equal weights to begin with. */
  public static PolynomialPotential of(int experts) {
    return new PolynomialPotential(Losses.requireExperts(experts));
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
    double[] round = Losses.regrets(losses, awake, weights);
    for (int k = 0; k < round.length; k++) {
      double square = round[k] * round[k];
      regrets[k] += round[k];
      squares[k] += square;
      largest = Math.max(largest, square);
    }
    double total = 0;
    for (int k = 0; k < round.length; k++) {
      weights[k] = regrets[k] > 0 ? regrets[k] / (largest + squares[k]) : 0;
      total += weights[k];
    }
    for (int k = 0; k < round.length; k++) {
      weights[k] = total > 0 ? weights[k] / total : 1.0 / weights.length;
    }
  }
}
