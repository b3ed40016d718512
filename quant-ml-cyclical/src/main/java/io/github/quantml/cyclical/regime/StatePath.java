// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * The single most probable state sequence given all rows (Viterbi): hindsight, like smoothing.
 *
 * @param states the state of each row
 * @param logProbability log joint probability (density) of the path and the rows
 */
public record StatePath(int[] states, double logProbability) {
  /**
   * Copies the path.
   *
   * @param states the state of each row
   * @param logProbability log joint probability of the path and the rows
   */
  public StatePath {
    states = states.clone();
  }

  @Override
  public int[] states() {
    return states.clone();
  }
}
