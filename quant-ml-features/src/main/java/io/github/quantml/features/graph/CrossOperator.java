// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * How a value follows from those of all instruments at the same bar: rank, z-score, neutralisation.
 * Immutable and thread-safe.
 */
public interface CrossOperator {
  /** Kind and parameters; operators of equal name are taken for the same function. */
  String name();

  /**
   * One bar.
   *
   * @param in for each input, the value of each instrument, NaN where it has none; not to be
   *     changed
   * @param out receives the value of each instrument
   */
  void across(double[][] in, double[] out);
}
