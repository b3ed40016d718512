// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

/**
 * Weights of experts that may sleep, moved by their losses, one step per outcome.
 *
 * <p>A round: take {@link #weights}, renormalise them {@link #among} the experts that are awake,
 * combine, see the outcome, and {@link #learn} from the losses. Losses are whatever is to be small
 * - log loss, squared error, QLIKE - in one unit for all experts; for a convex loss of the combined
 * forecast ŷ, handing in the gradient losses ℓ′(ŷ)·xₖ instead bounds the regret to the best fixed
 * <em>mixture</em> rather than the best single expert (Cesa-Bianchi and Lugosi 2006, section 2.5).
 *
 * <p>Not thread-safe. The weights depend on the losses given so far and on nothing else.
 */
public interface ExpertAggregation {
  /** How many experts there are. */
  int experts();

  /** A copy of the weights all experts would have if all were awake: at least 0, summing to 1. */
  double[] weights();

  /**
   * Learns from one outcome.
   *
   * @param losses one finite loss per expert, NaN for an expert that slept: it neither gains nor
   *     loses standing against the others
   * @throws IllegalArgumentException when a loss is infinite or their number is not {@link
   *     #experts}
   */
  void learn(double[] losses);

  /**
   * Weights scaled to sum to 1 among the awake, 0 for the others; equal ones where the awake have
   * no weight at all.
   */
  static double[] among(boolean[] awake, double[] weights) {
    double[] scaled = new double[weights.length];
    double total = 0;
    int count = 0;
    for (int k = 0; k < weights.length; k++) {
      if (awake[k]) {
        total += weights[k];
        count++;
      }
    }
    for (int k = 0; k < weights.length; k++) {
      if (awake[k]) {
        scaled[k] = total > 0 ? weights[k] / total : 1.0 / count;
      }
    }
    return scaled;
  }

  /**
   * Effective number of experts 1/Σwₖ²: 1 when one has all the weight, K when all have the same.
   */
  static double effectiveNumber(double[] weights) {
    double squares = 0;
    for (double w : weights) {
      squares += w * w;
    }
    return 1 / squares;
  }
}
