// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import io.github.quantml.deep.serve.Output;
import java.util.Arrays;

/**
 * What goes into a network and what comes out.
 *
 * @param length rows of a window
 * @param features columns of a window
 * @param steps rows forecast
 * @param targets columns forecast: positions among the features, or −1 for a label that is none
 * @param output what is said about each future value
 */
public record Io(int length, int features, int steps, int[] targets, Output output) {
  public Io {
    targets = targets.clone();
    if (length < 1 || features < 1 || steps < 1 || targets.length < 1) {
      throw new IllegalArgumentException(
          "io: length, features, steps and targets must be at least 1, got "
              + length
              + ", "
              + features
              + ", "
              + steps
              + ", "
              + targets.length);
    }
    for (int t : targets) {
      if (t < -1 || t >= features) {
        throw new IllegalArgumentException("io: target " + t + " of " + features + " features");
      }
    }
  }

  @Override
  public int[] targets() {
    return targets.clone();
  }

  public int targetCount() {
    return targets.length;
  }

  /** Numbers of one forecast. */
  public int outputs() {
    return steps * targets.length * output.width();
  }

  /** Whether every target is also an input. */
  public boolean targetsAreFeatures() {
    return Arrays.stream(targets).allMatch(t -> t >= 0);
  }

  /** Whether the targets are all features in their order. */
  public boolean targetsAreAll() {
    boolean all = targets.length == features;
    for (int c = 0; c < targets.length && all; c++) {
      all = targets[c] == c;
    }
    return all;
  }

  /** The target columns of x (batch, length, features) along an axis. */
  <T> T pickTargets(Ops<T> ops, T x, int axis) {
    if (targetsAreAll()) {
      return x;
    }
    if (targets.length == 1) {
      return ops.slice(x, axis, targets[0], targets[0] + 1);
    }
    return ops.concat(
        axis, Arrays.stream(targets).mapToObj(t -> ops.slice(x, axis, t, t + 1)).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Io that
        && length == that.length
        && features == that.features
        && steps == that.steps
        && Arrays.equals(targets, that.targets)
        && output.equals(that.output);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * length + features) + Arrays.hashCode(targets) + steps;
  }

  @Override
  public String toString() {
    return length + "×" + features + " → " + steps + "×" + targets.length + " " + output;
  }
}
