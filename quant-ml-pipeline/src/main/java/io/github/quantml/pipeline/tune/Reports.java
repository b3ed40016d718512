// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.Arrays;

/** Intermediate values of one trial by increasing step. */
final class Reports {
  static final Reports NONE = new Reports(new long[0], new double[0]);

  private final long[] steps;
  private final double[] values;

  Reports(long[] steps, double[] values) {
    this.steps = steps;
    this.values = values;
  }

  /** These and one more. */
  Reports with(long step, double value) {
    int n = steps.length;
    long[] moreSteps = Arrays.copyOf(steps, n + 1);
    double[] moreValues = Arrays.copyOf(values, n + 1);
    moreSteps[n] = step;
    moreValues[n] = value;
    return new Reports(moreSteps, moreValues);
  }

  int size() {
    return steps.length;
  }

  long step(int i) {
    return steps[i];
  }

  double value(int i) {
    return values[i];
  }

  /** The last step; −1 before the first report. */
  long lastStep() {
    return steps.length == 0 ? -1 : steps[steps.length - 1];
  }

  double last() {
    return steps.length == 0 ? Double.NaN : values[steps.length - 1];
  }

  /** The value at a step; NaN if there is none. */
  double at(long step) {
    int i = Arrays.binarySearch(steps, step);
    return i < 0 ? Double.NaN : values[i];
  }

  /** The least loss at or before a step; NaN if there is none. */
  double bestLoss(long step, Direction direction) {
    double best = Double.NaN;
    for (int i = 0; i < steps.length && steps[i] <= step; i++) {
      double loss = direction.loss(values[i]);
      best = loss >= best ? best : loss;
    }
    return best;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reports r
        && Arrays.equals(steps, r.steps)
        && Arrays.equals(values, r.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(values);
  }
}
