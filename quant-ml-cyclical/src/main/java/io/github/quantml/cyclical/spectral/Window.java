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
  BOXCAR(1),
  /** ½ − ½cos(2πt/n): sidelobes fall 18 dB per octave. */
  HANN(0.5, 0.5),
  /** 0.54 − 0.46cos(2πt/n): first sidelobe −43 dB. */
  HAMMING(0.54, 0.46),
  /** 0.42 − 0.5cos(2πt/n) + 0.08cos(4πt/n): first sidelobe −58 dB. */
  BLACKMAN(0.42, 0.5, 0.08);

  private final double[] coefficients;

  Window(double... coefficients) {
    this.coefficients = coefficients;
  }

  /** The n weights of the taper. */
  public double[] weights(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, got " + n);
    }
    double[] out = new double[n];
    for (int t = 0; t < n; t++) {
      double sign = 1;
      for (int k = 0; k < coefficients.length; k++) {
        double angle = 2 * FastMath.PI * ((long) k * t % n) / n;
        out[t] += sign * coefficients[k] * FastMath.cos(angle);
        sign = -sign;
      }
    }
    return out;
  }

  /** Mean weight: the factor by which the taper lowers the amplitude of a sinusoid. */
  public double coherentGain() {
    return coefficients[0];
  }

  /** Equivalent noise bandwidth in bins, n·Σw²/(Σw)². */
  public double noiseBandwidth() {
    double squares = coefficients[0] * coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      squares += 0.5 * coefficients[k] * coefficients[k];
    }
    return squares / (coefficients[0] * coefficients[0]);
  }
}
