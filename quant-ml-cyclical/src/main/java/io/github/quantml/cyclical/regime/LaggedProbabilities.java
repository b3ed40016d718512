// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** P(state at t | rows 0 to t + lag): known only {@code lag} rows after t. */
public final class LaggedProbabilities extends StateProbabilities {
  private final int lag;

  LaggedProbabilities(double[] values, int states, int lag) {
    super(values, states);
    this.lag = lag;
  }

  /**
   * How many later rows each row uses.
   *
   * @return the lag, at least 0
   */
  public int lag() {
    return lag;
  }

  @Override
  public boolean causal() {
    return lag == 0;
  }
}
