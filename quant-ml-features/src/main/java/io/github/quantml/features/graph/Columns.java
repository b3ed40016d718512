// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** Ready operators as columns of columns. */
public final class Columns {
  private Columns() {}

  /**
   * A function of the last {@code length} bars of the inputs; NaN while one of them is NaN.
   *
   * @param name unique to the function and its parameters
   */
  public static Node window(String name, int length, WindowFunction function, Node... inputs) {
    return Node.of(new WindowOperator(name, inputs.length, length, function), inputs);
  }
}
