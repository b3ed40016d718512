// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/**
 * The tapered periodogram of an evenly spaced series.
 *
 * <p>DENSITY: P_k = 2|Σ w_t x_t e^{−2πikt/n}|²/Σw²; SPECTRUM divides by (Σw)² instead; the factor 2
 * is 1 at frequency 0 and, for even n, at ½. A single periodogram is an unbiased but inconsistent
 * estimate: its relative error is 100 % at any length. Use {@link Welch} or {@link Multitaper} to
 * look at, {@link RedNoiseTest} to decide.
 *
 * @param window taper
 * @param detrend what is removed first
 * @param scaling units of the result
 */
public record Periodogram(Window window, Detrend detrend, Scaling scaling) {

  /** Hann taper, mean removed, density. */
  public static Periodogram defaults() {
    return new Periodogram(Window.HANN, Detrend.CONSTANT, Scaling.DENSITY);
  }

  /** Changes the taper. */
  public Periodogram withWindow(Window value) {
    return new Periodogram(value, detrend, scaling);
  }

  /** Changes what is removed first. */
  public Periodogram withDetrend(Detrend value) {
    return new Periodogram(window, value, scaling);
  }

  /** Changes the units. */
  public Periodogram withScaling(Scaling value) {
    return new Periodogram(window, detrend, value);
  }

  /**
   * Estimates the spectrum.
   *
   * @param x at least 4 finite values
   */
  public PowerSpectrum estimate(double[] x) {
    Series.requireFinite("periodogram", x, 4);
    int n = x.length;
    TaperedTransform transform = new TaperedTransform(window.weights(n), scaling);
    double[] power = new double[transform.bins()];
    transform.addPower(detrend.apply(x), power, 1);
    return new PowerSpectrum(frequencies(n), power, 2);
  }

  /** k/n for k = 0, …, ⌊n/2⌋. */
  static double[] frequencies(int n) {
    double[] out = new double[n / 2 + 1];
    for (int k = 0; k < out.length; k++) {
      out[k] = (double) k / n;
    }
    return out;
  }
}
