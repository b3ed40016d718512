// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InsufficientDataException;
import org.jspecify.annotations.Nullable;

/**
 * Loess of interleaved series: element t belongs to series t mod stride at position t / stride.
 *
 * <p>Away from the ends all neighbourhoods are alike, so without weights the smoother is one fixed
 * symmetric kernel for all series at once, and with weights five kernels (the moments of the local
 * regression). At the ends the tricube weights depend on the position only and are tabulated for
 * the left end; the right end is its mirror image. Every element is summed in an order of its own,
 * so vector instructions do not change a bit. Immutable; O(n·window) multiplications.
 *
 * <p>An extended smoother also gives the fit one position before and one after each series.
 */
final class LoessSmoother {
  private static final int BLOCK = 512;

  private final int n;
  private final int stride;
  private final LoessSpan span;
  private final boolean extended;
  private final int half;
  private final double[] raw;
  private final double[] kernel;
  private final EdgeRows longer;
  private final EdgeRows shorter;

  LoessSmoother(int n, int stride, LoessSpan span, boolean extended) {
    this.n = n;
    this.stride = stride;
    this.span = span;
    this.extended = extended;
    this.half = (span.window() - 1) / 2;
    int least = n / stride;
    boolean interior = span.window() <= least;
    this.raw = new double[interior ? half + 1 : 0];
    this.kernel = new double[raw.length];
    if (interior) {
      double[] w = new double[span.window()];
      LocalFit.tricube(w, w.length, half, half);
      System.arraycopy(w, half, raw, 0, half + 1);
      LocalFit.project(w, w.length, half, span.degree(), least - 1);
      System.arraycopy(w, half, kernel, 0, half + 1);
    }
    this.shorter = new EdgeRows(least, span, span.jump() == 1);
    this.longer = n % stride == 0 ? shorter : new EdgeRows(least + 1, span, span.jump() == 1);
  }

  /** Length of the output: with a position before and after each series if extended. */
  int outputLength() {
    return extended ? n + 2 * stride : n;
  }

  /** Sums of the weights that every smooth under the same weights shares. */
  LocalWeights prepare(double[] weights, boolean @Nullable [] observed) {
    LocalWeights prepared = new LocalWeights(weights, observed, n);
    if (isFast(true) && shorter.points() == span.window()) {
      int reach = half * stride;
      for (int from = reach; from < n - reach; from += BLOCK) {
        addMoments(prepared, from, Math.min(from + BLOCK, n - reach));
      }
    }
    return prepared;
  }

  /** Smooths y under weights, all one if there are none. */
  void smooth(double[] y, @Nullable LocalWeights weights, double[] out) {
    if (!isFast(weights != null)) {
      new LoessKnots(n, stride, span, extended).smooth(y, weights, out);
      return;
    }
    int reach = half * stride;
    int offset = extended ? stride : 0;
    if (shorter.points() == span.window()) {
      if (weights == null) {
        convolve(y, reach, n - reach, out, offset);
      } else {
        double[] scratch = new double[2 * BLOCK];
        for (int from = reach; from < n - reach; from += BLOCK) {
          fitBlock(y, weights, from, Math.min(from + BLOCK, n - reach), out, offset, scratch);
        }
      }
    }
    edges(y, weights, out, longer, 0, n % stride == 0 ? stride : n % stride);
    if (n % stride != 0) {
      edges(y, weights, out, shorter, n % stride, stride);
    }
  }

  private boolean isFast(boolean weighted) {
    return span.jump() == 1 && !(weighted && span.degree() == 2);
  }

  private void convolve(double[] y, int from, int to, double[] out, int offset) {
    for (int lo = from; lo < to; lo += BLOCK) {
      int size = Math.min(BLOCK, to - lo);
      double[] sum = new double[BLOCK];
      for (int i = 0; i < size; i++) {
        sum[i] = kernel[0] * y[lo + i];
      }
      int d = 1;
      for (; d + 3 <= half; d += 4) {
        addFour(y, lo, d, size, sum);
      }
      for (; d <= half; d++) {
        addOne(y, lo, d, size, sum);
      }
      System.arraycopy(sum, 0, out, offset + lo, size);
    }
  }

  private void addOne(double[] y, int lo, int d, int size, double[] sum) {
    double k = kernel[d];
    int left = lo - d * stride;
    int right = lo + d * stride;
    for (int i = 0; i < size; i++) {
      sum[i] += k * (y[left + i] + y[right + i]);
    }
  }

  private void addFour(double[] y, int lo, int d, int size, double[] sum) {
    double k0 = kernel[d];
    double k1 = kernel[d + 1];
    double k2 = kernel[d + 2];
    double k3 = kernel[d + 3];
    int l0 = lo - d * stride;
    int l1 = l0 - stride;
    int l2 = l1 - stride;
    int l3 = l2 - stride;
    int r0 = lo + d * stride;
    int r1 = r0 + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    for (int i = 0; i < size; i++) {
      sum[i] +=
          (k0 * (y[l0 + i] + y[r0 + i]) + k1 * (y[l1 + i] + y[r1 + i]))
              + (k2 * (y[l2 + i] + y[r2 + i]) + k3 * (y[l3 + i] + y[r3 + i]));
    }
  }

