// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.Nullable;

/**
 * Loess one local regression at a time: at every {@code jump}-th point, linear in between.
 *
 * <p>Serves what {@link LoessSmoother} has no kernel for: jumps, and quadratics under weights.
 */
final class LoessKnots {
  private final int n;
  private final int stride;
  private final LoessSpan span;
  private final boolean extended;

  LoessKnots(int n, int stride, LoessSpan span, boolean extended) {
    this.n = n;
    this.stride = stride;
    this.span = span;
    this.extended = extended;
  }

  void smooth(double[] y, @Nullable LocalWeights weights, double[] out) {
    double[] scratch = new double[Math.min(span.window(), n)];
    for (int c = 0; c < stride; c++) {
      smoothSeries(y, weights, c, out, scratch);
    }
  }

  private void smoothSeries(
      double[] y, @Nullable LocalWeights weights, int c, double[] out, double[] scratch) {
    int length = (n - 1 - c) / stride + 1;
    int offset = c + (extended ? stride : 0);
    int jump = Math.min(span.jump(), length - 1);
    int start = 0;
    int last = 0;
    for (int i = 0; i < length; i += jump) {
      start = start(span, i, length);
      last = i;
      double fit = at(y, weights, span, stride, c, length, start, i, scratch);
      out[offset + i * stride] = Double.isNaN(fit) ? fallback(y, weights, i * stride + c) : fit;
      if (i > 0) {
        interpolate(out, offset, i - jump, i);
      }
    }
    if (last != length - 1) {
      // The original program keeps the neighbourhood of the last knot here.
      double fit = at(y, weights, span, stride, c, length, start, length - 1, scratch);
      int t = (length - 1) * stride;
      out[offset + t] = Double.isNaN(fit) ? fallback(y, weights, t + c) : fit;
      interpolate(out, offset, last, length - 1);
    }
    if (extended) {
      double before = at(y, weights, span, stride, c, length, 0, -1, scratch);
      out[c] = Double.isNaN(before) ? out[offset] : before;
      int tail = Math.max(0, length - span.window());
      double after = at(y, weights, span, stride, c, length, tail, length, scratch);
      out[offset + length * stride] =
          Double.isNaN(after) ? out[offset + (length - 1) * stride] : after;
    }
  }

  private void interpolate(double[] out, int offset, int from, int to) {
    double left = out[offset + from * stride];
    double delta = (out[offset + to * stride] - left) / (to - from);
    for (int i = from + 1; i < to; i++) {
      out[offset + i * stride] = left + delta * (i - from);
    }
  }

  private double fallback(double[] y, @Nullable LocalWeights weights, int t) {
    return fallback(y, weights, span, stride, n, t);
  }

  /** The value itself, or what its observed neighbours say if it is missing. */
  static double fallback(
      double[] y, @Nullable LocalWeights weights, LoessSpan span, int stride, int n, int t) {
    if (weights == null || weights.observed == null || weights.observed[t]) {
      return y[t];
    }
    double[] present = new double[n];
    for (int i = 0; i < n; i++) {
      present[i] = weights.observed[i] ? 1 : 0;
    }
    int length = (n - 1 - t % stride) / stride + 1;
    int row = t / stride;
    double fit =
        at(
            y,
            new LocalWeights(present, weights.observed, 0),
            span,
            stride,
            t % stride,
            length,
            start(span, row, length),
            row,
            new double[Math.min(span.window(), n)]);
    if (Double.isNaN(fit)) {
      throw LoessSmoother.nothingObserved(t);
    }
    return fit;
  }

  private static int start(LoessSpan span, int row, int length) {
    int centred = row - (span.window() - 1) / 2;
    return Math.max(0, Math.min(centred, length - span.window()));
  }

  /** The fit at a row of series c from the neighbourhood at {@code start}; NaN without weight. */
  private static double at(
      double[] y,
      @Nullable LocalWeights weights,
      LoessSpan span,
      int stride,
      int c,
      int length,
      int start,
      int row,
      double[] w) {
    int points = Math.min(span.window(), length);
    double h = LocalFit.bandwidth(row, start, points, span.window(), length);
    LocalFit.tricube(w, points, row - start, h);
    if (weights != null) {
      for (int j = 0; j < points; j++) {
        w[j] *= weights.weights[(start + j) * stride + c];
      }
    }
    if (!LocalFit.project(w, points, row - start, span.degree(), length - 1)) {
      return Double.NaN;
    }
    double fit = 0;
    for (int j = 0; j < points; j++) {
      fit += w[j] * y[(start + j) * stride + c];
    }
    return fit;
  }
}
