// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * Discrete prolate spheroidal sequences: the tapers that keep the most energy within ±W.
 *
 * <p>They are the eigenvectors of the symmetric tridiagonal matrix with diagonal ((n−1−2i)/2)²·cos
 * 2πW and off-diagonal i(n−i)/2 (Slepian, 1978, Prolate spheroidal wave functions V, equation 14):
 * found by bisection with Sturm counts and inverse iteration. Unit energy; symmetric tapers have a
 * positive sum, antisymmetric ones start positive.
 */
final class Dpss {
  private static final int INVERSE_ITERATIONS = 4;

  private final double[] diagonal;
  private final double[] off;

  private Dpss(int n, double halfBandwidth) {
    this.diagonal = new double[n];
    this.off = new double[n];
    double cosine = FastMath.cos(2 * FastMath.PI * halfBandwidth);
    for (int i = 0; i < n; i++) {
      double centred = 0.5 * (n - 1 - 2.0 * i);
      diagonal[i] = centred * centred * cosine;
      off[i] = 0.5 * i * (n - i);
    }
  }

  /** The first {@code count} tapers of length n with time-bandwidth product nW. */
  static double[][] tapers(int n, double timeBandwidth, int count) {
    Dpss problem = new Dpss(n, timeBandwidth / n);
    double[][] out = new double[count][];
    for (int k = 0; k < count; k++) {
      out[k] = problem.eigenvector(problem.eigenvalue(k), k);
    }
    return out;
  }

  /** Largest eigenvalue number k (0 is the largest) by bisection. */
  private double eigenvalue(int k) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int n = diagonal.length;
    for (int i = 0; i < n; i++) {
      double radius = Math.abs(off[i]) + (i + 1 < n ? Math.abs(off[i + 1]) : 0);
      low = Math.min(low, diagonal[i] - radius);
      high = Math.max(high, diagonal[i] + radius);
    }
    for (int step = 0;
        step < 200 && high - low > 1e-16 * (Math.abs(low) + Math.abs(high));
        step++) {
      double middle = 0.5 * (low + high);
      if (countAbove(middle) > k) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  private int countAbove(double x) {
    int count = 0;
    double pivot = 1;
    for (int i = 0; i < diagonal.length; i++) {
      double previous = i == 0 ? 0 : off[i] * off[i] / pivot;
      pivot = diagonal[i] - x - previous;
      if (pivot == 0) {
        pivot = Double.MIN_NORMAL;
      }
      count += pivot > 0 ? 1 : 0;
    }
    return count;
  }

  private double[] eigenvector(double value, int k) {
    int n = diagonal.length;
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      // A start with the parity of the wanted vector keeps its neighbour out.
      double place = 2.0 * i - (n - 1);
      v[i] = k % 2 == 0 ? 1 + 0.1 * place * place / ((double) n * n) : -place;
    }
    for (int step = 0; step < INVERSE_ITERATIONS; step++) {
      solve(value, v);
      double norm = Math.sqrt(Columns.dot(v, v));
      for (int i = 0; i < n; i++) {
        v[i] /= norm;
      }
    }
    double orientation = 0;
    if (k % 2 == 0) {
      for (double entry : v) {
        orientation += entry;
      }
    } else {
      for (int i = 0; i < n / 2; i++) {
        orientation += v[i];
      }
      // The first lobe decides: scan until it is unmistakable.
      for (int i = 0; i < n; i++) {
        if (Math.abs(v[i]) > 1e-7) {
          orientation = v[i];
          break;
        }
      }
    }
    if (orientation < 0) {
      for (int i = 0; i < n; i++) {
        v[i] = -v[i];
      }
    }
    return v;
  }

  /** Solves (T − value)·x = v in place, by elimination with row exchanges. */
  private void solve(double value, double[] v) {
    int n = diagonal.length;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] c = new double[n];
    double[] row = {diagonal[0] - value, n > 1 ? off[1] : 0, 0};
    for (int i = 0; i + 1 < n; i++) {
      double below = off[i + 1];
      double nextA = diagonal[i + 1] - value;
      double nextB = i + 2 < n ? off[i + 2] : 0;
      if (Math.abs(below) > Math.abs(row[0])) {
        double factor = row[0] / below;
        a[i] = below;
        b[i] = nextA;
        c[i] = nextB;
        double kept = v[i];
        v[i] = v[i + 1];
        v[i + 1] = kept - factor * v[i];
        row = new double[] {row[1] - factor * nextA, row[2] - factor * nextB, 0};
      } else {
        double pivot = row[0] == 0 ? Double.MIN_NORMAL : row[0];
        double factor = below / pivot;
        a[i] = pivot;
        b[i] = row[1];
        c[i] = row[2];
        v[i + 1] -= factor * v[i];
        row = new double[] {nextA - factor * row[1], nextB - factor * row[2], 0};
      }
    }
    a[n - 1] = row[0] == 0 ? 1e-30 * Math.abs(value) + Double.MIN_NORMAL : row[0];
    for (int i = n - 1; i >= 0; i--) {
      double sum = v[i];
      sum -= i + 1 < n ? b[i] * v[i + 1] : 0;
      sum -= i + 2 < n ? c[i] * v[i + 2] : 0;
      v[i] = sum / a[i];
    }
  }
}