  private void addMoments(LocalWeights p, int from, int to) {
    double[] w = p.weights;
    double[] s0 = p.sum0;
    double[] s1 = p.sum1;
    double[] s2 = p.sum2;
    for (int t = from; t < to; t++) {
      s0[t] = raw[0] * w[t];
    }
    for (int d = 1; d <= half; d++) {
      double k = raw[d];
      double k1 = k * d;
      double k2 = k1 * d;
      int shift = d * stride;
      for (int t = from; t < to; t++) {
        double after = w[t + shift];
        double before = w[t - shift];
        s0[t] += k * (after + before);
        s1[t] += k1 * (after - before);
        s2[t] += k2 * (after + before);
      }
    }
  }

  private void fitBlock(
      double[] y, LocalWeights p, int from, int to, double[] out, int offset, double[] scratch) {
    double[] v = p.product;
    int size = to - from;
    for (int i = 0; i < size; i++) {
      scratch[i] = raw[0] * v[from + i];
      scratch[BLOCK + i] = 0;
    }
    for (int d = 1; d <= half; d++) {
      double k = raw[d];
      double k1 = k * d;
      int right = from + d * stride;
      int left = from - d * stride;
      for (int i = 0; i < size; i++) {
        double after = v[right + i];
        double before = v[left + i];
        scratch[i] += k * (after + before);
        scratch[BLOCK + i] += k1 * (after - before);
      }
    }
    double[] s0 = p.sum0;
    double[] s1 = p.sum1;
    double[] s2 = p.sum2;
    int column = from % stride;
    int extra = n % stride; // the first series have one point more
    for (int i = 0; i < size; i++) {
      int t = from + i;
      double range = n / stride - (column < extra ? 0 : 1);
      column = column + 1 == stride ? 0 : column + 1;
      double fit =
          LocalWeights.fit(
              s0[t], s1[t], s2[t], scratch[i], scratch[BLOCK + i], span.degree(), range);
      out[offset + t] = Double.isNaN(fit) ? fallback(y, p, t) : fit;
    }
  }

  /** Where every weight is zero the value stands for itself, as in the original program. */
  private double fallback(double[] y, LocalWeights weights, int t) {
    return LoessKnots.fallback(y, weights, span, stride, n, t);
  }

  private void edges(
      double[] y, @Nullable LocalWeights weights, double[] out, EdgeRows rows, int c0, int c1) {
    int width = c1 - c0;
    int offset = extended ? stride : 0;
    int first = extended ? -1 : 0;
    double[] w = new double[rows.points()];
    int leftRows = rows.leftRows();
    int rightRows = rows.rightRows();
    int mirrored = n - c1; // first element of the last row of these series
    for (int r = leftRows - 1; r >= first; r--) {
      int target = offset + r * stride + c0;
      int mirror = offset + mirrored - r * stride;
      if (weights == null) {
        double[] row = rows.projected(r, w);
        apply(row, rows.points(), y, c0, stride, width, out, target);
        if (r < rightRows) {
          apply(row, rows.points(), y, mirrored, -stride, width, out, mirror);
        }
      } else {
        double[] row = rows.tricube(r, w);
        fitRow(row, rows, r, y, weights, c0, stride, width, out, target);
        if (r < rightRows) {
          fitRow(row, rows, r, y, weights, mirrored, -stride, width, out, mirror);
        }
      }
    }
  }

  private static void apply(
      double[] w, int points, double[] y, int base, int step, int width, double[] out, int to) {
    if (width < 4) {
      for (int i = 0; i < width; i++) {
        out[to + i] = dot(w, points, y, base + i, step);
      }
      return;
    }
    for (int i = 0; i < width; i++) {
      out[to + i] = w[0] * y[base + i];
    }
    for (int j = 1; j < points; j++) {
      double k = w[j];
      int from = base + j * step;
      for (int i = 0; i < width; i++) {
        out[to + i] += k * y[from + i];
      }
    }
  }

  private static double dot(double[] w, int points, double[] y, int base, int step) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = 0;
    for (; j + 3 < points; j += 4) {
      int at = base + j * step;
      a += w[j] * y[at];
      b += w[j + 1] * y[at + step];
      c += w[j + 2] * y[at + 2 * step];
      d += w[j + 3] * y[at + 3 * step];
    }
    for (; j < points; j++) {
      a += w[j] * y[base + j * step];
    }
    return (a + b) + (c + d);
  }

  private void fitRow(
      double[] w,
      EdgeRows rows,
      int r,
      double[] y,
      LocalWeights weights,
      int base,
      int step,
      int width,
      double[] out,
      int to) {
    double[] rw = weights.weights;
    double[] v = weights.product;
    for (int i = 0; i < width; i++) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double t0 = 0;
      double t1 = 0;
      for (int j = 0; j < rows.points(); j++) {
        int at = base + i + j * step;
        int d = j - r;
        double k = w[j] * rw[at];
        double value = w[j] * v[at];
        s0 += k;
        s1 += k * d;
        s2 += k * d * d;
        t0 += value;
        t1 += value * d;
      }
      double fit = LocalWeights.fit(s0, s1, s2, t0, t1, span.degree(), rows.length() - 1);
      if (!Double.isNaN(fit)) {
        out[to + i] = fit;
      } else {
        out[to + i] = r < 0 ? out[to + i + step] : fallback(y, weights, base + i + r * step);
      }
    }
  }

  /** The error for a neighbourhood without a single observation. */
  static InsufficientDataException nothingObserved(int t) {
    return new InsufficientDataException(
        "STL: observed values in the smoothing window around index " + t, 1, 0);
  }
}
