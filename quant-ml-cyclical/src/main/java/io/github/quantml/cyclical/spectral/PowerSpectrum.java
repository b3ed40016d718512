// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/**
 * Power by frequency, one-sided: the power of −f is folded onto f, except at 0 and at ½.
 *
 * @param frequencies frequencies in cycles per bar, rising from 0
 * @param power power at each frequency
 * @param degreesOfFreedom χ² degrees of freedom of an inner estimate around the truth
 */
public record PowerSpectrum(double[] frequencies, double[] power, double degreesOfFreedom) {
  /** Copies the arrays. */
  public PowerSpectrum {
    frequencies = frequencies.clone();
    power = power.clone();
  }

  @Override
  public double[] frequencies() {
    return frequencies.clone();
  }

  @Override
  public double[] power() {
    return power.clone();
  }

  /** Number of frequencies. */
  public int size() {
    return power.length;
  }

  /** Frequency i in cycles per bar. */
  public double frequency(int i) {
    return frequencies[i];
  }

  /** Power at frequency i. */
  public double power(int i) {
    return power[i];
  }
}
