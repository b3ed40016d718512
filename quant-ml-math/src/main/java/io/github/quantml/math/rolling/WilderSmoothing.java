// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/**
 * The smoothing of RSI, ATR and ADX: an average with weight 1/n seeded by the mean of n values.
 *
 * <p>y = mean of the first n values at bar n − 1, then yₜ = yₜ₋₁(1 − 1/n) + xₜ/n. The first n − 1
 * values are NaN (warm-up). A NaN gives NaN at its bar and is otherwise left out. Immutable and
 * thread-safe; streams are not.
 *
 * <p>Source: Wilder (1978), New concepts in technical trading systems.
 *
 * @param length n, at least 1
 */
public record WilderSmoothing(int length) {
  public WilderSmoothing {
    if (length < 1) {
      throw new IllegalArgumentException("length must be >= 1: " + length);
    }
  }

  /** Smoothing over n bars. */
  public static WilderSmoothing of(int length) {
    return new WilderSmoothing(length);
  }

  /** The smoothed series. */
  public double[] apply(double[] x) {
    double[] out = new double[x.length];
    applyInto(x, out);
    return out;
  }

  /**
   * The smoothed series, into an array.
   *
   * @param out as long as x; may be x
   */
  public void applyInto(double[] x, double[] out) {
    if (out.length != x.length) {
      throw new IllegalArgumentException(
          "out must have the length of x, " + x.length + ": " + out.length);
    }
    double sum = 0;
    int seen = 0;
    int t = 0;
    while (t < x.length && seen < length) {
      double value = x[t];
      if (!Double.isNaN(value)) {
        sum += value;
        seen++;
      }
      out[t] = seen == length && !Double.isNaN(value) ? sum / length : Double.NaN;
      t++;
    }
    if (seen == length) {
      run(x, out, t, sum / length);
    } else {
      Arrays.fill(out, Double.NaN);
    }
  }

  private void run(double[] x, double[] out, int from, double seed) {
    double share = 1.0 / length;
    double keep = 1 - share;
    double average = seed;
    for (int t = from; t < x.length; t++) {
      double next = keep * average + share * x[t];
      out[t] = next;
      if (!Double.isNaN(next)) {
        average = next;
      }
    }
  }

  /** The smoothing fed value by value. */
  public WindowStream stream() {
    return new Stream(length);
  }

  private static final class Stream implements WindowStream {
    private final int length;
    private final double share;
    private final double keep;
    private int seen;
    private double sum;
    private double average;

    Stream(int length) {
      this.length = length;
      this.share = 1.0 / length;
      this.keep = 1 - share;
    }

    @Override
    public double update(double x) {
      if (seen < length) {
        if (Double.isNaN(x)) {
          return Double.NaN;
        }
        sum += x;
        seen++;
        average = sum / length;
        return seen == length ? average : Double.NaN;
      }
      double next = keep * average + share * x;
      if (!Double.isNaN(next)) {
        average = next;
      }
      return next;
    }
  }
}
