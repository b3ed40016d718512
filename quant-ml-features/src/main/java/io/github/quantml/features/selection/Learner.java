// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

/**
 * A regression that the wrappers of this package learn with; two classes are targets 0 and 1.
 *
 * <p>Must be a pure function of its arguments and thread-safe. {@link ExtraTrees} is the default;
 * {@code quant-ml-tabular} brings stronger ones.
 */
@FunctionalInterface
public interface Learner {
  /**
   * Learns.
   *
   * @param columns features × rows, finite
   * @param target one value for each row
   * @param seed of all randomness
   */
  Fitted fit(double[][] columns, double[] target, long seed);

  /** What was learned. */
  interface Fitted {
    /** One value for each row of the columns. */
    double[] predict(double[][] columns);

    /** Importance of each feature by the learner's own measure, at least 0. */
    double[] importances();
  }
}
