// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Mean and deviation (divisor m) of one window after another, in O(1) a window.
 *
 * <p>Sums slide about an origin that is the exact mean of an earlier window. They are made anew
 * every {@value #ANCHOR} windows, and whenever cancellation would leave fewer than about ten digits
 * (a jump that has just left the window), so that a value depends on at most {@value #ANCHOR}
 * windows before it and on nothing after it; relative error of the deviation below 1e-10.
 */
final class WindowMoments {
  static final int ANCHOR = 64;

  /** A deviation below this share of the mean is rounding, not movement. */
  static final double CONSTANT = 1e-13;

  private static final double CANCELLATION = 1e-4;

  private final int length;
  private double origin;
  private double sum;
  private double squares;
  private double peak;
  private double mean;
  private double deviation;

  WindowMoments(int length) {
    this.length = length;
  }

  /**
   * Moves to the window that starts at {@code x[at]}.
   *
   * @param index number of the window in its series; those before it were visited in order
   */
  void move(double[] x, int at, long index) {
    if (index % ANCHOR == 0) {
      anchor(x, at);
      return;
    }
    double out = x[at - 1] - origin;
    double in = x[at + length - 1] - origin;
    sum += in - out;
    squares += in * in - out * out;
    peak = squares > peak ? squares : peak;
    double centred = squares - sum * sum / length;
    if (centred > CANCELLATION * peak) {
      mean = origin + sum / length;
      deviation = significant(Math.sqrt(centred / length), mean);
    } else {
      anchor(x, at);
    }
  }

  private void anchor(double[] x, int at) {
    origin = mean(x, at, length);
    sum = 0;
    squares = 0;
    for (int i = at; i < at + length; i++) {
      double d = x[i] - origin;
      sum += d;
      squares += d * d;
    }
    peak = squares;
    mean = origin;
    deviation = significant(Math.sqrt(squares / length), mean);
  }

  double mean() {
    return mean;
  }

  /** 0 when the window is constant up to rounding. */
  double deviation() {
    return deviation;
  }

  /** Factor to unit deviation, 0 for a constant window. */
  double inverse() {
    return deviation > 0 ? 1 / deviation : 0;
  }

  static double mean(double[] x, int from, int length) {
    double first = x[from];
    double sum = 0;
    for (int i = 1; i < length; i++) {
      sum += x[from + i] - first;
    }
    return first + sum / length;
  }

  static double deviation(double[] x, int from, int length, double mean) {
    double squares = 0;
    for (int i = from; i < from + length; i++) {
      double d = x[i] - mean;
      squares += d * d;
    }
    return significant(Math.sqrt(squares / length), mean);
  }

  private static double significant(double deviation, double mean) {
    return deviation > CONSTANT * Math.abs(mean) ? deviation : 0;
  }

  /** The window that starts at {@code from}, centred and scaled; all 0 if it is constant. */
  static double[] normalised(double[] x, int from, int length) {
    double mean = mean(x, from, length);
    double deviation = deviation(x, from, length, mean);
    double inverse = deviation > 0 ? 1 / deviation : 0;
    double[] z = new double[length];
    for (int i = 0; i < length; i++) {
      z[i] = (x[from + i] - mean) * inverse;
    }
    return z;
  }
}
