// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.Comparison;

/** A kernel of the module cyclical. */
public abstract class CyclicalComparison extends Comparison {
  CyclicalComparison() {}

  @Override
  public String workload() {
    return "cyclical";
  }

  /** Part of a parameter such as {@code 10000x252}. */
  static int part(String value, int index) {
    return Integer.parseInt(value.split("x", -1)[index]);
  }

  /** A random walk from 0 with standard normal steps. */
  static double[] walk(double[] steps) {
    double[] walk = new double[steps.length];
    double level = 0;
    for (int t = 0; t < walk.length; t++) {
      level += steps[t];
      walk[t] = level;
    }
    return walk;
  }
}
