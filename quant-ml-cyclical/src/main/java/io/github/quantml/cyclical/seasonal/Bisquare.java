// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.Nullable;

/** Robustness weights: the bisquare of |remainder| over six times its median. */
final class Bisquare {
  private static final double NEAR = 0.001;
  private static final double FAR = 0.999;

  private Bisquare() {}

  static void weights(
      double[] y, double[] trend, double[] seasonal, boolean @Nullable [] observed, double[] out) {
    double[] size = new double[y.length];
    int count = 0;
    for (int t = 0; t < y.length; t++) {
      if (observed == null || observed[t]) {
        size[count++] = Math.abs(y[t] - (trend[t] + seasonal[t]));
      }
    }
    double scale = 3 * twiceMedian(size, count);
    for (int t = 0; t < y.length; t++) {
      if (observed != null && !observed[t]) {
        out[t] = 0;
      } else {
        out[t] = scale > 0 ? weight(Math.abs(y[t] - (trend[t] + seasonal[t])), scale) : 1;
      }
    }
  }

  private static double weight(double size, double scale) {
    if (size <= NEAR * scale) {
      return 1;
    }
    if (!(size <= FAR * scale)) {
      return 0;
    }
    double q = size / scale;
    double u = 1 - q * q;
    return u * u;
  }

  /** Sum of the two middle values, which are one and the same for an odd count; reorders x. */
  private static double twiceMedian(double[] x, int count) {
    int upper = count / 2;
    double high = select(x, count, upper);
    int lower = count - upper - 1;
    if (lower == upper) {
      return 2 * high;
    }
    double low = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < upper; i++) {
      low = Math.max(low, x[i]);
    }
    return high + low;
  }

  /** Hoare's selection with the median of three as pivot; smaller values end up before. */
  private static double select(double[] x, int count, int k) {
    int left = 0;
    int right = count - 1;
    while (left < right) {
      int middle = (left + right) >>> 1;
      double pivot =
          Math.max(Math.min(x[left], x[middle]), Math.min(Math.max(x[left], x[middle]), x[right]));
      int i = left;
      int j = right;
      while (i <= j) {
        while (x[i] < pivot) {
          i++;
        }
        while (x[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = x[i];
          x[i++] = x[j];
          x[j--] = swap;
        }
      }
      if (k <= j) {
        right = j;
      } else if (k >= i) {
        left = i;
      } else {
        break;
      }
    }
    return x[k];
  }
}
