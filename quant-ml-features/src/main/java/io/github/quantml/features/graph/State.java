// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * A pass over what a {@link Cell} remembers, either to save it or to restore it.
 *
 * <p>A cell hands every remembered value in and keeps what comes back: {@code sum = state.of(sum)}.
 * On saving that is the value itself, on restoring the saved one; the same code does both.
 */
public interface State {
  /** The value to go on with. */
  double of(double value);

  /** The value to go on with. */
  long of(long value);

  /** The value to go on with. */
  default int of(int value) {
    return Math.toIntExact(of((long) value));
  }

  /** The value to go on with. */
  default boolean of(boolean value) {
    return of(value ? 1L : 0L) != 0;
  }

  /** Overwrites the array's values with those to go on with. */
  default void of(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = of(values[i]);
    }
  }

  /** Whether this pass restores. */
  boolean restoring();
}
