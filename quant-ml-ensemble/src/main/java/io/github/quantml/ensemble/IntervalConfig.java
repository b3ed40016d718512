// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

/**
 * How the interval of a prediction is made and kept honest.
 *
 * @param level nominal coverage, in (0, 1)
 * @param score what an outcome is judged by, which gives the interval its shape
 * @param adaptation how the width follows the outcomes
 * @param step γ of {@link Adaptation#ADAPTIVE} in [0, 1), divided by the horizon
 * @param window most recent scores the width is read from, at least 20
 * @param regimeShrinkage κ, positive: how many outcomes a regime needs for its own width to count
 *     half; +∞ for one width in all regimes
 */
public record IntervalConfig(
    double level,
    Score score,
    Adaptation adaptation,
    double step,
    int window,
    double regimeShrinkage) {

  /** Nonconformity scores of an outcome r under a forecast of mean m and standard deviation s. */
  public enum Score {
    /** |r − m|: the same width at all times, which volatile markets break. */
    ABSOLUTE,
    /** |r − m| / s: a width that follows the forecast volatility. */
    SCALED,
    /**
     * max(q − r, r − q′) / s with the forecast's own quantiles q, q′: keeps its asymmetry (CQR).
     */
    QUANTILE
  }

  /** How the width follows the outcomes. */
  public enum Adaptation {
    /** Split conformal on the rolling window. */
    SPLIT,
    /** Adaptive conformal inference with one step size. */
    ADAPTIVE,
    /** Adaptive conformal inference with several step sizes, aggregated online. */
    AGGREGATED
  }

  public IntervalConfig {
    Require.that(level > 0 && level < 1, "level", level, "must lie in (0, 1)");
    Require.that(step >= 0 && step < 1, "step", step, "must lie in [0, 1)");
    Require.that(window >= 20, "window", window, "must be at least 20");
    Require.that(regimeShrinkage > 0, "regimeShrinkage", regimeShrinkage, "must be positive");
  }

  /** 90 %, scaled by volatility, adaptive with step 0.02 on 250 scores, the same in all regimes. */
  public static IntervalConfig defaults() {
    return new IntervalConfig(
        0.9, Score.SCALED, Adaptation.ADAPTIVE, 0.02, 250, Double.POSITIVE_INFINITY);
  }

  public IntervalConfig withLevel(double value) {
    return new IntervalConfig(value, score, adaptation, step, window, regimeShrinkage);
  }

  public IntervalConfig withScore(Score value) {
    return new IntervalConfig(level, value, adaptation, step, window, regimeShrinkage);
  }

  public IntervalConfig withAdaptation(Adaptation value) {
    return new IntervalConfig(level, score, value, step, window, regimeShrinkage);
  }

  public IntervalConfig withStep(double value, int scores) {
    return new IntervalConfig(level, score, adaptation, value, scores, regimeShrinkage);
  }

  public IntervalConfig withRegimeShrinkage(double value) {
    return new IntervalConfig(level, score, adaptation, step, window, value);
  }
}
