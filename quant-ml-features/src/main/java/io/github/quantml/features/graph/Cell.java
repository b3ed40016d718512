// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** An operator at work on one stream of bars. Not thread-safe. */
public interface Cell {
  /**
   * Takes in the next bar.
   *
   * @param in the bar's value of each input; not to be kept or changed
   * @param out receives the bar's value of each output, NaN where there is none
   */
  void update(double[] in, double[] out);

  /** Saves or restores everything remembered between bars; nothing to do for a pure function. */
  default void state(State state) {}
}
