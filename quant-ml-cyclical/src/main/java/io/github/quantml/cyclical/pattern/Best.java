// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/** Of every window the most correlated other one so far; −1 and −∞ where there is none. */
final class Best {
  final double[] correlation;
  final int[] index;

  Best(int windows) {
    correlation = new double[windows];
    index = new int[windows];
    Arrays.fill(correlation, Double.NEGATIVE_INFINITY);
    Arrays.fill(index, -1);
  }

  /** Takes another one in: higher correlation wins, equal ones go to the smaller lag. */
  void offer(int i, double value, int j) {
    if (value > correlation[i]
        || (value == correlation[i] && Math.abs(j - i) < Math.abs(index[i] - i))) {
      correlation[i] = value;
      index[i] = j;
    }
  }

  /** This with room for more windows. */
  Best grown(int windows) {
    Best grown = new Best(windows);
    System.arraycopy(correlation, 0, grown.correlation, 0, correlation.length);
    System.arraycopy(index, 0, grown.index, 0, index.length);
    return grown;
  }

  void merge(Best other, int windows) {
    for (int i = 0; i < windows; i++) {
      if (other.index[i] >= 0) {
        offer(i, other.correlation[i], other.index[i]);
      }
    }
  }
}
