// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.math.calibration.CalibrationMethod;

/**
 * How an ensemble learns; the defaults suit a few hundred to a few hundred thousand bars, and
 * docs/ENSEMBLE.md has the evidence for them.
 *
 * @param schedule when members are trained and what they see
 * @param flatBand half-width of the flat band in standard deviations of the horizon return over the
 *     training bars, in [0, 10)
 * @param aggregation how the members' views become one
 * @param calibration how the class probabilities are made to mean what they say
 * @param interval how the interval is made
 */
public record EnsembleConfig(
    ScheduleConfig schedule,
    double flatBand,
    AggregationConfig aggregation,
    CalibrationMethod calibration,
    IntervalConfig interval) {

  public EnsembleConfig {
    Require.that(flatBand >= 0 && flatBand < 10, "flatBand", flatBand, "must lie in [0, 10)");
  }

  /** Flat within a quarter standard deviation, temperature scaling. */
  public static EnsembleConfig defaults() {
    return new EnsembleConfig(
        ScheduleConfig.defaults(),
        0.25,
        AggregationConfig.defaults(),
        CalibrationMethod.TEMPERATURE,
        IntervalConfig.defaults());
  }

  public EnsembleConfig withSchedule(ScheduleConfig value) {
    return new EnsembleConfig(value, flatBand, aggregation, calibration, interval);
  }

  public EnsembleConfig withFlatBand(double value) {
    return new EnsembleConfig(schedule, value, aggregation, calibration, interval);
  }

  public EnsembleConfig withAggregation(AggregationConfig value) {
    return new EnsembleConfig(schedule, flatBand, value, calibration, interval);
  }

  public EnsembleConfig withCalibration(CalibrationMethod value) {
    return new EnsembleConfig(schedule, flatBand, aggregation, value, interval);
  }

  public EnsembleConfig withInterval(IntervalConfig value) {
    return new EnsembleConfig(schedule, flatBand, aggregation, calibration, value);
  }
}
