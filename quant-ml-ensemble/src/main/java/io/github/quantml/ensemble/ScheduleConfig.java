// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

/**
 * When members are trained and what they see.
 *
 * @param initialBars bars before the first out-of-sample forecast, at least 30
 * @param refitGrowth members are trained again each time the history has grown by this factor,
 *     above 1; a schedule that depends on nothing but the bar count
 * @param maxTrainingBars most recent bars a member trains on, at least {@code initialBars}
 * @param lookback most recent bars a member sees when it predicts, at least 30
 */
public record ScheduleConfig(
    int initialBars, double refitGrowth, int maxTrainingBars, int lookback) {

  public ScheduleConfig {
    Require.that(initialBars >= 30, "initialBars", initialBars, "must be at least 30");
    Require.that(refitGrowth > 1, "refitGrowth", refitGrowth, "must exceed 1");
    Require.that(
        maxTrainingBars >= initialBars,
        "maxTrainingBars",
        maxTrainingBars,
        "must be at least initialBars");
    Require.that(lookback >= 30, "lookback", lookback, "must be at least 30");
  }

  /** First forecast after 100 bars, trained again at each tenth more, on at most 5,000 bars. */
  public static ScheduleConfig defaults() {
    return new ScheduleConfig(100, 1.1, 5_000, 500);
  }
}
