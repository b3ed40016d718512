// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** P(state at t | all rows of the sequence): hindsight, never an input to a decision at t. */
public final class SmoothedProbabilities extends StateProbabilities {
  SmoothedProbabilities(double[] values, int states) {
    super(values, states);
  }

  @Override
  public boolean causal() {
    return false;
  }
}
