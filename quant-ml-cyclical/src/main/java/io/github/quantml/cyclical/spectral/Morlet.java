// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * The continuous wavelet transform with the Morlet wavelet: which periods are active when.
 *
 * <p>ψ(η) = π^{−1/4}·e^{iω₀η}·e^{−η²/2}; scales s_j = s₀·2^{jδ}; the period of scale s is 4πs/(ω₀ +
 * √(2 + ω₀²)). Significance is against AR(1) noise at each point, |W|²/S(f) ~ ½χ²₂: one point in
 * twenty is "significant" at 5 % by chance, so look for areas longer than the period. Near the ends
 * the transform sees padding; {@link WaveletPower#insideCone} says where it does not.
 *
 * <p>Two-sided: a value at t uses data after t. For decisions use {@link SlidingDft}.
 *
 * <p>Source: Torrence and Compo (1998), A practical guide to wavelet analysis, equations 1 to 17.
 *
 * @param omega0 central frequency ω₀, at least 5
 * @param smallestScale smallest scale s₀ in bars, at least 1
 * @param scalesPerOctave scales per doubling, 1/δ, at least 1
 * @param largestPeriod largest period in bars; 0 means a third of the series
 */
public record Morlet(
    double omega0, double smallestScale, int scalesPerOctave, double largestPeriod) {
  /** Checks every setting. */
  public Morlet {
    if (!(omega0 >= 5) || Double.isInfinite(omega0)) {
      throw new IllegalArgumentException("omega0 must be at least 5, got " + omega0);
    }
    if (!(smallestScale >= 1) || Double.isInfinite(smallestScale)) {
      throw new IllegalArgumentException(
          "smallestScale must be at least 1 bar, got " + smallestScale);
    }
    if (scalesPerOctave < 1) {
      throw new IllegalArgumentException(
          "scalesPerOctave must be at least 1, got " + scalesPerOctave);
    }
    if (!(largestPeriod >= 0) || Double.isInfinite(largestPeriod)) {
      throw new IllegalArgumentException("largestPeriod must be at least 0, got " + largestPeriod);
    }
  }

  /** ω₀ = 6, scales from 2 bars, 8 per octave, periods up to a third of the series. */
  public static Morlet defaults() {
    return new Morlet(6, 2, 8, 0);
  }

  /** Period of a scale in bars. */
  public double period(double scale) {
    return scale * 4 * FastMath.PI / (omega0 + Math.sqrt(2 + omega0 * omega0));
  }

  /**
   * Transforms a stationary series.
   *
   * @param x at least 16 finite values, not constant; the mean is removed
   */
  public WaveletPower transform(double[] x) {
    Series.require("wavelet transform", x, 16);
    int n = x.length;
    double[] y = Detrend.CONSTANT.apply(x);
    int padded = Integer.highestOneBit(2 * n - 1) * 2;
    Twiddles twiddles = new Twiddles(padded);
    double[] spectrum = new double[2 * padded];
    for (int t = 0; t < n; t++) {
      spectrum[2 * t] = y[t];
    }
    twiddles.complex(spectrum);
    double longest = largestPeriod > 0 ? largestPeriod : n / 3.0;
    int scales = 1;
    while (period(scale(scales)) <= longest) {
      scales++;
    }
    double[] periods = new double[scales];
    double[][] power = new double[scales][n];
    for (int j = 0; j < scales; j++) {
      periods[j] = period(scale(j));
      power[j] = powerAt(scale(j), spectrum, twiddles, n);
    }
    RedNoiseTest noise = RedNoiseTest.of(y, 1, (n - 1) / 2, 0.05);
    return new WaveletPower(periods, power, noise.noise(), period(1));
  }

  private double scale(int j) {
    return smallestScale * FastMath.pow(2, (double) j / scalesPerOctave);
  }

  private double[] powerAt(double scale, double[] spectrum, Twiddles twiddles, int n) {
    int padded = spectrum.length / 2;
    double[] a = new double[2 * padded];
    double norm = Math.sqrt(2 * FastMath.PI * scale) * FastMath.pow(FastMath.PI, -0.25) / padded;
    // The kernels use e^{+i…}: there the positive frequencies of the wavelet sit in the upper half.
    for (int k = padded / 2; k < padded; k++) {
      double omega = 2 * FastMath.PI * (padded - k) / padded;
      double distance = scale * omega - omega0;
      double factor = norm * FastMath.exp(-0.5 * distance * distance);
      a[2 * k] = spectrum[2 * k + 1] * factor;
      a[2 * k + 1] = spectrum[2 * k] * factor;
    }
    twiddles.complex(a);
    double[] power = new double[n];
    for (int t = 0; t < n; t++) {
      power[t] = a[2 * t] * a[2 * t] + a[2 * t + 1] * a[2 * t + 1];
    }
    return power;
  }
}
