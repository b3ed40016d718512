// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

/**
 * How an ensemble learns; the defaults suit a few hundred to a few hundred thousand bars.
 *
 * @param level nominal coverage of the interval, in (0, 1)
 * @param flatBand half-width of the flat band in standard deviations of the horizon return over the
 *     training bars, at least 0
 * @param initialBars bars before the first out-of-sample forecast, at least 30
 * @param refitGrowth members are trained again each time the history has grown by this factor,
 *     above 1; a schedule that depends on nothing but the bar count
 * @param maxTrainingBars most recent bars a member trains on, at least {@code initialBars}
 * @param lookback most recent bars a member sees when it predicts, at least 30
 * @param learningRate η of the exponential weights, positive, divided by the horizon because
 *     outcomes of neighbouring forecasts overlap: 1 is Bayesian model averaging
 * @param share α of the fixed share in [0, 1): the fraction of all weight dealt out evenly after
 *     each outcome, so that a member that was wrong for long can come back
 * @param conformalStep γ of the adaptive conformal interval, in (0, 1), divided by the horizon
 * @param conformalWindow most recent scores the interval's width is read from, at least 20
 */
public record EnsembleConfig(
    double level,
    double flatBand,
    int initialBars,
    double refitGrowth,
    int maxTrainingBars,
    int lookback,
    double learningRate,
    double share,
    double conformalStep,
    int conformalWindow) {

  public EnsembleConfig {
    check("level", level, level > 0 && level < 1, "must lie in (0, 1)");
    check("flatBand", flatBand, flatBand >= 0 && flatBand < 10, "must lie in [0, 10)");
    check("initialBars", initialBars, initialBars >= 30, "must be at least 30");
    check("refitGrowth", refitGrowth, refitGrowth > 1, "must exceed 1");
    check(
        "maxTrainingBars",
        maxTrainingBars,
        maxTrainingBars >= initialBars,
        "must be at least initialBars");
    check("lookback", lookback, lookback >= 30, "must be at least 30");
    check("learningRate", learningRate, learningRate > 0, "must be positive");
    check("share", share, share >= 0 && share < 1, "must lie in [0, 1)");
    check(
        "conformalStep",
        conformalStep,
        conformalStep > 0 && conformalStep < 1,
        "must lie in (0, 1)");
    check("conformalWindow", conformalWindow, conformalWindow >= 20, "must be at least 20");
  }

  private static void check(String name, double value, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + rule + ", got " + value);
    }
  }

  /** 90 % intervals, flat within a quarter standard deviation, first forecast after 100 bars. */
  public static EnsembleConfig defaults() {
    return new EnsembleConfig(0.9, 0.25, 100, 1.1, 5_000, 500, 0.5, 0.01, 0.02, 250);
  }

  public EnsembleConfig withLevel(double value) {
    return new EnsembleConfig(
        value,
        flatBand,
        initialBars,
        refitGrowth,
        maxTrainingBars,
        lookback,
        learningRate,
        share,
        conformalStep,
        conformalWindow);
  }

  public EnsembleConfig withFlatBand(double value) {
    return new EnsembleConfig(
        level,
        value,
        initialBars,
        refitGrowth,
        maxTrainingBars,
        lookback,
        learningRate,
        share,
        conformalStep,
        conformalWindow);
  }

  /** Another schedule of trainings. */
  public EnsembleConfig withSchedule(int initial, double growth, int maxTraining) {
    return new EnsembleConfig(
        level,
        flatBand,
        initial,
        growth,
        maxTraining,
        lookback,
        learningRate,
        share,
        conformalStep,
        conformalWindow);
  }

  /** Other exponential weights. */
  public EnsembleConfig withWeights(double rate, double fixedShare) {
    return new EnsembleConfig(
        level,
        flatBand,
        initialBars,
        refitGrowth,
        maxTrainingBars,
        lookback,
        rate,
        fixedShare,
        conformalStep,
        conformalWindow);
  }

  /** Another adaptation of the interval. */
  public EnsembleConfig withConformal(double step, int window) {
    return new EnsembleConfig(
        level,
        flatBand,
        initialBars,
        refitGrowth,
        maxTrainingBars,
        lookback,
        learningRate,
        share,
        step,
        window);
  }
}
