// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The Fourier component of a chosen period over a trailing window, updated in O(1) per value:
 * causal.
 *
 * <p>X_t = Σ_{j=0}^{N−1} x_{t−j}·e^{iωj} obeys X_t = x_t + e^{iω}(X_{t−1} − x_{t−N}·e^{iω(N−1)}).
 * Rounding errors of that recursion would accumulate for ever, so the sum is taken afresh every N
 * values, which is O(1) on average. Values depend on the past only; a stream cut short gives the
 * same bits.
 *
 * <p>Mutable and not thread-safe: one instance per stream. Warm-up: N values, until then the
 * missing ones count as 0 and {@link #ready()} is false.
 *
 * <p>Source: Jacobsen and Lyons (2003), The sliding DFT.
 */
public final class SlidingDft {
  private final double[] window;
  private final double[] cos;
  private final double[] sin;
  private double re;
  private double im;
  private long count;

  private SlidingDft(int length, double period) {
    this.window = new double[length];
    this.cos = new double[length];
    this.sin = new double[length];
    for (int j = 0; j < length; j++) {
      double cycles = j / period;
      double angle = 2 * FastMath.PI * (cycles - FastMath.rint(cycles));
      cos[j] = FastMath.cos(angle);
      sin[j] = FastMath.sin(angle);
    }
  }

  /**
   * A sliding component.
   *
   * @param length window length N in bars, at least 4; a whole number of periods leaks least
   * @param period period in bars, from 2 to {@code length}
   */
  public static SlidingDft of(int length, double period) {
    if (length < 4) {
      throw new IllegalArgumentException("length must be at least 4 bars, got " + length);
    }
    if (!(period >= 2 && period <= length)) {
      throw new IllegalArgumentException(
          "period must be from 2 to the length " + length + ", got " + period);
    }
    return new SlidingDft(length, period);
  }

  /** Takes the next value, which must be finite. */
  public void update(double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException("sliding DFT: value " + count + " is " + value);
    }
    int n = window.length;
    int slot = (int) (count % n);
    double oldest = window[slot];
    window[slot] = value;
    count++;
    if (slot == n - 1) {
      anchor();
      return;
    }
    double a = re - oldest * cos[n - 1];
    double b = im - oldest * sin[n - 1];
    re = value + a * cos[1] - b * sin[1];
    im = a * sin[1] + b * cos[1];
  }

  /** Recomputes the sum; the newest value sits in the last slot. */
  private void anchor() {
    int n = window.length;
    re = 0;
    im = 0;
    for (int j = 0; j < n; j++) {
      re += window[n - 1 - j] * cos[j];
      im += window[n - 1 - j] * sin[j];
    }
  }

  /** Whether a whole window has been seen. */
  public boolean ready() {
    return count >= window.length;
  }

  /** Amplitude of the component, 2|X|/N. */
  public double amplitude() {
    return 2 * FastMath.hypot(re, im) / window.length;
  }

  /** Phase φ at the newest value, in (−π, π]: the component is amplitude·cos φ now and φ grows. */
  public double phase() {
    return FastMath.atan2(im, re);
  }

  /** Squared modulus |X|². */
  public double power() {
    return re * re + im * im;
  }
}
