// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * The second input where the first is not 0, else the third; NaN where any of them is, so that the
 * first value comes when all of them have one.
 */
enum Choose implements Operator {
  CHOOSE;

  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = of(in[0], in[1], in[2]);
  }

  private static double of(double condition, double then, double otherwise) {
    boolean missing = Double.isNaN(condition) || Double.isNaN(then) || Double.isNaN(otherwise);
    return missing ? Double.NaN : condition != 0 ? then : otherwise;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] condition = in[0];
    double[] then = in[1];
    double[] otherwise = in[2];
    double[] chosen = out[0];
    for (int t = 0; t < chosen.length; t++) {
      chosen[t] = of(condition[t], then[t], otherwise[t]);
    }
  }
}
