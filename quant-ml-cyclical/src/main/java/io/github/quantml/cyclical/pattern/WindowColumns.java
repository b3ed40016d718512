// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/**
 * What a matrix profile needs to know of every window of a series, by window.
 *
 * <p>{@code df} and {@code dg} are the terms by which the covariance of two windows changes when
 * both move on by one: cov(i, j) = cov(i − 1, j − 1) + dfᵢ·dgⱼ + dfⱼ·dgᵢ with dfᵢ = (xᵢ₊ₘ₋₁ −
 * xᵢ₋₁)/2 and dgᵢ = (xᵢ₊ₘ₋₁ − μᵢ) + (xᵢ₋₁ − μᵢ₋₁).
 *
 * <p>{@code inverse} is 1/(√m·σ), so that covariance times both is the correlation; it is NaN for
 * windows that have none: constant ones ({@code flat}) and those with a value that is not finite.
 *
 * <p>Source: Zimmerman et al. (2019), Matrix profile XIV, section 3.1.
 */
final class WindowColumns {
  final int length;
  double[] x;
  double[] mean;
  double[] inverse;
  double[] df;
  double[] dg;
  boolean[] flat;
  int windows;
  private int values;
  private int flats;
  private long lastInvalid = -1;
  private final WindowMoments moments;

  WindowColumns(int length, int capacity) {
    this.length = length;
    this.moments = new WindowMoments(length);
    int room = Math.max(length, capacity);
    x = new double[room];
    mean = new double[room];
    inverse = new double[room];
    df = new double[room];
    dg = new double[room];
    flat = new boolean[room];
  }

  static WindowColumns of(double[] series, int length) {
    WindowColumns columns = new WindowColumns(length, series.length);
    for (double value : series) {
      columns.add(value);
    }
    return columns;
  }

  /** Appends a value, and once there are enough the window that it completes. */
  void add(double value) {
    if (values == x.length) {
      grow();
    }
    boolean finite = Math.abs(value) < Double.POSITIVE_INFINITY;
    lastInvalid = finite ? lastInvalid : values;
    // A stand-in keeps sums finite; windows that hold it are marked.
    x[values++] = finite ? value : 0;
    if (values < length) {
      return;
    }
    int i = windows++;
    moments.move(x, i, i);
    mean[i] = moments.mean();
    boolean valid = lastInvalid < i;
    flat[i] = valid && moments.deviation() == 0;
    flats += flat[i] ? 1 : 0;
    inverse[i] = valid && !flat[i] ? 1 / (Math.sqrt(length) * moments.deviation()) : Double.NaN;
    if (i > 0) {
      df[i] = (x[i + length - 1] - x[i - 1]) / 2;
      dg[i] = (x[i + length - 1] - mean[i]) + (x[i - 1] - mean[i - 1]);
    }
  }

  private void grow() {
    int room = Math.addExact(x.length, x.length / 2 + 1);
    x = Arrays.copyOf(x, room);
    mean = Arrays.copyOf(mean, room);
    inverse = Arrays.copyOf(inverse, room);
    df = Arrays.copyOf(df, room);
    dg = Arrays.copyOf(dg, room);
    flat = Arrays.copyOf(flat, room);
  }

  boolean anyFlat() {
    return flats > 0;
  }

  /** Whether the window has neither correlation nor is constant. */
  boolean invalid(int i) {
    return !flat[i] && Double.isNaN(inverse[i]);
  }

  /**
   * Covariances (not divided by m) of window {@code i} here with windows {@code from … to} there,
   * into {@code out[0 …]}.
   */
  void covariances(int i, WindowColumns there, int from, int to, double[] out, int at) {
    int n = to - from;
    Arrays.fill(out, at, at + n, 0);
    double[] y = there.x;
    double[] means = there.mean;
    for (int k = 0; k < length; k++) {
      double d = x[i + k] - mean[i];
      for (int w = 0; w < n; w++) {
        out[at + w] += d * (y[from + k + w] - means[from + w]);
      }
    }
  }

  /** Covariance (not divided by m) of two windows here, as {@link #covariances} computes it. */
  double covariance(int i, int j) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += (x[i + k] - mean[i]) * (x[j + k] - mean[j]);
    }
    return sum;
  }

  /** z-normalised Euclidean distance of two windows, from their own values. */
  double distance(int i, WindowColumns there, int j) {
    if (flat[i] || there.flat[j]) {
      return flat[i] && there.flat[j] ? 0 : Math.sqrt(length);
    }
    double a = inverse[i];
    double b = there.inverse[j];
    double squares = 0;
    for (int k = 0; k < length; k++) {
      double d = (x[i + k] - mean[i]) * a - (there.x[j + k] - there.mean[j]) * b;
      squares += d * d;
    }
    return Math.sqrt(squares * length);
  }
}
