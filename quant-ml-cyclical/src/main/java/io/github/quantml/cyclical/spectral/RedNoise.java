// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * First-order autoregressive noise x_t = φ·x_{t−1} + ε_t: the null hypothesis "no cycle".
 *
 * <p>Spectral density S(f) = σ²/(1 − 2φcos 2πf + φ²), in units in which white noise of variance σ²
 * has S = σ². Prices and volatilities drift; tested against white noise every slow wobble of theirs
 * is a "significant cycle".
 *
 * @param phi autoregressive coefficient, in (−1, 1)
 * @param innovationVariance variance σ² of ε, above 0
 */
public record RedNoise(double phi, double innovationVariance) {
  private static final double MOST = 1 - 1e-7;
  private static final double GOLDEN = 0.6180339887498949;

  /** Checks the domain. */
  public RedNoise {
    if (!(Math.abs(phi) < 1)) {
      throw new IllegalArgumentException("phi must be in (-1, 1), got " + phi);
    }
    if (!(innovationVariance > 0)) {
      throw new IllegalArgumentException(
          "innovationVariance must be above 0, got " + innovationVariance);
    }
  }

  /** S(f) for a frequency in cycles per bar. */
  public double density(double frequency) {
    return innovationVariance / transfer(phi, FastMath.cos(2 * FastMath.PI * frequency));
  }

  /** Variance of the process, σ²/(1 − φ²). */
  public double variance() {
    return innovationVariance / (1 - phi * phi);
  }

  private static double transfer(double phi, double cosine) {
    return 1 + phi * phi - 2 * phi * cosine;
  }

  /**
   * Fits by Whittle's likelihood on the Fourier frequencies (Whittle, 1953, Estimation and
   * information in stationary time series): minimises Σ [ ln S(f_k) + I_k/S(f_k) ] over k = 1, …,
   * m.
   *
   * <p>The scale is profiled out, and since 1/S is linear in cos 2πf the data enter by two sums
   * only, Σ I_k and Σ I_k·cos 2πf_k. The sum of the log densities is the exact finite one,
   * Π_{k=1}^{n−1} (1 − 2φcos + φ²) = ((1 − φⁿ)/(1 − φ))², so the bias of the lag-one
   * autocorrelation near φ = 1, of order (1 + 4φ)/n, does not arise. Ordinates marked as excluded
   * (a cycle inflates φ) drop out of both.
   *
   * @param ordinates I_1, …, I_m with m = ⌊(n − 1)/2⌋
   * @param cosines cos 2πk/n for the same k
   * @param n length of the series
   * @param excluded ordinates not to use, or all false
   */
  static RedNoise whittle(double[] ordinates, double[] cosines, int n, boolean[] excluded) {
    double total = 0;
    double tilted = 0;
    int used = 0;
    int skipped = 0;
    double[] skippedCosines = new double[ordinates.length];
    for (int k = 0; k < ordinates.length; k++) {
      if (excluded[k]) {
        skippedCosines[skipped++] = cosines[k];
      } else {
        total += ordinates[k];
        tilted += ordinates[k] * cosines[k];
        used++;
      }
    }
    double[] skip = Arrays.copyOf(skippedCosines, skipped);
    double phi = minimise(total, tilted, used, n, skip);
    return new RedNoise(phi, ((1 + phi * phi) * total - 2 * phi * tilted) / used);
  }

  /** Golden-section search in arctanh φ, in which the objective has a single valley. */
  private static double minimise(double total, double tilted, int used, int n, double[] skip) {
    double low = -atanh(MOST);
    double high = atanh(MOST);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = objective(FastMath.tanh(left), total, tilted, used, n, skip);
    double atRight = objective(FastMath.tanh(right), total, tilted, used, n, skip);
    while (high - low > 1e-9) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = objective(FastMath.tanh(left), total, tilted, used, n, skip);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = objective(FastMath.tanh(right), total, tilted, used, n, skip);
      }
    }
    return FastMath.tanh(0.5 * (low + high));
  }

  private static double atanh(double x) {
    return 0.5 * (FastMath.log1p(x) - FastMath.log1p(-x));
  }

  private static double objective(
      double phi, double total, double tilted, int used, int n, double[] skip) {
    double logDensities = FastMath.log1p(-phi) - FastMath.log1p(-FastMath.pow(phi, n));
    if (n % 2 == 0) {
      // The product runs over both half circles and Nyquist; the sums over one half only.
      logDensities += FastMath.log1p(phi);
    }
    for (double cosine : skip) {
      logDensities += FastMath.log(transfer(phi, cosine));
    }
    double sum = (1 + phi * phi) * total - 2 * phi * tilted;
    return used * FastMath.log(sum) + logDensities;
  }
}
