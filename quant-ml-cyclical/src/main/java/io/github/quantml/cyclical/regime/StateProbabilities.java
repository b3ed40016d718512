// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * Probabilities of the hidden states, row by row.
 *
 * <p>The sealed subtypes say what information row t uses: {@link PredictedProbabilities} up to t −
 * 1, {@link FilteredProbabilities} up to t, {@link LaggedProbabilities} up to t + lag, {@link
 * SmoothedProbabilities} everything. A method that must not look ahead asks for the first two.
 */
public abstract sealed class StateProbabilities
    permits PredictedProbabilities,
        FilteredProbabilities,
        LaggedProbabilities,
        SmoothedProbabilities {
  private final double[] values;
  private final int states;

  StateProbabilities(double[] values, int states) {
    this.values = values;
    this.states = states;
  }

  /**
   * The number of rows.
   *
   * @return rows
   */
  public final int size() {
    return values.length / states;
  }

  /**
   * The number of states.
   *
   * @return states
   */
  public final int states() {
    return states;
  }

  /**
   * The probability of one state at one row.
   *
   * @param row row, from 0
   * @param state state, from 0
   * @return a probability
   */
  public final double get(int row, int state) {
    return values[row * states + state];
  }

  /**
   * The probabilities at one row.
   *
   * @param row row, from 0
   * @return a new array of {@link #states()} probabilities
   */
  public final double[] row(int row) {
    double[] out = new double[states];
    System.arraycopy(values, row * states, out, 0, states);
    return out;
  }

  /** The backing array: read only by agreement inside the package. */
  final double[] values() {
    return values;
  }

  /**
   * The probabilities at the last row.
   *
   * @return a new array of {@link #states()} probabilities
   */
  public final double[] last() {
    return row(size() - 1);
  }

  /**
   * Whether row t uses nothing after row t.
   *
   * @return true for predicted and filtered probabilities
   */
  public abstract boolean causal();
}
