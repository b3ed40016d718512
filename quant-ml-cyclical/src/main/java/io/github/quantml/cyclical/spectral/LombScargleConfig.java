// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/**
 * How {@link LombScargle} models the data at each frequency.
 *
 * @param normalisation units of the power
 * @param centreData whether the weighted mean is removed first
 * @param floatingMean whether a constant is fitted beside the sinusoid at every frequency
 * @param terms Fourier terms: 1 for a sinusoid, more for other shapes, at least 1
 */
public record LombScargleConfig(
    Normalisation normalisation, boolean centreData, boolean floatingMean, int terms) {

  /** Units of the power, in terms of the χ² of the reference (a constant) and of the model. */
  public enum Normalisation {
    /** 1 − χ²/χ²_ref, in [0, 1]. */
    STANDARD,
    /** χ²_ref/χ² − 1. */
    MODEL,
    /** ln(χ²_ref/χ²). */
    LOG,
    /** ½(χ²_ref − χ²). */
    PSD
  }

  /** Checks every setting. */
  public LombScargleConfig {
    if (terms < 1) {
      throw new IllegalArgumentException("terms must be at least 1, got " + terms);
    }
  }

  /** Standard normalisation, centred, floating mean, one term. */
  public static LombScargleConfig defaults() {
    return new LombScargleConfig(Normalisation.STANDARD, true, true, 1);
  }

  /** Changes the units. */
  public LombScargleConfig withNormalisation(Normalisation value) {
    return new LombScargleConfig(value, centreData, floatingMean, terms);
  }

  /** Chooses whether the mean is removed first. */
  public LombScargleConfig withCentreData(boolean value) {
    return new LombScargleConfig(normalisation, value, floatingMean, terms);
  }

  /** Chooses whether a constant is fitted at every frequency. */
  public LombScargleConfig withFloatingMean(boolean value) {
    return new LombScargleConfig(normalisation, centreData, value, terms);
  }

  /** Changes the number of Fourier terms. */
  public LombScargleConfig withTerms(int value) {
    return new LombScargleConfig(normalisation, centreData, floatingMean, value);
  }
}
