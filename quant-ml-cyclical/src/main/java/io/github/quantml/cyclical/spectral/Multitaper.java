// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InsufficientDataException;

/**
 * Thomson's multitaper spectrum: the mean of periodograms under orthogonal DPSS tapers.
 *
 * <p>Every taper leaks as little as a single good window allows, and K of them use all of the data:
 * a χ² with 2K degrees of freedom at a resolution of ±W = timeBandwidth/n. Source: Thomson (1982),
 * Spectrum estimation and harmonic analysis.
 *
 * @param timeBandwidth nW, at least 1
 * @param tapers number of tapers K, from 1 to 2·timeBandwidth
 * @param detrend what is removed first
 */
public record Multitaper(double timeBandwidth, int tapers, Detrend detrend) {
  /** Checks every setting. */
  public Multitaper {
    if (!(timeBandwidth >= 1) || Double.isInfinite(timeBandwidth)) {
      throw new IllegalArgumentException(
          "timeBandwidth must be at least 1 and finite, got " + timeBandwidth);
    }
    if (tapers < 1 || tapers > 2 * timeBandwidth) {
      throw new IllegalArgumentException(
          "tapers must be from 1 to " + (int) (2 * timeBandwidth) + ", got " + tapers);
    }
  }

  /** nW = 4 with 7 tapers, mean removed. */
  public static Multitaper defaults() {
    return new Multitaper(4, 7, Detrend.CONSTANT);
  }

  /** The tapers for series of length n, each of unit energy. */
  public double[][] weights(int n) {
    if (n <= 2 * timeBandwidth) {
      throw new InsufficientDataException(
          "tapers of time-bandwidth " + timeBandwidth + ": values",
          (long) (2 * timeBandwidth) + 1,
          n);
    }
    return Dpss.tapers(n, timeBandwidth, tapers);
  }

  /**
   * Estimates the spectral density.
   *
   * @param x finite values, more than 2·timeBandwidth and at least 8
   */
  public PowerSpectrum estimate(double[] x) {
    Series.requireFinite("multitaper spectrum", x, 8);
    double[] y = detrend.apply(x);
    double[] power = new double[x.length / 2 + 1];
    for (double[] taper : weights(x.length)) {
      new TaperedTransform(taper, Scaling.DENSITY).addPower(y, power, 1.0 / tapers);
    }
    return new PowerSpectrum(Periodogram.frequencies(x.length), power, 2.0 * tapers);
  }
}
