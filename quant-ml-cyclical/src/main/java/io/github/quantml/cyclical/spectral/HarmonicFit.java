// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * A sum of sinusoids fitted to a series: y_t = c + d·t + Σ Aᵢ·cos(2πfᵢ·t + φᵢ), t = 0, 1, ….
 *
 * <p>Immutable; arrays are copied out.
 */
public final class HarmonicFit {
  private final int length;
  private final double intercept;
  private final double slope;
  private final double[] frequencies;
  private final double[] cosines;
  private final double[] sines;
  private final double[] periodErrors;
  private final double residualSumOfSquares;

  HarmonicFit(
      int length,
      double intercept,
      double slope,
      double[] frequencies,
      double[] cosines,
      double[] sines,
      double[] periodErrors,
      double residualSumOfSquares) {
    this.length = length;
    this.intercept = intercept;
    this.slope = slope;
    this.frequencies = frequencies;
    this.cosines = cosines;
    this.sines = sines;
    this.periodErrors = periodErrors;
    this.residualSumOfSquares = residualSumOfSquares;
  }

  /** Number of values fitted. */
  public int length() {
    return length;
  }

  /** Number of sinusoids: the known periods first, then those found, strongest first. */
  public int size() {
    return frequencies.length;
  }

  /** The constant c at t = 0. */
  public double intercept() {
    return intercept;
  }

  /** The slope d per bar, 0 unless a line was fitted. */
  public double slope() {
    return slope;
  }

  /** Frequency of sinusoid i in cycles per bar. */
  public double frequency(int i) {
    return frequencies[i];
  }

  /** Period of sinusoid i in bars. */
  public double period(int i) {
    return 1 / frequencies[i];
  }

  /** Standard error of period i for white residuals; 0 for a known period. */
  public double periodError(int i) {
    return periodErrors[i];
  }

  /** Coefficient of cos 2πfᵢt. */
  public double cosine(int i) {
    return cosines[i];
  }

  /** Coefficient of sin 2πfᵢt. */
  public double sine(int i) {
    return sines[i];
  }

  /** Amplitude Aᵢ, half the swing from trough to crest. */
  public double amplitude(int i) {
    return FastMath.hypot(cosines[i], sines[i]);
  }

  /** Phase φᵢ of Aᵢ·cos(2πfᵢt + φᵢ) at t = 0, in (−π, π]. */
  public double phase(int i) {
    return FastMath.atan2(-sines[i], cosines[i]);
  }

  /** Sum of squared residuals. */
  public double residualSumOfSquares() {
    return residualSumOfSquares;
  }

  /** The fitted value at t, which may lie beyond the sample. */
  public double value(double t) {
    double sum = intercept + slope * t;
    for (int i = 0; i < frequencies.length; i++) {
      sum += component(i, t);
    }
    return sum;
  }

  /** The value of sinusoid i alone at t. */
  public double component(int i, double t) {
    double cycles = frequencies[i] * t;
    double angle = 2 * FastMath.PI * (cycles - FastMath.rint(cycles));
    return cosines[i] * FastMath.cos(angle) + sines[i] * FastMath.sin(angle);
  }
}
