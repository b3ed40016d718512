// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.cyclical.spectral.LombScargleConfig.Normalisation;
import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * How surprising a Lomb-Scargle peak is under <b>white</b> noise.
 *
 * <p>White noise is the wrong null for prices and for anything with memory: every random walk "has"
 * a cycle by these numbers. Use {@link CycleDetector} for evenly spaced market series, and these
 * for event times and residuals.
 *
 * <p>N is the number of values; the null has 1 parameter, the model 3. Source: Baluev (2008),
 * Assessing the statistical significance of periodogram peaks, table 1 and equations 5 and 6.
 * Immutable, thread-safe.
 */
public final class FalseAlarm {
  private final LombScargle spectrum;
  private final double maxFrequency;
  private final double bandwidth;
  private final int modelFreedom;
  private final int nullFreedom;

  FalseAlarm(LombScargle spectrum, double maxFrequency, double timeVariance) {
    this.spectrum = spectrum;
    this.maxFrequency = maxFrequency;
    this.bandwidth = maxFrequency * Math.sqrt(4 * FastMath.PI * timeVariance);
    this.nullFreedom = spectrum.size() - 1;
    this.modelFreedom = spectrum.size() - 3;
  }

  private Normalisation normalisation() {
    return spectrum.config().normalisation();
  }

  private double checked(double power) {
    double most = normalisation() == Normalisation.STANDARD ? 1 : Double.POSITIVE_INFINITY;
    if (!(power >= 0 && power <= most)) {
      throw new IllegalArgumentException("power must be in [0, " + most + "], got " + power);
    }
    return power;
  }

  /** Chance of such power at one frequency fixed beforehand. */
  public double single(double power) {
    double z = checked(power);
    double half = 0.5 * modelFreedom;
    return switch (normalisation()) {
      case STANDARD -> FastMath.pow(1 - z, half);
      case MODEL -> FastMath.pow(1 + z, -half);
      case LOG -> FastMath.exp(-half * z);
      case PSD -> FastMath.exp(-z);
    };
  }

  /** Chance at any of f_max·T frequencies taken as independent; too small on clustered times. */
  public double naive(double power) {
    double[] t = spectrum.times();
    double frequencies = maxFrequency * (t[t.length - 1] - t[0]);
    double single = single(power);
    return single < 1 ? -FastMath.expm1(frequencies * FastMath.log1p(-single)) : 1;
  }

  /** Davies' upper bound, single + τ; may exceed 1. */
  public double davies(double power) {
    return single(power) + expectedUpcrossings(power);
  }

  /** Baluev's approximation 1 − (1 − single)·e^{−τ}: the recommended one. */
  public double baluev(double power) {
    double tau = expectedUpcrossings(power);
    return -FastMath.expm1(-tau) + single(power) * FastMath.exp(-tau);
  }

  /** τ: expected number of upcrossings of the level, per frequency band. */
  private double expectedUpcrossings(double power) {
    double z = checked(power);
    return switch (normalisation()) {
      case STANDARD ->
          gammaRatio(nullFreedom)
              * bandwidth
              * FastMath.pow(1 - z, 0.5 * (modelFreedom - 1))
              * Math.sqrt(0.5 * nullFreedom * z);
      case MODEL ->
          gammaRatio(modelFreedom)
              * bandwidth
              * FastMath.pow(1 + z, -0.5 * modelFreedom)
              * Math.sqrt(0.5 * modelFreedom * z);
      case LOG ->
          gammaRatio(modelFreedom)
              * bandwidth
              * FastMath.exp(-0.5 * z * (modelFreedom - 0.5))
              * Math.sqrt(modelFreedom * FastMath.sinh(0.5 * z));
      case PSD -> bandwidth * FastMath.exp(-z) * Math.sqrt(z);
    };
  }

  private static double gammaRatio(int n) {
    return Math.sqrt(2.0 / n)
        * FastMath.exp(Gamma.logGamma(0.5 * n) - Gamma.logGamma(0.5 * (n - 1)));
  }

  /**
   * Share of resampled series whose highest peak reaches the power. Times and errors stay, values
   * are drawn with replacement.
   *
   * @param power the peak
   * @param resamples number of series, at least 1
   * @param seed root of the draws; resample i draws from its own stream
   */
  public double bootstrap(double power, int resamples, long seed) {
    checked(power);
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, got " + resamples);
    }
    double[] t = spectrum.times();
    double step = 1 / ((t[t.length - 1] - t[0]) * 5);
    int count = Math.max(1, (int) FastMath.floor(maxFrequency / step));
    int reached = 0;
    for (int i = 0; i < resamples; i++) {
      CounterRandom random = CounterRandom.of(seed).split(i);
      int[] picks = new int[t.length];
      for (int j = 0; j < picks.length; j++) {
        picks[j] = random.nextInt(picks.length);
      }
      double most = 0;
      for (double p : spectrum.resampled(picks).power(0.5 * step, step, count)) {
        most = Math.max(most, p);
      }
      reached += most >= power ? 1 : 0;
    }
    return (double) reached / resamples;
  }

  /**
   * The power whose Baluev probability is {@code probability}, by bisection.
   *
   * @param probability in (0, 1)
   */
  public double level(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("probability must be in (0, 1), got " + probability);
    }
    double low = 0;
    double high = 1;
    while (normalisation() != Normalisation.STANDARD && baluev(high) > probability) {
      high *= 2;
    }
    for (int i = 0; i < 200; i++) {
      double middle = 0.5 * (low + high);
      if (baluev(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }
}
