// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import java.util.Arrays;

/**
 * Sample quantiles by linear interpolation of the order statistics.
 *
 * <p>With x sorted ascending and h = (n − 1)p the quantile is x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋+1] −
 * x[⌊h⌋]): definition 7 of Hyndman and Fan (1996), Sample quantiles in statistical packages, the
 * default of R and NumPy. Any NaN in the sample makes the answer NaN.
 */
public final class Quantiles {
  private static final int SMALL_RANGE = 32;

  private Quantiles() {}

  /**
   * The p-quantile of an unsorted sample, which is left as it is.
   *
   * @param x at least one value
   * @param p probability of [0, 1]
   */
  public static double quantile(double[] x, double p) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, sorted.length, p);
  }

  /**
   * The k-th smallest value, as if the array were sorted by {@link Arrays#sort(double[])}. Expected
   * O(n), at worst O(n log n).
   *
   * <p>Source: Hoare (1961), Algorithm 65: Find, with the median of three as pivot; what is left
   * after too many splits is sorted.
   *
   * @param x at least one value; their order changes
   * @param k from 0 to n − 1
   */
  public static double select(double[] x, int k) {
    if (k < 0 || k >= x.length) {
      throw new IllegalArgumentException("k must be in [0, " + (x.length - 1) + "]: " + k);
    }
    int low = 0;
    int high = x.length - 1;
    int splits = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(x.length));
    while (high - low > SMALL_RANGE && splits-- > 0) {
      double pivot = middle(x[low], x[(low + high) >>> 1], x[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (Double.compare(x[i], pivot) < 0) {
          i++;
        }
        while (Double.compare(x[j], pivot) > 0) {
          j--;
        }
        if (i <= j) {
          double swap = x[i];
          x[i++] = x[j];
          x[j--] = swap;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return x[k];
      }
    }
    Arrays.sort(x, low, high + 1);
    return x[k];
  }

  private static double middle(double a, double b, double c) {
    double low = Double.compare(a, b) <= 0 ? a : b;
    double high = Double.compare(a, b) <= 0 ? b : a;
    return Double.compare(c, low) <= 0 ? low : Double.compare(c, high) >= 0 ? high : c;
  }

  /** Several quantiles of one sample with one sort. */
  public static double[] quantiles(double[] x, double... probabilities) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double[] out = new double[probabilities.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = ofSorted(sorted, sorted.length, probabilities[i]);
    }
    return out;
  }

  /** The median: the ½-quantile. */
  public static double median(double[] x) {
    return quantile(x, 0.5);
  }

  /**
   * The p-quantile of the first n values of an array sorted by {@link Arrays#sort(double[])}, which
   * puts NaN last.
   */
  public static double ofSorted(double[] sorted, int n, double p) {
    if (n < 1 || n > sorted.length) {
      throw new IllegalArgumentException("n must be in [1, " + sorted.length + "]: " + n);
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1]: " + p);
    }
    if (Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    double h = (n - 1) * p;
    int below = (int) h;
    if (below == n - 1 || h == below) {
      return sorted[below];
    }
    double low = sorted[below];
    double high = sorted[below + 1];
    return low == high ? low : low + (h - below) * (high - low);
  }

  /**
   * The weighted p-quantile: the smallest value whose cumulated weight reaches p of the total.
   *
   * @param x at least one value, none NaN
   * @param weights as many, at least 0 each, not all 0
   * @param p probability of [0, 1]
   */
  public static double weighted(double[] x, double[] weights, double p) {
    if (x.length != weights.length || x.length == 0) {
      throw new IllegalArgumentException(
          "x and weights must have one equal length > 0: " + x.length + " and " + weights.length);
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1]: " + p);
    }
    int[] order = Ranks.order(x);
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("weights[" + i + "] must be >= 0: " + weights[i]);
      }
      if (Double.isNaN(x[i])) {
        throw new IllegalArgumentException("x[" + i + "] must not be NaN");
      }
      total += weights[i];
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("weights must not all be 0");
    }
    double cumulated = 0;
    double answer = Double.NaN;
    for (int index : order) {
      if (weights[index] > 0) {
        cumulated += weights[index];
        answer = x[index];
        if (cumulated >= p * total) {
          break;
        }
      }
    }
    return answer;
  }
}
