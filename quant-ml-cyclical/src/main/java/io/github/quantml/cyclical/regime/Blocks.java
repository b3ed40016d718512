// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** Reordering of arrays that hold one block of numbers per state. */
final class Blocks {
  private Blocks() {}

  /** Block i of the result is block {@code order[i]} of the input. */
  static double[] permuted(double[] blocks, int[] order, int width) {
    double[] out = new double[blocks.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(blocks, order[i] * width, out, i * width, width);
    }
    return out;
  }
}
