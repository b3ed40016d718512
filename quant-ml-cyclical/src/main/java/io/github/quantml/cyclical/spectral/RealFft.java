// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * The discrete Fourier transform of real series of any length.
 *
 * <p>X_k = Σ_t x_t·e^{−2πi·kt/n} for k = 0, …, ⌊n/2⌋. Powers of two run on JTransforms' split-radix
 * kernels; other lengths by the chirp transform of Bluestein (1970, A linear filtering approach to
 * the computation of the discrete Fourier transform) on top of them. One thread, and the same bits
 * on every platform.
 *
 * <p>A plan is immutable and thread-safe; build it once per length. O(n log n).
 */
public final class RealFft {
  private final int size;
  private final Twiddles twiddles;
  private final double[] chirp;
  private final double[] filter;
  private final int padded;

  private RealFft(int size) {
    this.size = size;
    boolean powerOfTwo = Integer.bitCount(size) == 1;
    this.padded = powerOfTwo ? size : Integer.highestOneBit(2 * size - 1) * 2;
    this.twiddles = new Twiddles(padded);
    this.chirp = powerOfTwo ? new double[0] : chirp(size);
    this.filter = powerOfTwo ? new double[0] : filter(size, padded, chirp, twiddles);
  }

  /**
   * A plan for series of {@code size} values.
   *
   * @param size from 1 to 2²⁸
   */
  public static RealFft of(int size) {
    if (size < 1 || size > 1 << 28) {
      throw new IllegalArgumentException("size must be from 1 to 2^28, got " + size);
    }
    return new RealFft(size);
  }

  /** e^{−iπk²/n}, interleaved; k² is reduced modulo 2n so that the angle stays exact. */
  private static double[] chirp(int n) {
    double[] out = new double[2 * n];
    for (int k = 0; k < n; k++) {
      long square = (long) k * k % (2L * n);
      double angle = FastMath.PI * square / n;
      out[2 * k] = FastMath.cos(angle);
      out[2 * k + 1] = -FastMath.sin(angle);
    }
    return out;
  }

  private static double[] filter(int n, int padded, double[] chirp, Twiddles twiddles) {
    double[] b = new double[2 * padded];
    for (int k = 0; k < n; k++) {
      int mirrored = k == 0 ? 0 : padded - k;
      b[2 * k] = chirp[2 * k] / padded;
      b[2 * k + 1] = -chirp[2 * k + 1] / padded;
      b[2 * mirrored] = b[2 * k];
      b[2 * mirrored + 1] = b[2 * k + 1];
    }
    twiddles.complex(b);
    return b;
  }

  /** The length of the series. */
  public int size() {
    return size;
  }

  /** The number of frequencies, ⌊n/2⌋ + 1. */
  public int bins() {
    return size / 2 + 1;
  }

  /**
   * Transforms a series.
   *
   * @param x the series, {@link #size()} values; not changed
   * @param re receives the {@link #bins()} real parts
   * @param im receives the {@link #bins()} imaginary parts
   */
  public void forward(double[] x, double[] re, double[] im) {
    if (x.length != size || re.length < bins() || im.length < bins()) {
      throw new IllegalArgumentException(
          "transform of size "
              + size
              + " needs "
              + bins()
              + " bins, got series "
              + x.length
              + ", re "
              + re.length
              + ", im "
              + im.length);
    }
    if (chirp.length == 0) {
      double[] a = x.clone();
      twiddles.real(a);
      unpack(a, re, im);
    } else {
      bluestein(x, re, im);
    }
  }

  private void unpack(double[] a, double[] re, double[] im) {
    re[0] = a[0];
    im[0] = 0;
    for (int k = 1; 2 * k < size; k++) {
      re[k] = a[2 * k];
      im[k] = a[2 * k + 1];
    }
    if (size > 1) {
      re[size / 2] = a[1];
      im[size / 2] = 0;
    }
  }

  private void bluestein(double[] x, double[] re, double[] im) {
    double[] a = new double[2 * padded];
    for (int k = 0; k < size; k++) {
      a[2 * k] = x[k] * chirp[2 * k];
      a[2 * k + 1] = x[k] * chirp[2 * k + 1];
    }
    twiddles.complex(a);
    for (int k = 0; k < 2 * padded; k += 2) {
      double real = a[k] * filter[k] - a[k + 1] * filter[k + 1];
      double imaginary = a[k] * filter[k + 1] + a[k + 1] * filter[k];
      // Swapping the parts before and after turns the transform into its inverse.
      a[k] = imaginary;
      a[k + 1] = real;
    }
    twiddles.complex(a);
    for (int k = 0; k < bins(); k++) {
      double real = a[2 * k + 1];
      double imaginary = a[2 * k];
      re[k] = real * chirp[2 * k] - imaginary * chirp[2 * k + 1];
      im[k] = real * chirp[2 * k + 1] + imaginary * chirp[2 * k];
    }
    im[0] = 0;
  }

  /** |X_k|² of every bin, as a new array. */
  public double[] power(double[] x) {
    double[] re = new double[bins()];
    double[] im = new double[bins()];
    forward(x, re, im);
    for (int k = 0; k < re.length; k++) {
      re[k] = re[k] * re[k] + im[k] * im[k];
    }
    return re;
  }
}
