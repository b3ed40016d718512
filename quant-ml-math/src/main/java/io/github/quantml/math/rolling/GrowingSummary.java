// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** The summary of all values so far, merged one by one. */
final class GrowingSummary {
  private final Aggregate aggregate;
  private final double[][] input;
  private final double[][] single;
  private final double[][] state;
  private final double[][] merged;
  private final double[][] copy;
  private int size;

  GrowingSummary(Aggregate aggregate) {
    this.aggregate = aggregate;
    int components = aggregate.components();
    this.input = new double[aggregate.inputs()][1];
    this.single = new double[components][1];
    this.state = new double[components][1];
    this.merged = new double[components][1];
    this.copy = new double[components][1];
  }

  void add(double x, double y) {
    input[0][0] = x;
    if (input.length == 2) {
      input[1][0] = y;
    }
    aggregate.lift(input, 0, single, 1);
    if (size == 0) {
      copy(single, state);
    } else {
      aggregate.merge(size, 1, state, single, merged, 1);
      copy(merged, state);
    }
    size++;
  }

  int size() {
    return size;
  }

  /** The summary, to be overwritten as the caller likes. */
  double[][] copy() {
    copy(state, copy);
    return copy;
  }

  /** The latest value of the first input. */
  double[] newest() {
    return input[0];
  }

  private static void copy(double[][] from, double[][] to) {
    for (int c = 0; c < from.length; c++) {
      to[c][0] = from[c][0];
    }
  }
}
