// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * Tapers in their periodic form, w_t = f(t/n), which is the right one for spectra.
 *
 * <p>Source: Harris (1978), On the use of windows for harmonic analysis with the discrete Fourier
 * transform.
 */
public enum Window {
  /** 1 everywhere: finest resolution, sidelobes fall only 6 dB per octave. */
  BOXCAR(1, 0, 0),
  /** ½ − ½cos(2πt/n): sidelobes fall 18 dB per octave. */
  HANN(0.5, 0.5, 0),
  /** 0.54 − 0.46cos(2πt/n): first sidelobe −43 dB. */
  HAMMING(0.54, 0.46, 0),
  /** 0.42 − 0.5cos(2πt/n) + 0.08cos(4πt/n): first sidelobe −58 dB. */
  BLACKMAN(0.42, 0.5, 0.08);

  private final double mean;
  private final double first;
  private final double second;

  Window(double mean, double first, double second) {
    this.mean = mean;
    this.first = first;
    this.second = second;
  }

  /** The n weights of the taper. */
  public double[] weights(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, got " + n);
    }
    double[] out = new double[n];
    for (int t = 0; t < n; t++) {
      double once = 2 * FastMath.PI * t / n;
      double twice = 2 * FastMath.PI * (2L * t % n) / n;
      out[t] = mean - first * FastMath.cos(once) + second * FastMath.cos(twice);
    }
    return out;
  }

  /** Mean weight: the factor by which the taper lowers the amplitude of a sinusoid. */
  public double coherentGain() {
    return mean;
  }

  /** Equivalent noise bandwidth in bins, n·Σw²/(Σw)². */
  public double noiseBandwidth() {
    return 1 + 0.5 * (first * first + second * second) / (mean * mean);
  }
}
