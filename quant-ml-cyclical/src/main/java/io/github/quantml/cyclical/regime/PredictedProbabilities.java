// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** P(state at t | rows 0 to t − 1): what was believed before row t arrived. */
public final class PredictedProbabilities extends StateProbabilities {
  PredictedProbabilities(double[] values, int states) {
    super(values, states);
  }

  @Override
  public boolean causal() {
    return true;
  }
}
