// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The least-squares spectrum of values at uneven times, with errors and a floating mean.
 *
 * <p>At each frequency the power says how much of the weighted sum of squares a sinusoid explains.
 * The sums are exact: cosines advance from frequency to frequency by rotation and are re-anchored
 * by true sines every 64 steps, so no value is interpolated. Times are clock times, in any unit;
 * frequencies are in its inverse. Calendar gaps (weekends, halts) need no filling.
 *
 * <p>Immutable, thread-safe. O(values × frequencies).
 *
 * <p>Source: Zechmeister and Kürster (2009), The generalised Lomb-Scargle periodogram; VanderPlas
 * (2018), Understanding the Lomb-Scargle periodogram.
 */
public final class LombScargle {
  private static final int ANCHOR = 64;

  private final double[] times;
  private final double[] original;
  private final double[] values;
  private final double[] weights;
  private final double totalWeight;
  private final LombScargleConfig config;
  private final double reference;

  private LombScargle(double[] times, double[] values, double[] weights, LombScargleConfig config) {
    this.times = times;
    this.original = values;
    this.values = values.clone();
    this.weights = weights;
    this.config = config;
    double total = 0;
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      mean += weights[i] * values[i];
    }
    mean /= total;
    double centre = config.centreData() ? mean : 0;
    double around = config.centreData() || config.floatingMean() ? mean : 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * (values[i] - around) * (values[i] - around);
      this.values[i] -= centre;
    }
    this.totalWeight = total;
    this.reference = sum;
  }

  /**
   * A spectrum with {@link LombScargleConfig#defaults()} and equal errors.
   *
   * @param times strictly rising finite times
   * @param values finite values
   */
  public static LombScargle of(double[] times, double[] values) {
    double[] errors = new double[times.length];
    Arrays.fill(errors, 1);
    return of(times, values, errors, LombScargleConfig.defaults());
  }

  /**
   * A spectrum of values with known standard errors.
   *
   * @param times strictly rising finite times
   * @param values finite values, not all equal
   * @param errors standard errors, above 0
   * @param config model at each frequency
   */
  public static LombScargle of(
      double[] times, double[] values, double[] errors, LombScargleConfig config) {
    if (times.length != values.length || times.length != errors.length) {
      throw new IllegalArgumentException(
          "times, values and errors must have equal lengths, got "
              + times.length
              + ", "
              + values.length
              + " and "
              + errors.length);
    }
    Series.require("Lomb-Scargle values", values, 2 * config.terms() + 3);
    Series.requireFinite("Lomb-Scargle times", times, 2 * config.terms() + 3);
    double[] weights = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      if (i > 0 && !(times[i] > times[i - 1])) {
        throw new InvalidDataException(
            "Lomb-Scargle: times must rise strictly, needed above "
                + times[i - 1]
                + " at index "
                + i
                + ", got "
                + times[i]);
      }
      if (!(errors[i] > 0) || Double.isInfinite(errors[i])) {
        throw new InvalidDataException(
            "Lomb-Scargle: errors must be above 0, got " + errors[i] + " at index " + i);
      }
      weights[i] = 1 / (errors[i] * errors[i]);
    }
    return new LombScargle(times.clone(), values.clone(), weights, config);
  }

  /** Changes the model at each frequency; the data stay. */
  public LombScargle withConfig(LombScargleConfig value) {
    double[] errors = new double[weights.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = 1 / Math.sqrt(weights[i]);
    }
    return of(times, original, errors, value);
  }

  /** Number of values. */
  public int size() {
    return times.length;
  }

  /**
   * A grid fine enough not to miss a peak: {@code samplesPerPeak} points per 1/T from half a step
   * to {@code nyquistFactor} times the average Nyquist frequency.
   */
  public double[] autoFrequencies(double samplesPerPeak, double nyquistFactor) {
    if (!(samplesPerPeak > 0) || !(nyquistFactor > 0)) {
      throw new IllegalArgumentException(
          "samplesPerPeak and nyquistFactor must be above 0, got "
              + samplesPerPeak
              + " and "
              + nyquistFactor);
    }
    double span = times[times.length - 1] - times[0];
    double step = 1 / (span * samplesPerPeak);
    double most = 0.5 * nyquistFactor * times.length / span;
    int count = 1 + (int) FastMath.rint((most - 0.5 * step) / step);
    double[] out = new double[count];
    for (int k = 0; k < count; k++) {
      out[k] = 0.5 * step + k * step;
    }
    return out;
  }

  /** The power at the given frequencies, all above 0. */
  public double[] power(double[] frequencies) {
    double[] out = new double[frequencies.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = power(frequencies[k], 0, 1)[0];
    }
    return out;
  }

  /**
   * The power on an even grid, faster than at scattered frequencies.
   *
   * @param first first frequency, above 0
   * @param step distance of neighbours, at least 0
   * @param count number of frequencies, at least 1
   */
  public double[] power(double first, double step, int count) {
    if (!(first > 0) || !(step >= 0) || count < 1) {
      throw new IllegalArgumentException(
          "the grid needs first > 0, step >= 0 and count >= 1, got "
              + first
              + ", "
              + step
              + " and "
              + count);
    }
    return config.terms() == 1
        ? sinusoid(first, step, count)
        : HarmonicChiSquare.powers(this, first, step, count);
  }

  private double[] sinusoid(double first, double step, int count) {
    int n = times.length;
    double[] c = new double[n];
    double[] s = new double[n];
    double[] stepCos = new double[n];
    double[] stepSin = new double[n];
    double[] weighted = new double[n];
    double start = times[0];
    double sumY = 0;
    for (int i = 0; i < n; i++) {
      double angle = turn(step * (times[i] - start));
      stepCos[i] = FastMath.cos(angle);
      stepSin[i] = FastMath.sin(angle);
      weighted[i] = weights[i] * values[i];
      sumY += weighted[i];
    }
    double[] out = new double[count];
    for (int k = 0; k < count; k++) {
      if (k % ANCHOR == 0) {
        anchor(first + k * step, c, s);
      }
      double yc = 0;
      double ys = 0;
      double sumC = 0;
      double sumS = 0;
      double cc = 0;
      double cs = 0;
      for (int i = 0; i < n; i++) {
        double cos = c[i];
        double sin = s[i];
        double w = weights[i];
        yc += weighted[i] * cos;
        ys += weighted[i] * sin;
        double wc = w * cos;
        sumC += wc;
        sumS += w * sin;
        cc += wc * cos;
        cs += wc * sin;
        c[i] = cos * stepCos[i] - sin * stepSin[i];
        s[i] = sin * stepCos[i] + cos * stepSin[i];
      }
      out[k] = normalise(explained(yc, ys, sumC, sumS, cc, cs, sumY));
    }
    return out;
  }

  /** Sum of squares that a sinusoid takes off the reference (Zechmeister and Kürster, eq. 5-11). */
  private double explained(
      double yc, double ys, double sumC, double sumS, double cc, double cs, double sumY) {
    double ss = totalWeight - cc;
    if (config.floatingMean()) {
      yc -= sumY * sumC / totalWeight;
      ys -= sumY * sumS / totalWeight;
      cc -= sumC * sumC / totalWeight;
      ss -= sumS * sumS / totalWeight;
      cs -= sumC * sumS / totalWeight;
    }
    double determinant = cc * ss - cs * cs;
    // At a multiple of the sampling rate one of the two columns vanishes.
    if (determinant > 1e-14 * totalWeight * totalWeight) {
      return (ss * yc * yc + cc * ys * ys - 2 * cs * yc * ys) / determinant;
    }
    double larger = Math.max(cc, ss);
    double product = cc >= ss ? yc : ys;
    return larger > 1e-14 * totalWeight ? product * product / larger : 0;
  }

  double normalise(double explained) {
    double share = Math.max(0, Math.min(1, explained / reference));
    return switch (config.normalisation()) {
      case STANDARD -> share;
      case MODEL -> share / (1 - share);
      case LOG -> -FastMath.log1p(-share);
      case PSD -> 0.5 * explained;
    };
  }

  void anchor(double frequency, double[] c, double[] s) {
    for (int i = 0; i < c.length; i++) {
      double angle = turn(frequency * (times[i] - times[0]));
      c[i] = FastMath.cos(angle);
      s[i] = FastMath.sin(angle);
    }
  }

  /** 2π times the fraction of a number of turns nearest to 0: keeps the sine's argument small. */
  private static double turn(double turns) {
    return 2 * FastMath.PI * (turns - FastMath.rint(turns));
  }

  double[] values() {
    return values;
  }

  double[] weights() {
    return weights;
  }

  double[] times() {
    return times;
  }

  LombScargleConfig config() {
    return config;
  }

  /** Probability statements about peaks, for one-term spectra. */
  public FalseAlarm falseAlarm(double maxFrequency) {
    if (config.terms() != 1) {
      throw new IllegalArgumentException(
          "false-alarm probabilities need 1 term, got " + config.terms());
    }
    if (times.length < 5) {
      throw new InsufficientDataException("false-alarm probability: values", 5, times.length);
    }
    if (!(maxFrequency > 0)) {
      throw new IllegalArgumentException("maxFrequency must be above 0, got " + maxFrequency);
    }
    double mean = 0;
    for (int i = 0; i < times.length; i++) {
      mean += weights[i] * times[i] / totalWeight;
    }
    double variance = 0;
    for (int i = 0; i < times.length; i++) {
      variance += weights[i] * (times[i] - mean) * (times[i] - mean) / totalWeight;
    }
    return new FalseAlarm(this, maxFrequency, variance);
  }

  /** The same times with other values, for resampling. */
  LombScargle resampled(int[] picks) {
    double[] y = new double[values.length];
    double[] errors = new double[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = original[picks[i]];
      errors[i] = 1 / Math.sqrt(weights[picks[i]]);
    }
    return of(times, y, errors, config);
  }
}
