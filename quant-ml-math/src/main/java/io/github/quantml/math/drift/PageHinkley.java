// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

/**
 * The Page-Hinkley test: Sₙ = αSₙ₋₁ + (xₙ − x̄ₙ − δ) against its threshold λ, with the running mean
 * x̄ₙ.
 *
 * <p>One-sided as published; {@link Sides#BOTH} also watches for a mean that falls. Sources: Page
 * (1954), Continuous inspection schemes; Hinkley (1971), Inference about the change-point from
 * cumulative sum tests.
 */
public final class PageHinkley implements DriftDetector {
  /** Which changes count. */
  public enum Sides {
    UP,
    BOTH
  }

  private final Sides sides;
  private final int minimum;
  private final double delta;
  private final double lambda;
  private final double alpha;
  private long count;
  private double mean;
  private double up;
  private double down;

  private PageHinkley(Sides sides, int minimum, double delta, double lambda, double alpha) {
    this.sides = sides;
    this.minimum = minimum;
    this.delta = delta;
    this.lambda = lambda;
    this.alpha = alpha;
  }

  /**
   * A detector.
   *
   * @param minimum values before the first alarm, at least 1
   * @param delta δ, changes of the mean up to this size are tolerated, at least 0
   * @param lambda λ, positive: larger means fewer false alarms and later true ones
   * @param alpha forgetting factor in (0, 1]
   */
  public static PageHinkley of(
      Sides sides, int minimum, double delta, double lambda, double alpha) {
    Requirements.that(minimum >= 1, "minimum must be >= 1", minimum);
    Requirements.that(delta >= 0 && Double.isFinite(delta), "delta must be finite and >= 0", delta);
    Requirements.that(
        lambda > 0 && Double.isFinite(lambda), "lambda must be finite and > 0", lambda);
    Requirements.that(alpha > 0 && alpha <= 1, "alpha must be in (0, 1]", alpha);
    return new PageHinkley(sides, minimum, delta, lambda, alpha);
  }

  /** δ = 0.005, λ = 50, α = 0.9999, after 30 values. */
  public static PageHinkley withDefaults(Sides sides) {
    return of(sides, 30, 0.005, 50, 0.9999);
  }

  @Override
  public boolean update(double x) {
    count++;
    mean += (Requirements.finite(x) - mean) / count;
    up = alpha * up + (x - mean - delta);
    down = alpha * down + (mean - x - delta);
    boolean changed = count >= minimum && (up > lambda || (sides == Sides.BOTH && down > lambda));
    if (changed) {
      reset();
    }
    return changed;
  }

  @Override
  public void reset() {
    count = 0;
    mean = 0;
    up = 0;
    down = 0;
  }
}
