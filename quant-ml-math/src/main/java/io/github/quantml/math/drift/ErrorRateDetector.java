// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

/**
 * The drift detection method: an alarm when the error rate p and its standard error s exceed their
 * least value so far, p + s &gt; pₘᵢₙ + 3sₘᵢₙ with s = √(p(1 − p)/n).
 *
 * <p>Source: Gama, Medas, Castillo and Rodrigues (2004), Learning with drift detection, section 3.
 */
public final class ErrorRateDetector implements DriftDetector {
  private final int minimum;
  private final double level;
  private long count;
  private double rate;
  private double leastRate;
  private double leastError;
  private double least;

  private ErrorRateDetector(int minimum, double level) {
    this.minimum = minimum;
    this.level = level;
    reset();
  }

  /**
   * A detector.
   *
   * @param minimum values before the rate is trusted, at least 1
   * @param level standard errors above the least rate that raise the alarm, positive
   */
  public static ErrorRateDetector of(int minimum, double level) {
    Requirements.that(minimum >= 1, "minimum must be >= 1", minimum);
    Requirements.that(level > 0 && Double.isFinite(level), "level must be finite and > 0", level);
    return new ErrorRateDetector(minimum, level);
  }

  /** Three standard errors, after 30 values. */
  public static ErrorRateDetector withDefaults() {
    return of(30, 3);
  }

  /**
   * Takes the next outcome.
   *
   * @param x 1 for an error, 0 for none, or a loss in between
   */
  @Override
  public boolean update(double x) {
    count++;
    rate += (Requirements.unit(x) - rate) / count;
    double error = Math.sqrt(rate * (1 - rate) / count);
    if (count < minimum - 1) {
      return false;
    }
    if (rate + error <= least) {
      leastRate = rate;
      leastError = error;
      least = rate + error;
    }
    boolean changed = count >= minimum && rate + error > leastRate + level * leastError;
    if (changed) {
      reset();
    }
    return changed;
  }

  @Override
  public void reset() {
    count = 0;
    rate = 0;
    leastRate = Double.POSITIVE_INFINITY;
    leastError = Double.POSITIVE_INFINITY;
    least = Double.POSITIVE_INFINITY;
  }
}
