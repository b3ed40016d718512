// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A problem whose answer is known: groups of eight features that correlate by 0.5, and a target
 * that is a sum of one feature of each of the first groups plus noise.
 */
record Planted(SelectionData data, boolean[] relevant, boolean[] related) {
  private static final int GROUP = 8;

  static Planted of(int rows, int features, int relevant, double effect, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] x = new double[features][rows];
    List<String> names = new ArrayList<>();
    boolean[] relevantAt = new boolean[features];
    boolean[] relatedAt = new boolean[features];
    double[] common = new double[rows];
    for (int k = 0; k < features; k++) {
      names.add("f" + k);
      if (k % GROUP == 0) {
        random.fillGaussian(common);
      }
      for (int i = 0; i < rows; i++) {
        x[k][i] = Math.sqrt(0.5) * (common[i] + random.nextGaussian());
      }
      relatedAt[k] = k / GROUP < relevant;
    }
    double[] y = new double[rows];
    random.fillGaussian(y);
    for (int g = 0; g < relevant; g++) {
      int k = g * GROUP + 3;
      relevantAt[k] = true;
      for (int i = 0; i < rows; i++) {
        y[i] += (g % 2 == 0 ? effect : -effect) * x[k][i];
      }
    }
    return new Planted(new SelectionData(names, x, y, 1), relevantAt, relatedAt);
  }

  /** The same features with the target in random order. */
  static SelectionData shuffled(int rows, int features, long seed) {
    Planted planted = of(rows, features, Math.min(10, features / GROUP), 0.5, seed);
    double[] y = planted.data.target().clone();
    CounterRandom.of(seed).split(99).shuffle(y);
    return new SelectionData(planted.data.names(), planted.data.columns(), y, 1);
  }

  /** Autoregressive features and a target of sums over {@code overlap} rows, all unrelated. */
  static SelectionData persistent(int rows, int features, int overlap, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] x = new double[features][rows];
    List<String> names = new ArrayList<>();
    for (int k = 0; k < features; k++) {
      names.add("f" + k);
      for (int i = 0; i < rows; i++) {
        x[k][i] = (i == 0 ? 0 : 0.8 * x[k][i - 1]) + random.nextGaussian();
      }
    }
    double[] y = new double[rows];
    double[] e = new double[rows + overlap];
    random.fillGaussian(e);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < overlap; j++) {
        y[i] += e[i + j];
      }
    }
    return new SelectionData(names, x, y, overlap);
  }

  int hits(FittedSelector fitted, boolean[] of) {
    int count = 0;
    for (String name : fitted.names()) {
      count += of[Integer.parseInt(name.substring(1))] ? 1 : 0;
    }
    return count;
  }

  static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  @Override
  public String toString() {
    return data.features() + " features, relevant " + Arrays.toString(relevant);
  }
}
