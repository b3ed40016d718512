// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * How the values of one or more columns follow from those of others, bar by bar.
 *
 * <p>{@link #start} alone defines an operator. One that has a faster way to do a whole column
 * overrides {@link #apply}, which must give the same bits. Immutable and thread-safe.
 */
public interface Operator {
  /**
   * Kind and parameters, such as {@code "ema(20)"}. Operators of equal name are taken for the same
   * function: within a plan they are computed once, and caches are keyed by it.
   */
  String name();

  /** Number of output columns. */
  default int outputs() {
    return 1;
  }

  /**
   * How many bars with complete inputs come before the first value: 0 for a function of one bar.
   */
  int warmUp();

  /** What a value owes to bars before those. */
  default Stability stability() {
    return Stability.EXACT;
  }

  /** Bars after which the share of older ones is below 1e-10, if {@link Stability#CONVERGING}. */
  default int burnIn() {
    return warmUp();
  }

  /** A fresh stream. */
  Cell start();

  /**
   * The whole columns.
   *
   * @param in input columns of one length; not to be changed
   * @param out output columns of that length, to be filled; none of them is an input
   */
  default void apply(double[][] in, double[][] out) {
    Cell cell = start();
    double[] from = new double[in.length];
    double[] to = new double[out.length];
    for (int t = 0; t < out[0].length; t++) {
      for (int k = 0; k < from.length; k++) {
        from[k] = in[k][t];
      }
      cell.update(from, to);
      for (int k = 0; k < to.length; k++) {
        out[k][t] = to[k];
      }
    }
  }
}
