// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

/**
 * The cumulative sum control chart for a rising mean: Sₙ = max(0, Sₙ₋₁ + xₙ − x̄ₙ − δ) against λ,
 * with the running mean x̄ₙ.
 *
 * <p>Source: Page (1954), Continuous inspection schemes.
 */
public final class Cusum implements DriftDetector {
  private final int minimum;
  private final double delta;
  private final double lambda;
  private long count;
  private double mean;
  private double sum;

  private Cusum(int minimum, double delta, double lambda) {
    this.minimum = minimum;
    this.delta = delta;
    this.lambda = lambda;
  }

  /**
   * A chart.
   *
   * @param minimum values before the first alarm, at least 1
   * @param delta δ, drift that is tolerated, at least 0
   * @param lambda λ, positive
   */
  public static Cusum of(int minimum, double delta, double lambda) {
    Requirements.that(minimum >= 1, "minimum must be >= 1", minimum);
    Requirements.that(delta >= 0 && Double.isFinite(delta), "delta must be finite and >= 0", delta);
    Requirements.that(
        lambda > 0 && Double.isFinite(lambda), "lambda must be finite and > 0", lambda);
    return new Cusum(minimum, delta, lambda);
  }

  /** δ = 0.005, λ = 50, after 30 values. */
  public static Cusum withDefaults() {
    return of(30, 0.005, 50);
  }

  @Override
  public boolean update(double x) {
    count++;
    mean += (Requirements.finite(x) - mean) / count;
    sum = Math.max(0, sum + x - mean - delta);
    boolean changed = count >= minimum && sum > lambda;
    if (changed) {
      reset();
    }
    return changed;
  }

  @Override
  public void reset() {
    count = 0;
    mean = 0;
    sum = 0;
  }
}
