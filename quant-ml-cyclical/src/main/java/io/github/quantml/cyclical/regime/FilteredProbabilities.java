// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** P(state at t | rows 0 to t): causal, the default for every decision. */
public final class FilteredProbabilities extends StateProbabilities {
  FilteredProbabilities(double[] values, int states) {
    super(values, states);
  }

  @Override
  public boolean causal() {
    return true;
  }
}
