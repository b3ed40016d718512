// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * Wavelet power by period and time, with its red-noise background; made by {@link Morlet}.
 *
 * <p>Uses the future of every point: for looking back, not for deciding. Immutable, thread-safe.
 */
public final class WaveletPower {
  private final double[] periods;
  private final double[][] power;
  private final RedNoise noise;
  private final double periodPerScale;

  WaveletPower(double[] periods, double[][] power, RedNoise noise, double periodPerScale) {
    this.periods = periods;
    this.power = power;
    this.noise = noise;
    this.periodPerScale = periodPerScale;
  }

  /** Number of periods. */
  public int size() {
    return periods.length;
  }

  /** Number of times. */
  public int length() {
    return power[0].length;
  }

  /** Period i in bars. */
  public double period(int i) {
    return periods[i];
  }

  /** |W|² at period i and time t. */
  public double power(int i, int t) {
    return power[i][t];
  }

  /** The noise that power is judged against. */
  public RedNoise noise() {
    return noise;
  }

  /** Mean power over time at period i: the global wavelet spectrum. */
  public double globalPower(int i) {
    double sum = 0;
    for (double value : power[i]) {
      sum += value;
    }
    return sum / power[i].length;
  }

  /** Chance of such power at this point under red noise, e^{−|W|²/S(1/period)}. */
  public double localP(int i, int t) {
    return FastMath.exp(-power[i][t] / noise.density(1 / periods[i]));
  }

  /** Longest period free of edge effects at time t, in bars: the e-folding time is √2·scale. */
  public double coneOfInfluence(int t) {
    int edge = Math.min(t, length() - 1 - t);
    return periodPerScale * edge / Math.sqrt(2);
  }

  /** Whether period i at time t is free of edge effects. */
  public boolean insideCone(int i, int t) {
    return periods[i] <= coneOfInfluence(t);
  }
}
